/** Key table: numbers of up to 32 bits to small numbers, by open addressing in typed arrays: as small as the few keys that a table has. */

export class KeyTable {
  readonly #keys: Uint32Array;
  readonly #values: Int16Array;
  readonly #shift: number;

  constructor(entries: readonly (readonly [key: number, value: number])[]) {
    const bits = Math.max(2, Math.ceil(Math.log2(entries.length * ROOM + 1)));
    this.#keys = new Uint32Array(2 ** bits);
    this.#values = new Int16Array(2 ** bits).fill(-1);
    this.#shift = 32 - bits;
    for (const [key, value] of entries) {
      const at = this.#find(key);
      this.#keys[at] = key;
      this.#values[at] = value;
    }
  }

  /** The value under a key; -1 where there is none. */
  get(key: number): number {
    return this.#values[this.#find(key)]!;
  }

  /** Where the key is, or would be. */
  #find(key: number): number {
    const last = this.#keys.length - 1;
    let at = Math.imul(key, GOLDEN) >>> this.#shift;
    while (this.#values[at]! >= 0 && this.#keys[at] !== key) at = (at + 1) & last;
    return at;
  }
}

/** Places for each key: nearly every look ends at the first one. */
const ROOM = 4;
/** 2^32 over the golden ratio: multiplied with it, keys that follow one another lie apart. */
const GOLDEN = 0x9e3779b1;
