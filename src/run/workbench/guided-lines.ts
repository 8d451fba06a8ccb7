/** GuidedLines: a protocol spoken by hand on a workbench: lines that are typed on a page, what replies mean, what may be typed next. */
import { errorText } from '../../core/fault.ts';
import { visible } from '../../core/text.ts';
import type { Said, Words } from '../../core/words.ts';
import type { Guide, Step } from '../../wire/guide.ts';
import type { GuidedFaces } from '../guided.ts';

/** Remarks that are kept, and characters of one. */
const MOST = 5;
const LONGEST = 300;
/** Lines that wait for the server. */
const MOST_WAITING = 100;

export class GuidedLines {
  readonly title: Said;
  /** What may be typed now. */
  next: Step | undefined;
  readonly #remarks: ((words: Words) => string)[] = [];
  readonly #changed: () => void;
  readonly #typed: string[] = [];
  #waiter: ((line: string | undefined) => void) | undefined;
  #isOver = false;

  constructor(guide: Guide, changed: () => void) {
    this.title = guide.title;
    this.#changed = changed;
  }

  /** What was said and what it meant, the newest last. */
  remarks(words: Words): readonly string[] {
    return this.#remarks.map((inWords) => visible(inWords(words)).slice(0, LONGEST));
  }

  /** An empty line takes what is suggested. */
  type(line: string): void {
    if (this.#waiter !== undefined) this.#waiter(line);
    else if (this.#typed.length < MOST_WAITING) this.#typed.push(line);
  }

  end(): void {
    this.#isOver = true;
    this.#waiter?.(undefined);
  }

  readonly faces: GuidedFaces = {
    application: '',
    isPerson: true,
    again: '',
    near: () => {
      throw new ReferenceError('a guided session has no near side');
    },
    say: (text) => this.#remark(() => text),
    tell: (inWords) => this.#remark(inWords),
    warn: (error) => this.#remark((words) => errorText(error, words)),
    lines: { next: () => this.#line(), release: () => this.end() },
    sent: () => {
      this.next = undefined;
      this.#changed();
    },
    heard: () => {},
    means: (said) => this.#remark((words) => words.text(said)),
    suggest: (step) => {
      this.next = step;
      this.#changed();
    },
  };

  #remark(inWords: (words: Words) => string): void {
    this.#remarks.push(inWords);
    if (this.#remarks.length > MOST) this.#remarks.shift();
    this.#changed();
  }

  #line(): Promise<string | undefined> {
    const typed = this.#typed.shift();
    if (typed !== undefined || this.#isOver) return Promise.resolve(typed);
    return new Promise((resolve) => {
      this.#waiter = (line) => {
        this.#waiter = undefined;
        resolve(line);
      };
    });
  }
}
