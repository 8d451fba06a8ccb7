/** Choice: which frames are shown and which one is chosen, while more of them come: by number, in a conversation, by mark, by a search. */
import { grouped } from '../../core/text.ts';
import type { Said } from '../../core/words.ts';
import type { Browsed } from './browsed.ts';
import { allNumbers, type FrameNumbers } from './frame-numbers.ts';
import { Scroll } from './scroll.ts';
import { say } from './words.ts';

export type Step = 1 | -1;

export class Choice {
  readonly scroll = new Scroll();
  readonly marked = new Set<number>();
  /** Rows on a page. */
  page = 10;
  readonly #browsed: Browsed;
  readonly #all: FrameNumbers;
  /** The frame to choose again once it is among those shown. */
  #wanted = 0;
  /** The last one is chosen, also while more come. */
  #isAtEnd = false;
  /** A step to a found frame that was not there yet. */
  #seeking: Step | 0 = 0;

  constructor(browsed: Browsed) {
    this.#browsed = browsed;
    this.#all = allNumbers(() => browsed.frames);
  }

  /** The frames that are shown. */
  get numbers(): FrameNumbers {
    return this.#browsed.filtered?.numbers ?? this.#all;
  }

  /** The chosen frame; 0 where there is none. */
  get number(): number {
    return this.numbers.at(this.scroll.at);
  }

  /** A found frame is waited for. */
  get isSeeking(): boolean {
    return this.#seeking !== 0;
  }

  isShown(number: number): boolean {
    return this.numbers.at(this.numbers.placeOf(number)) === number;
  }

  /** More was read or found. Gives what is to be told. */
  refresh(): Said | undefined {
    const { numbers } = this;
    const place = this.#wanted > 0 ? numbers.placeOf(this.#wanted) : numbers.count;
    if (place < numbers.count) {
      this.scroll.jump(place, this.page);
      this.#wanted = 0;
    }
    if (this.#isAtEnd) this.scroll.at = numbers.count - 1;
    return this.#seeking === 0 ? undefined : this.seek(this.#seeking);
  }

  /** A key that walks in the list. */
  key(key: string): boolean {
    if (!this.scroll.key(key, this.numbers.count, this.page)) return false;
    this.#wanted = 0;
    this.#seeking = 0;
    this.#isAtEnd = (key === 'end' || key === 'G') && !this.#browsed.isOver;
    return true;
  }

  /** Throws a UsageError where the text is no filter. The chosen frame, or the next one that passes, stays chosen. */
  filter(text: string): void {
    const { number } = this;
    this.#browsed.filter(text);
    this.#wanted = number;
    this.#isAtEnd = false;
    this.scroll.at = 0;
    this.scroll.top = 0;
    this.refresh();
  }

  goTo(number: number): Said | undefined {
    const { frames, isOver } = this.#browsed;
    if (number < 1) return say('fromOne');
    if (number > frames) return say(isOver ? 'frames' : 'framesSoFar', { count: grouped(frames) });
    if (!this.isShown(number)) return say('doesNotPass', { number });
    this.#choose(number);
    return undefined;
  }

  /** The packet before or after in the conversation, among those that are shown. */
  along(step: Step): Said | undefined {
    const next = (n: number): number | undefined => (step > 0 ? this.#browsed.after(n) : this.#browsed.before(n));
    let n = next(this.number);
    while (n !== undefined && !this.isShown(n)) n = next(n);
    if (n === undefined) return say(step > 0 ? 'noneAfter' : 'noneBefore');
    this.#choose(n);
    return undefined;
  }

  mark(): void {
    if (!this.marked.delete(this.number) && this.number > 0) this.marked.add(this.number);
  }

  nextMark(step: Step): Said | undefined {
    const shown = [...this.marked].filter((n) => this.isShown(n)).sort((a, b) => a - b);
    const next = step > 0 ? shown.find((n) => n > this.number) : shown.findLast((n) => n < this.number);
    if (next === undefined) return say(shown.length === 0 ? 'noMark' : 'noMarkThere');
    this.#choose(next);
    return undefined;
  }

  /** The next frame found in either direction that is shown; waited for where the search has not come so far. */
  seek(step: Step): Said | undefined {
    const { found } = this.#browsed;
    if (found === undefined) return undefined;
    this.#seeking = 0;
    const from = found.numbers.placeOf(this.number);
    let k = step < 0 ? from - 1 : found.numbers.at(from) === this.number ? from + 1 : from;
    while (k >= 0 && k < found.numbers.count && !this.isShown(found.numbers.at(k))) k += step;
    const number = found.numbers.at(k);
    if (number > 0) this.#choose(number);
    else if (found.progress < 1) this.#seeking = step;
    else return say(step > 0 ? 'foundInNoneAfter' : 'foundInNoneBefore', { text: JSON.stringify(found.text) });
    return undefined;
  }

  #choose(number: number): void {
    this.#isAtEnd = false;
    this.scroll.jump(this.numbers.placeOf(number), this.page);
  }
}
