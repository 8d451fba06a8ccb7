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

/** Of a header that was sent before and not captured. */
const UNKNOWN: Header = { name: 'unknown', value: 'unknown', nameSize: 0, size: ENTRY };

export class HeaderTable {
  /** The oldest first. */
  readonly #entries: Header[];
  #size = 0;
  #most: number;
  /** There are older entries that nobody knows. */
  #isPartial: boolean;

  constructor(entries: readonly Header[] = [], most = FIRST_SIZE, isPartial = false) {
    this.#entries = [...entries];
    this.#size = entries.reduce((n, { size }) => n + size, 0);
    this.#most = most;
    this.#isPartial = isPartial;
  }

  /** One of its own that goes its own way. */
  copy(): HeaderTable {
    return new HeaderTable(this.#entries, this.#most, this.#isPartial);
  }

  /** The header under an index that counts from 1: the static ones, then those of this table. */
  get(index: number): Header | undefined {
    if (index <= STATIC.length) return STATIC[index - 1];
    return this.#entries[this.#entries.length - (index - STATIC.length)] ?? (this.#isPartial ? UNKNOWN : undefined);
  }

  /** Headers are missing: what is in it is not known, what comes is. */
  forget(): void {
    this.#entries.length = 0;
    this.#size = 0;
    this.#isPartial = true;
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
