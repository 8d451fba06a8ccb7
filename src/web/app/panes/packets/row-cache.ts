/** RowCache: rows of one list by their places, asked for in stretches when they come into view; those not seen for long are forgotten. */
import type { PacketRow, RowsPart } from '../../../messages/row.ts';

/** Rows of a stretch, and stretches that are kept. */
const STRETCH = 32;
const MOST = 400;
/** Stretches that are asked for at a time: who scrolls on waits for what is seen then, not for all that flew by. */
const MOST_ASKED = 2;

/** With the colouring rule that it follows, where there are some. */
export type Ruled = PacketRow & { readonly rule?: number };
export type AskRows = (from: number, count: number) => Promise<RowsPart & { readonly rows: readonly Ruled[] }>;

export class RowCache {
  readonly #ask: AskRows;
  readonly #came: (part: RowsPart) => void;
  readonly #stretches = new Map<number, readonly Ruled[]>();
  readonly #asked = new Set<number>();
  #before: RowCache | undefined;
  /** Behind the last row that ever came. */
  end = 0;
  #wanted: readonly [first: number, last: number, total: number] = [0, 0, 0];

  /** `before`: the same rows with other columns, shown without these until the rows have come. */
  constructor(ask: AskRows, came: (part: RowsPart) => void, before?: RowCache) {
    this.#ask = ask;
    this.#came = came;
    this.#before = before;
    if (before === undefined) return;
    before.#before = undefined;
    this.end = before.end;
  }

  row(place: number): Ruled | undefined {
    const row = this.#stretches.get(Math.floor(place / STRETCH))?.[place % STRETCH];
    if (row !== undefined || this.#before === undefined) return row;
    const old = this.#before.row(place);
    return old && { ...old, values: [] };
  }

  /** Rows [first, last) are on the screen, of `total`. */
  want(first: number, last: number, total: number): void {
    this.#wanted = [first, last, total];
    for (let k = Math.floor(first / STRETCH); k * STRETCH < Math.max(last, 1); k++) {
      if (this.#asked.size >= MOST_ASKED) return;
      const there = this.#stretches.get(k);
      const should = Math.min(STRETCH, total - k * STRETCH);
      if (this.#asked.has(k) || (there !== undefined && there.length >= should)) continue;
      this.#fetch(k);
    }
  }

  #fetch(k: number): void {
    this.#asked.add(k);
    this.#ask(k * STRETCH, STRETCH).then(
      (part) => {
        this.#asked.delete(k);
        this.#stretches.delete(k);
        this.#stretches.set(k, part.rows);
        this.end = Math.max(this.end, k * STRETCH + part.rows.length);
        const [oldest] = this.#stretches.keys();
        if (this.#stretches.size > MOST && oldest !== undefined) this.#stretches.delete(oldest);
        this.#came(part);
        this.want(...this.#wanted);
      },
      () => this.#asked.delete(k),
    );
  }
}
