/** Prompt: the line that is being typed at the foot of the screen: a filter with completion and its validity, a text to find, a number. */
import { UsageError } from '../../core/fault.ts';
import { cut, visible } from '../../core/text.ts';
import { fitLine } from '../fit.ts';
import { clip, type Line, line, pad, span, widthOf } from '../text.ts';
import type { FilterWord, FilterWords } from './filter-words.ts';

export type PromptKind = 'filter' | 'find' | 'frame';

/** What a key did: the line goes on being typed, is given up, or is done. */
export type Typed = 'typing' | 'left' | 'done' | 'other';

const LABELS: Readonly<Record<PromptKind, string>> = { filter: 'filter', find: 'find', frame: 'frame' };

export class Prompt {
  readonly kind: PromptKind;
  text: string;
  at: number;
  /** What is wrong with it. */
  error: string | undefined;
  readonly #words: FilterWords;
  readonly #history: readonly string[];
  #past: number;
  #choice = -1;
  #offered: readonly FilterWord[] = [];

  /** `history`: what was typed before, the newest last. */
  constructor(kind: PromptKind, text: string, words: FilterWords, history: readonly string[]) {
    this.kind = kind;
    this.text = text;
    this.at = text.length;
    this.#words = words;
    this.#history = history;
    this.#past = history.length;
    this.#judge();
  }

  key(key: string): Typed {
    if (key === 'escape' || key === 'ctrl-g') return 'left';
    if (key === 'enter') return this.error === undefined ? 'done' : 'typing';
    if (key === 'tab' || key === 'shift-tab') return this.#complete(key === 'tab' ? 1 : -1);
    if (key === 'up' || key === 'down') return this.#recall(key === 'up' ? -1 : 1);
    const before = this.text;
    if (!this.#edit(key)) return 'other';
    if (before !== this.text) this.#judge();
    return 'typing';
  }

  /** Lines from the foot upwards: the prompt, and above it what is wrong, what a word means, what may follow. */
  draw(columns: number, most: number): readonly Line[] {
    const sign = this.kind !== 'filter' || this.text.trim() === '' ? ' ' : this.error === undefined ? '✔' : '✘';
    const role = this.error === undefined ? 'good' : 'bad';
    const head = `${LABELS[this.kind]}${sign === ' ' ? '' : ` ${sign}`}: `;
    const room = Math.max(4, columns - widthOf(head) - 1);
    const from = Math.max(0, this.at - room + 1);
    const shown = visible(this.text.slice(from, from + room));
    const at = Math.min(visible(this.text.slice(from, this.at)).length, shown.length);
    const prompt = line(span(head, role), shown.slice(0, at), span(shown[at] ?? ' ', 'here'), shown.slice(at + 1));
    const offers = this.#offers(columns, Math.max(0, most - 2));
    const error = this.error === undefined || offers.length > 0 ? [] : [fitLine([span(` ${this.error}`, 'bad')], columns)];
    return [...offers, ...error, fitLine(prompt, columns)];
  }

  #offers(columns: number, most: number): readonly Line[] {
    const from = Math.max(0, Math.min(this.#choice - most + 1, this.#offered.length - most));
    return this.#offered.slice(from, from + most).map(({ text, says }, k) => {
      const isHere = from + k === this.#choice;
      const name = pad(`${isHere ? '>' : ' '} ${text}`, Math.min(38, columns >> 1));
      return fitLine(line(span(name, isHere ? 'here' : 'plain'), ' ', span(clip(says, columns), 'dim')), columns);
    });
  }

  #edit(key: string): boolean {
    const { text, at } = this;
    if (key === 'left') this.at = Math.max(0, at - 1);
    else if (key === 'right') this.at = Math.min(text.length, at + 1);
    else if (key === 'home' || key === 'ctrl-a') this.at = 0;
    else if (key === 'end' || key === 'ctrl-e') this.at = text.length;
    else if (key === 'backspace') this.#put(text.slice(0, Math.max(0, at - 1)), text.slice(at));
    else if (key === 'delete' || key === 'ctrl-d') this.#put(text.slice(0, at), text.slice(at + 1));
    else if (key === 'ctrl-u') this.#put('', text.slice(at));
    else if (key === 'ctrl-k') this.#put(text.slice(0, at), '');
    else if (key === 'ctrl-w') this.#put(text.slice(0, at).replace(/\S*\s*$/, ''), text.slice(at));
    else if ([...key].length === 1) this.#put(text.slice(0, at) + key, text.slice(at));
    else return false;
    return true;
  }

  #put(before: string, after: string): void {
    this.text = cut(before + after, LONGEST);
    this.at = Math.min(before.length, this.text.length);
  }

  /** Goes through what may stand where the cursor is. */
  #complete(step: 1 | -1): Typed {
    if (this.kind !== 'filter') return 'typing';
    const count = this.#offered.length;
    if (count === 0) return 'typing';
    this.#choice = (this.#choice + step + count) % count;
    const start = this.#words.start(this.text, this.at);
    this.#put(this.text.slice(0, start) + (this.#offered[this.#choice]?.text ?? ''), this.text.slice(this.at));
    this.error = wrongIn(() => this.#words.check(this.text));
    if (count === 1) this.#judge();
    return 'typing';
  }

  #recall(step: 1 | -1): Typed {
    this.#past = Math.max(0, Math.min(this.#history.length, this.#past + step));
    this.text = this.#history[this.#past] ?? '';
    this.at = this.text.length;
    this.#judge();
    return 'typing';
  }

  #judge(): void {
    this.#choice = -1;
    this.#offered = [];
    this.error = undefined;
    if (this.kind === 'frame') this.error = /^\d+$/.test(this.text) || this.text === '' ? undefined : 'the number of a frame';
    if (this.kind !== 'filter') return;
    this.#offered = this.#words.offered(this.text, this.at);
    this.error = wrongIn(() => this.#words.check(this.text));
  }
}

const wrongIn = (check: () => void): string | undefined => {
  try {
    check();
    return undefined;
  } catch (error) {
    if (error instanceof UsageError) return visible(error.message.replace(/^filter: /, ''));
    throw error;
  }
};

const LONGEST = 4000;
