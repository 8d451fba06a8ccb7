/** Records: very many small structures of 32-bit words, in pages of typed arrays, so that growing copies nothing. */

const SHIFT = 10;
/** Records in a page. */
const PAGE = 1 << SHIFT;
const MASK = PAGE - 1;

export class Records {
  /** Words of one record. */
  readonly words: number;
  readonly pages: Int32Array[] = [];
  count = 0;

  constructor(words: number) {
    this.words = words;
  }

  /** Adds a record of zeros and gives its number. */
  add(): number {
    if (this.count >> SHIFT === this.pages.length) this.pages.push(new Int32Array(PAGE * this.words));
    return this.count++;
  }

  /** The page that record `i` lies in. */
  page(i: number): Int32Array {
    return this.pages[i >> SHIFT]!;
  }
  /** Where record `i` starts in its page. */
  at(i: number): number {
    return (i & MASK) * this.words;
  }
}
