/** The ranges that each side last acknowledged selectively (RFC 2018), kept only for flows that ever did. */
import { Records } from '../../core/records.ts';
import { F } from './flow.ts';

/** As many as fit beside other options, and as are remembered. */
const MOST = 4;
/** Count, then left and right edges. */
const WORDS = 1 + 2 * MOST;

export class SackRanges {
  readonly #records = new Records(WORDS);

  constructor() {
    this.#records.add();
  }

  count(f: Int32Array, o: number): number {
    const id = f[o + F.sack]!;
    return id === 0 ? 0 : this.#records.page(id)[this.#records.at(id)]!;
  }

  /** A segment of the flow is read anew: forgets the ranges of the one before. */
  clear(f: Int32Array, o: number): void {
    const id = f[o + F.sack]!;
    if (id !== 0) this.#records.page(id)[this.#records.at(id)] = 0;
  }

  /** The flow is forgotten. */
  forget(f: Int32Array, o: number): void {
    const id = f[o + F.sack]!;
    if (id !== 0) this.#records.free(id);
  }

  add(f: Int32Array, o: number, left: number, right: number): void {
    if (f[o + F.sack] === 0) f[o + F.sack] = this.#records.add();
    const id = f[o + F.sack]!;
    const p = this.#records.page(id);
    const at = this.#records.at(id);
    const n = p[at]!;
    if (n === MOST) return;
    p[at + 1 + 2 * n] = left;
    p[at + 2 + 2 * n] = right;
    p[at] = n + 1;
  }

  /** Whether one range holds all of [seq, end). */
  covers(f: Int32Array, o: number, seq: number, end: number): boolean {
    const id = f[o + F.sack]!;
    const p = this.#records.page(id);
    const at = this.#records.at(id);
    for (let n = 0; n < p[at]!; n++) {
      if (seq >>> 0 >= p[at + 1 + 2 * n]! >>> 0 && end >>> 0 <= p[at + 2 + 2 * n]! >>> 0) return true;
    }
    return false;
  }

  /** Bytes in all ranges. */
  bytes(f: Int32Array, o: number): number {
    const id = f[o + F.sack]!;
    if (id === 0) return 0;
    const p = this.#records.page(id);
    const at = this.#records.at(id);
    let sum = 0;
    for (let n = 0; n < p[at]!; n++) sum += (p[at + 2 + 2 * n]! - p[at + 1 + 2 * n]!) | 0;
    return sum;
  }
}
