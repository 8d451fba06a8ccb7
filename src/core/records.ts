/**
 * Records: very many small structures of 32-bit words, in pages of typed arrays, so that growing copies nothing. A record that is given back
 * is used again.
 */

const SHIFT = 10;
/** Records in a page. */
const PAGE = 1 << SHIFT;
const MASK = PAGE - 1;

export class Records {
  /** Words of one record. */
  readonly words: number;
  readonly pages: Int32Array[] = [];
  /** Records that were ever made: numbers are below it. */
  count = 0;
  /** Records in use. */
  held = 0;
  /** The newest record that was given back, plus 1; its first word names the one before it. */
  #free = 0;

  constructor(words: number) {
    this.words = words;
  }

  /** Adds a record of zeros and gives its number. */
  add(): number {
    this.held++;
    if (this.#free !== 0) return this.#again();
    if (this.count >> SHIFT === this.pages.length) this.pages.push(new Int32Array(PAGE * this.words));
    return this.count++;
  }

  /** Gives record `i` back. */
  free(i: number): void {
    this.page(i)[this.at(i)] = this.#free;
    this.#free = i + 1;
    this.held--;
  }

  /** The page that record `i` lies in. */
  page(i: number): Int32Array {
    return this.pages[i >> SHIFT]!;
  }
  /** Where record `i` starts in its page. */
  at(i: number): number {
    return (i & MASK) * this.words;
  }

  #again(): number {
    const i = this.#free - 1;
    const o = this.at(i);
    const page = this.page(i);
    this.#free = page[o]!;
    // A call of fill() costs more than a few words.
    for (let k = 0; k < this.words; k++) page[o + k] = 0;
    return i;
  }
}
