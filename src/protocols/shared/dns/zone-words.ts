/** The words of one entry of a zone file (RFC 1035 §5.1): texts in their escaped form, in order. */

import { UsageError } from '../../../core/fault.ts';
import { sayWrong } from '../../../core/said.ts';
import type { Said } from '../../../core/words.ts';
import { nameBytes } from '../dns-name.ts';

export class ZoneWords {
  /** Where it stands, for messages: `lab.zone:12`. */
  readonly place: string;
  /** What names without a last dot end with; `.` for nothing. */
  readonly origin: string;
  readonly #words: readonly string[];
  #at = 0;

  constructor(words: readonly string[], place: string, origin: string) {
    this.#words = words;
    this.place = place;
    this.origin = origin;
  }

  get left(): number {
    return this.#words.length - this.#at;
  }

  peek(): string | undefined {
    return this.#words[this.#at];
  }

  next(expected: Said): string {
    const word = this.#words[this.#at];
    if (word === undefined) throw new UsageError(this.place, expected, sayWrong('entryEnd'));
    this.#at++;
    return word;
  }

  rest(): readonly string[] {
    const rest = this.#words.slice(this.#at);
    this.#at = this.#words.length;
    return rest;
  }

  /** Whether it is the next word, which is taken then. */
  takes(word: string): boolean {
    if (this.peek() !== word) return false;
    this.#at++;
    return true;
  }

  seconds(expected: Said): number {
    const word = this.next(expected);
    const value = spanSeconds(word);
    if (value === undefined) throw new UsageError(this.place, sayWrong('inSeconds', { expected }), word);
    return value;
  }

  done(): void {
    if (this.left > 0) throw new UsageError(this.place, sayWrong('entryEnd'), this.rest().join(' '));
  }
}

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

/** `3600`, `1h`, `1w2d`; undefined where it is no time. */
export const spanSeconds = (text: string): number | undefined => {
  if (!/^(\d+|(\d+[smhdw])+)$/i.test(text)) return undefined;
  const total = [...text.matchAll(/(\d+)([smhdw]?)/gi)].reduce(
    (n, [, count, unit]) => n + Number(count) * (UNITS[(unit || 's').toLowerCase()] ?? 1),
    0,
  );
  return total < 2 ** 32 ? total : undefined;
};

/** A name as it is kept: without its last dot, under the origin where it had none. */
export const absoluteName = (text: string, { origin, place }: Pick<ZoneWords, 'origin' | 'place'>): string => {
  if (text === '@') return origin;
  const whole = /(?:^|[^\\])(?:\\\\)*\.$/.test(text);
  const name = text === '.' ? '.' : whole ? text.slice(0, -1) : origin === '.' ? text : `${text}.${origin}`;
  try {
    nameBytes(name);
  } catch (error) {
    throw error instanceof UsageError ? new UsageError('', { ...error.wrong, place, next: sayWrong('labelSize') }) : error;
  }
  return name;
};
