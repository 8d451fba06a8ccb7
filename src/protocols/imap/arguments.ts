/** Arguments of an IMAP command as a server takes them, one by one (RFC 3501 §9): atoms, strings with their literals, lists, sets. */

import { type Bytes, u8 } from '../../core/bytes.ts';
import { fromLatin1 } from '../../core/latin1.ts';
import { quotedEnd, startsWith, unquoted } from '../shared/text.ts';
import { wordFrom } from './words.ts';

/** What stands there is not what the command wants: for the text of a BAD. */
export class Unexpected extends Error {}

/** From one number to another; `*` is Infinity. */
export type NumberSet = readonly (readonly [from: number, to: number])[];

const [SPACE, QUOTE, OPEN_LIST, CLOSE_LIST, OPEN_LITERAL, BACKSLASH, OPEN_SECTION, CLOSE_SECTION] = [32, 34, 40, 41, 123, 92, 91, 93];

/** Lists within lists: of those of SEARCH. */
const DEEPEST = 50;
const MOST_RANGES = 10_000;

export class Arguments {
  readonly #b: Bytes;
  readonly #to: number;
  #at: number;
  #depth = 0;

  constructor(b: Bytes, from: number, to: number) {
    this.#b = b;
    this.#at = from;
    this.#to = to;
  }

  get isOver(): boolean {
    return this.#at >= this.#to;
  }

  /** Whether one more argument stands behind a space. */
  get hasMore(): boolean {
    return this.#at + 1 < this.#to && this.#b[this.#at] === SPACE;
  }

  get isList(): boolean {
    return this.#b[this.#at] === OPEN_LIST;
  }

  get isQuoted(): boolean {
    return this.#b[this.#at] === QUOTE;
  }

