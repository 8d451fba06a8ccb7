/** Word pages: entries of 32-bit numbers one behind the other, in pages; none lies in two of them. Whole pages may be taken from who wrote them. */

const SHIFT = 17;
/** Words of a page. */
export const PAGE = 1 << SHIFT;
const MASK = PAGE - 1;
/** Words of one entry at most. */
export const MOST_WORDS = 1024;

export class WordPages {
  readonly #pages: Uint32Array[] = [];
  /** Of a page that is full: the one in which its entries go on. */
  readonly #next: number[] = [];
  #length = -1;
  /** The page of the entry that was begun or opened last. */
  page: Uint32Array = new Uint32Array(0);
  /** Where that lies. */
  opened = 0;

  /** The place that tells the next entry. */
  get length(): number {
    if (this.#length < 0) this.#length = this.adopt(new Uint32Array(PAGE));
    else if (isFull(this.#length)) {
      const before = this.#length >> SHIFT;
      this.#length = this.adopt(new Uint32Array(PAGE));
      this.#next[before] = this.#length >> SHIFT;
    }
    return this.#length;
  }

  /** Makes room for an entry in `page`; gives its first word there. */
  begin(): number {
    return this.open(this.length);
  }

  /** Takes a page of entries, which may grow where it was written; gives the place of its first word. */
  adopt(page: Uint32Array): number {
    const known = this.#pages.lastIndexOf(page);
    return (known >= 0 ? known : this.#pages.push(page) - 1) << SHIFT;
  }

  /** The entry that was begun ends before word `o` of its page. */
  end(o: number): void {
    this.#length += o - (this.#length & MASK);
  }

  /** Gives the first word of an entry in `page`, by a place between the entry before and this one. */
  open(place: number): number {
    const at = isFull(place) ? this.#next[place >> SHIFT]! << SHIFT : place;
    this.opened = at;
    this.page = this.#pages[at >> SHIFT]!;
    return at & MASK;
  }
}

/** Whether no entry begins at a place: it might not end in its page. */
const isFull = (at: number): boolean => PAGE - (at & MASK) <= MOST_WORDS;
