/** The dynamic table of HPACK (RFC 7541 §2.3.2, §4): headers that were sent before, the newest first; old ones leave for room. */
import { STATIC_TABLE } from './static-table.ts';

/** A header, and what its name and all of it take in the table. */
export interface Header {
  readonly name: string;
  readonly value: string;
  readonly nameSize: number;
  readonly size: number;
}

/** RFC 7541 §4.1: what an entry takes beside its bytes. */
export const ENTRY = 32;
const FIRST_SIZE = 4096;
/** Nobody is known to ask for more; a table that is told to be larger is not followed. */
export const LARGEST_TABLE = 1 << 16;

const STATIC: readonly Header[] = STATIC_TABLE.map(([name, value]) => ({
  name,
  value,
  nameSize: name.length,
  size: name.length + value.length + ENTRY,
}));

export class HeaderTable {
  /** The oldest first. */
  readonly #entries: Header[];
  #size = 0;
  #most: number;

  constructor(entries: readonly Header[] = [], most = FIRST_SIZE) {
    this.#entries = [...entries];
    this.#size = entries.reduce((n, { size }) => n + size, 0);
    this.#most = most;
  }

  /** One of its own that goes its own way. */
  copy(): HeaderTable {
    return new HeaderTable(this.#entries, this.#most);
  }

  /** The header under an index that counts from 1: the static ones, then those of this table. */
  get(index: number): Header | undefined {
    return index <= STATIC.length ? STATIC[index - 1] : this.#entries[this.#entries.length - (index - STATIC.length)];
  }

  add(header: Header): void {
    this.#size += header.size;
    this.#entries.push(header);
    this.#shrink();
  }

  /** False where that is more than is followed. */
  resize(most: number): boolean {
    if (most > LARGEST_TABLE) return false;
    this.#most = most;
    this.#shrink();
    return true;
  }

  #shrink(): void {
    let gone = 0;
    for (; this.#size > this.#most; gone++) this.#size -= this.#entries[gone]?.size ?? 0;
    if (gone > 0) this.#entries.splice(0, gone);
  }
}
