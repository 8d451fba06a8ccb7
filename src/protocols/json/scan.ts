/** JsonScan: the pieces of a JSON text (RFC 8259), one after the other, where they lie and what they say. */
import { type Bytes, fromUtf8, u8 } from '../../core/bytes.ts';

export interface JsonPiece {
  readonly kind: 'object' | 'array' | 'string' | 'number' | 'true' | 'false' | 'null';
  readonly from: number;
  readonly to: number;
  /** What a string means, or a number as it is written; the word of another value. */
  readonly text: string;
}

const [QUOTE, BACKSLASH, OPEN, CLOSE, OPEN_ARRAY, CLOSE_ARRAY] = [0x22, 0x5c, 0x7b, 0x7d, 0x5b, 0x5d];
const BLANKS = new Set([0x20, 0x09, 0x0a, 0x0d]);
const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;
const LONGEST_NUMBER = 1000;
const WORDS = ['true', 'false', 'null'] as const;

export class JsonScan {
  readonly #b: Bytes;
  readonly #end: number;
  at: number;
  /** The text ended where more had to come. */
  isCut = false;

  constructor(b: Bytes, from: number, end: number) {
    this.#b = b;
    this.#end = end;
    this.at = from;
  }

  /** Behind the blanks that stand here. */
  blanks(): number {
    while (this.at < this.#end && BLANKS.has(u8(this.#b, this.at))) this.at++;
    return this.at;
  }

  /** Takes that character behind blanks, where it is the next. */
  takes(character: string): boolean {
    const at = this.blanks();
    if (at >= this.#end) this.isCut = true;
    if (at >= this.#end || u8(this.#b, at) !== character.charCodeAt(0)) return false;
    this.at++;
    return true;
  }

  /** A string and the colon behind it. */
  key(): JsonPiece | undefined {
    const from = this.blanks();
    const piece = from < this.#end && u8(this.#b, from) === QUOTE ? this.#string(from) : undefined;
    if (from >= this.#end) this.isCut = true;
    return piece !== undefined && this.takes(':') ? piece : undefined;
  }

  /** A value; of an object or an array only its beginning is taken. */
  value(): JsonPiece | undefined {
    const from = this.blanks();
    if (from >= this.#end) {
      this.isCut = true;
      return undefined;
    }
    const c = u8(this.#b, from);
    if (c === QUOTE) return this.#string(from);
    if (c !== OPEN && c !== OPEN_ARRAY) return this.#word(from);
    this.at = from + 1;
    return { kind: c === OPEN ? 'object' : 'array', from, to: this.at, text: '' };
  }

  /** Where the value that begins at `from` ends, by its brackets alone; the end of the text where it does not. */
  endOf(from: number): number {
    if (from >= this.#end) return this.#end;
    const first = u8(this.#b, from);
    if (first === QUOTE) return this.#stringEnd(from);
    let depth = 0;
    for (let i = from; i < this.#end; i++) {
      const c = u8(this.#b, i);
      if (c === QUOTE) i = this.#stringEnd(i) - 1;
      else if (c === OPEN || c === OPEN_ARRAY) depth++;
      else if ((c === CLOSE || c === CLOSE_ARRAY) && --depth <= 0) return depth < 0 ? i : i + 1;
      else if (depth === 0 && (c === 0x2c || BLANKS.has(c))) return i;
    }
    return this.#end;
  }

  #stringEnd(from: number): number {
    const quote = this.#quoteBehind(from);
    return quote < 0 ? this.#end : quote + 1;
  }

  #quoteBehind(from: number): number {
    for (let i = from + 1; i < this.#end; i++) {
      const c = u8(this.#b, i);
      if (c === BACKSLASH) i++;
      else if (c === QUOTE) return i;
    }
    return -1;
  }

  #string(from: number): JsonPiece | undefined {
    const quote = this.#quoteBehind(from);
    if (quote < 0) {
      this.isCut = true;
      return undefined;
    }
    this.at = quote + 1;
    return { kind: 'string', from, to: quote + 1, text: meant(fromUtf8(this.#b.subarray(from + 1, quote))) };
  }

  #word(from: number): JsonPiece | undefined {
    let to = from;
    while (to < this.#end && to - from < LONGEST_NUMBER && isOfWord(u8(this.#b, to))) to++;
    const text = fromUtf8(this.#b.subarray(from, to));
    const word = WORDS.find((one) => one === text);
    if (word === undefined && !NUMBER.test(text)) return undefined;
    this.at = to;
    return { kind: word ?? 'number', from, to, text };
  }
}

/** Letters, digits, `+`, `-` and `.`. */
const isOfWord = (c: number): boolean =>
  (c >= 0x30 && c <= 0x39) || (c >= 0x61 && c <= 0x7a) || c === 0x45 || c === 0x2b || c === 0x2d || c === 0x2e;

const ESCAPED: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** What escapes stand for; those that are none stay as they are. */
const meant = (text: string): string =>
  text.includes('\\')
    ? text.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/gs, (whole, code?: string, letter = '') => {
        if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
        return ESCAPED[letter] ?? ('"\\/'.includes(letter) ? letter : whole);
      })
    : text;
