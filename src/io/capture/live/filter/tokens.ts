/** The words and signs of a capture filter, with their places: what its parser walks over. */

import { UsageError } from '../../../../core/fault.ts';
import { sayWrong } from '../../../../core/said.ts';
import type { Said } from '../../../../core/words.ts';

export interface Token {
  /** In small letters. */
  readonly text: string;
  readonly at: number;
  /** A name behind a backslash: never a keyword. */
  readonly isQuoted: boolean;
}

/** Addresses of Ethernet and of IPv6 have colons of their own; a word may have hyphens inside (`tcp-syn`, `1-1023`). */
const TOKEN =
  /\s*(?:\\([^\s!()]+)|([0-9a-f]{1,2}(?:[:.-][0-9a-f]{1,2}){5}(?![\w:.-])|(?=[0-9a-f:]*::|(?:[0-9a-f]{1,4}:){5})[0-9a-f:]+(?:\.[0-9.]+)?|[\w$](?:[\w.-]*[\w])?)|(&&|\|\||<<|>>|<=|>=|==|!=|[^\s]))/giy;

/** How deep parentheses, and `not`s, may stand in each other. */
const DEPTH = 100;

export class Tokens {
  readonly #all: readonly Token[];
  readonly #text: string;
  readonly #place: string;
  #depth = 0;
  at = 0;

  constructor(text: string, place: string) {
    this.#text = text;
    this.#place = place;
    this.#all = [...text.matchAll(TOKEN)].map(({ 0: whole, 1: quoted, index }) => {
      const word = whole.trimStart();
      const at = index + whole.length - word.length;
      return { text: (quoted ?? word).toLowerCase(), at, isQuoted: quoted !== undefined };
    });
  }

  get isEmpty(): boolean {
    return this.#all.length === 0;
  }

  /** The word that comes, or one behind it; a quoted one is none. */
  peek(ahead = 0): string | undefined {
    const token = this.#all[this.at + ahead];
    return token === undefined || token.isQuoted ? undefined : token.text;
  }

  /** The next word, quoted or not. */
  get name(): string | undefined {
    return this.#all[this.at]?.text;
  }

  take(...words: readonly string[]): string | undefined {
    const word = this.peek();
    if (word === undefined || !words.includes(word)) return undefined;
    this.at++;
    return word;
  }

  takeIf(isIt: (word: string) => boolean): string | undefined {
    const word = this.peek();
    if (word === undefined || !isIt(word)) return undefined;
    this.at++;
    return word;
  }

  must(word: string): void {
    if (this.take(word) === undefined) throw this.wrong(sayWrong('words', { words: word }));
  }

  /** What stands behind the parenthesis that closes the one at the next place. */
  behindParenthesis(): string | undefined {
    let depth = 0;
    for (let k = this.at; k < this.#all.length; k++) {
      const { text } = this.#all[k] ?? { text: '' };
      if (text === '(') depth++;
      if (text === ')' && --depth === 0) return this.#all[k + 1]?.text;
    }
    return undefined;
  }

  /** Something inside something: `inner` is parsed one deeper. */
  deeper<T>(inner: () => T): T {
    if (this.#depth === DEPTH) throw this.wrong(sayWrong('parentheses', { most: String(DEPTH) }));
    this.#depth++;
    const made = inner();
    this.#depth--;
    return made;
  }

  wrong(expected: Said): UsageError {
    const token = this.#all[this.at];
    const spot = { text: this.#text, at: token?.at ?? this.#text.length, length: token?.text.length ?? 0 };
    return new UsageError(this.#place, sayWrong('inCaptureFilter', { expected }), token?.text ?? sayWrong('itsEnd'), undefined, spot);
  }
}