  isNext(text: string): boolean {
    return startsWith(this.#b, this.#at, this.#to, text);
  }

  end(): void {
    if (!this.isOver) throw new Unexpected(`expected the end of the command, got ${JSON.stringify(this.#rest())}`);
  }

  space(): void {
    if (this.#b[this.#at] !== SPACE || this.isOver)
      throw new Unexpected(this.isOver ? 'expected more arguments' : `expected a space before ${JSON.stringify(this.#rest())}`);
    this.#at++;
  }

  /** The character that is next, taken; false where another one is. */
  take(character: string): boolean {
    if (this.isOver || this.#b[this.#at] !== character.charCodeAt(0)) return false;
    this.#at++;
    return true;
  }

  want(character: string): void {
    if (!this.take(character)) throw new Unexpected(`expected ${character}, got ${JSON.stringify(this.#rest())}`);
  }

  /** Letters of an atom, in capitals; up to what cannot be in one, or a bracket. */
  word(what: string): string {
    return this.#while(isWord, what).toUpperCase();
  }

  /** All that is left. */
  rest(): string {
    const from = this.#at;
    this.#at = this.#to;
    return fromLatin1(this.#b, from, this.#to);
  }

  /** A flag: an atom, with a backslash in front where it is one of the system's. */
  flag(): string {
    const system = this.take('\\') ? '\\' : '';
    return system + this.#while(isAtom, 'a flag');
  }

  number(what: string): number {
    const text = this.#while((c) => c >= 48 && c <= 57, what);
    const n = Number(text);
    if (n > 0xffff_ffff) throw new Unexpected(`expected ${what} of 32 bits, got ${text}`);
    return n;
  }

  /** Each character a byte. */
  astring(what: string): string {
    const next = this.#b[this.#at];
    if (next === QUOTE || next === OPEN_LITERAL) return this.#string(what);
    // Letters beyond ASCII belong into strings; clients send them bare.
    return this.#while((c) => isAtom(c) || c === CLOSE_SECTION || c > 127, what);
  }

  /** The bytes of a literal. */
  literal(what: string): Bytes {
    const word = this.#b[this.#at] === OPEN_LITERAL ? wordFrom(this.#b, this.#at, this.#to) : undefined;
    if (word === undefined || word.from === this.#at) throw new Unexpected(`expected ${what}`);
    this.#at = word.end;
    return this.#b.subarray(word.from, word.to);
  }

  /** A pattern of LIST. */
  pattern(): string {
    const next = this.#b[this.#at];
    if (next === QUOTE || next === OPEN_LITERAL) return this.#string('a pattern');
    return this.#while((c) => isAtom(c) || c === CLOSE_SECTION || c === 37 || c === 42, 'a pattern');
  }

  /** A string, or NIL. */
  nstring(what: string): string | undefined {
    if (this.isQuoted || this.#b[this.#at] === OPEN_LITERAL) return this.#string(what);
    const word = this.word(what);
    if (word !== 'NIL') throw new Unexpected(`expected ${what} in quotes, got ${word}`);
    return undefined;
  }

  /** `(a b c)`; empty where `mayBeEmpty`. */
  list<T>(item: () => T, mayBeEmpty = false): readonly T[] {
    this.want('(');
    if (++this.#depth > DEEPEST) throw new Unexpected(`expected at most ${DEEPEST} lists in one another`);
    const items: T[] = [];
    if (!(mayBeEmpty && this.#b[this.#at] === CLOSE_LIST)) {
      items.push(item());
      while (this.#b[this.#at] === SPACE) {
        this.space();
        items.push(item());
      }
    }
    this.want(')');
    this.#depth--;
    return items;
  }

  /** `1:3,7,*`. */
  set(): NumberSet {
    const ranges: (readonly [number, number])[] = [];
    do {
      const from = this.#setNumber();
      const to = this.take(':') ? this.#setNumber() : from;
      ranges.push(from <= to ? [from, to] : [to, from]);
      if (ranges.length > MOST_RANGES) throw new Unexpected(`expected at most ${MOST_RANGES} ranges`);
    } while (this.take(','));
    return ranges;
  }

  /** Whether a set of numbers stands here. */
  get isSet(): boolean {
    const c = this.#b[this.#at] ?? 0;
    return (c >= 48 && c <= 57) || c === 42;
  }

  /** Whether an atom begins here. */
  get isWordNext(): boolean {
    return !this.isOver && isWord(this.#b[this.#at] ?? 0);
  }

  #setNumber(): number {
    if (this.take('*')) return Number.POSITIVE_INFINITY;
    const n = this.number('a number or *');
    if (n === 0) throw new Unexpected('expected a number from 1 on, got 0');
    return n;
  }

  #string(what: string): string {
    const isQuoted = this.#b[this.#at] === QUOTE;
    if (isQuoted && quotedEnd(this.#b, this.#at, this.#to) < 0) throw new Unexpected(`expected ${what} with a quote at its end`);
    const word = wordFrom(this.#b, this.#at, this.#to);
    if (word === undefined || (!isQuoted && word.from === this.#at))
      throw new Unexpected(`expected ${what}, got ${JSON.stringify(this.#rest())}`);
    this.#at = word.end;
    const text = fromLatin1(this.#b, word.from, word.to);
    return isQuoted ? unquoted(`"${text}"`) : text;
  }

  #while(is: (c: number) => boolean, what: string): string {
    const from = this.#at;
    while (this.#at < this.#to && is(u8(this.#b, this.#at))) this.#at++;
    if (this.#at === from)
      throw new Unexpected(`expected ${what}, got ${this.isOver ? 'the end of the command' : JSON.stringify(this.#rest())}`);
    return fromLatin1(this.#b, from, this.#at);
  }

  #rest(): string {
    return fromLatin1(this.#b, this.#at, Math.min(this.#to, this.#at + 20));
  }
}

/** ATOM-CHAR: no parentheses, braces, spaces, controls, wildcards, quotes or brackets that close. */
const isAtom = (c: number): boolean =>
  c > SPACE &&
  c < 127 &&
  c !== QUOTE &&
  c !== OPEN_LIST &&
  c !== CLOSE_LIST &&
  c !== OPEN_LITERAL &&
  c !== 37 &&
  c !== 42 &&
  c !== BACKSLASH &&
  c !== CLOSE_SECTION;

const isWord = (c: number): boolean => isAtom(c) && c !== OPEN_SECTION && c !== 60 && c !== 62;

/** Whether `n` is in the set; `last` is what `*` stands for. */
export const isIn = (set: NumberSet, n: number, last: number): boolean =>
  set.some(([from, to]) => (to === Number.POSITIVE_INFINITY ? n >= Math.min(from, last) : n >= from && n <= to));
