/**
 * Recent slots: a table of so many pairs of 32-bit numbers, each with a slot from 0 on for who keeps more of it in columns of its own. Who was
 * taken last is forgotten last. Nothing is made for an entry.
 */
import { mixed, multiplier } from './hash.ts';

const FIRST = 1024;

export class RecentSlots {
  /** Slots that were ever given out. */
  count = 0;
  readonly #most: number;
  readonly #m = [multiplier(), multiplier()] as const;
  /** First slot of each chain, plus 1. */
  #table = new Int32Array(FIRST);
  /** By slot: the two numbers, then as slots plus 1: the next one in the chain, the one taken before it and the one taken after it. */
  #a = new Int32Array(FIRST);
  #b = new Int32Array(FIRST);
  #next = new Int32Array(FIRST);
  #older = new Int32Array(FIRST);
  #newer = new Int32Array(FIRST);
  #oldest = 0;
  #newest = 0;

  constructor(most: number) {
    this.#most = Math.max(1, most);
  }

  /** Slots that there is room for: who keeps columns makes them as long. */
  get room(): number {
    return this.#a.length;
  }

  /** The slot of a pair; -1 where it has none. */
  find(a: number, b: number): number {
    let slot = this.#table[this.#hash(a, b)]! - 1;
    while (slot >= 0 && (this.#a[slot] !== (a | 0) || this.#b[slot] !== (b | 0))) slot = this.#next[slot]! - 1;
    return slot;
  }

  /** The slot of a pair, which is the newest now; one that another pair had, where there are as many as may be. */
  take(a: number, b: number): number {
    const known = this.find(a, b);
    if (known >= 0) this.#unlink(known);
    const slot = known >= 0 ? known : this.#add(a, b);
    this.#older[slot] = this.#newest;
    this.#newer[slot] = 0;
    if (this.#newest === 0) this.#oldest = slot + 1;
    else this.#newer[this.#newest - 1] = slot + 1;
    this.#newest = slot + 1;
    return slot;
  }

  #add(a: number, b: number): number {
    const slot = this.count < this.#most ? this.#fresh() : this.#forget();
    this.#a[slot] = a;
    this.#b[slot] = b;
    this.#chain(slot);
    return slot;
  }

  #chain(slot: number): void {
    const h = this.#hash(this.#a[slot]!, this.#b[slot]!);
    this.#next[slot] = this.#table[h]!;
    this.#table[h] = slot + 1;
  }

  #fresh(): number {
    if (this.count === this.room) this.#grow();
    return this.count++;
  }

  #grow(): void {
    const size = this.room * 2;
    this.#a = enlarged(this.#a, size);
    this.#b = enlarged(this.#b, size);
    this.#older = enlarged(this.#older, size);
    this.#newer = enlarged(this.#newer, size);
    this.#next = new Int32Array(size);
    this.#table = new Int32Array(size);
    for (let slot = 0; slot < this.count; slot++) this.#chain(slot);
  }

  /** Takes the oldest slot out. */
  #forget(): number {
    const slot = this.#oldest - 1;
    this.#unlink(slot);
    const h = this.#hash(this.#a[slot]!, this.#b[slot]!);
    if (this.#table[h] === slot + 1) this.#table[h] = this.#next[slot]!;
    else {
      let before = this.#table[h]! - 1;
      while (this.#next[before] !== slot + 1) before = this.#next[before]! - 1;
      this.#next[before] = this.#next[slot]!;
    }
    return slot;
  }

  #unlink(slot: number): void {
    const older = this.#older[slot]!;
    const newer = this.#newer[slot]!;
    if (older === 0) this.#oldest = newer;
    else this.#newer[older - 1] = newer;
    if (newer === 0) this.#newest = older;
    else this.#older[newer - 1] = older;
  }

  #hash(a: number, b: number): number {
    return mixed((Math.imul(a, this.#m[0]) + Math.imul(b, this.#m[1])) | 0) & (this.#table.length - 1);
  }
}

const enlarged = (from: Int32Array, size: number): Int32Array<ArrayBuffer> => {
  const to = new Int32Array(size);
  to.set(from);
  return to;
};
