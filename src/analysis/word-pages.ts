/** Word pages: entries of 32-bit numbers one behind the other, in pages; none lies in two of them. */

const SHIFT = 17;
const PAGE = 1 << SHIFT;
const MASK = PAGE - 1;
/** Words of one entry at most. */
export const MOST_WORDS = 1024;

export class WordPages {
  readonly #pages: Uint32Array[] = [];
  #length = 0;
  /** The page of the entry that was begun or opened last. */
  page: Uint32Array = new Uint32Array(0);
  /** Where that lies. */
  opened = 0;

  /** Words so far: the place that tells the next entry. */
  get length(): number {
    return this.#length;
  }

  /** Makes room for an entry in `page`; gives its first word there. */
  begin(): number {
    const at = aligned(this.#length);
    if (at >> SHIFT === this.#pages.length) this.#pages.push(new Uint32Array(PAGE));
    this.#length = at;
    return this.open(at);
  }

  /** Puts entries behind each other that lie so already; gives where the first of them is. Half a page holds them all. */
  append(words: Uint32Array, length: number): number {
    const o = this.#length & MASK;
    if (PAGE - o < length + MOST_WORDS) this.#length = (this.#length | MASK) + 1;
    const at = this.begin();
    this.page.set(words.subarray(0, length), at);
    const first = this.#length;
    this.end(at + length);
    return first;
  }

  /** The entry that was begun ends before word `o` of its page. */
  end(o: number): void {
    this.#length += o - (this.#length & MASK);
  }

  /** Gives the first word of an entry in `page`, by a place between the entry before and this one. */
  open(place: number): number {
    const at = aligned(place);
    this.opened = at;
    this.page = this.#pages[at >> SHIFT]!;
    return at & MASK;
  }
}

/** Where an entry lies that may begin at a place: in the next page where this one has no room. */
const aligned = (at: number): number => (PAGE - (at & MASK) < MOST_WORDS ? (at | MASK) + 1 : at);
