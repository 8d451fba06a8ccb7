/** Words of a filter: the text cut into tokens with their places. By hand, without regular expressions over the whole. */

import { UsageError } from '../../core/fault.ts';
import { sayWrong } from '../../core/said.ts';
import type { Said } from '../../core/words.ts';

export type TokenKind = 'word' | 'string' | 'operator' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** An operator's spelling, a word as written, a string without quotes and escapes. */
  readonly text: string;
  readonly at: number;
  readonly length: number;
  /** One character in single quotes: its number. */
  readonly isCharacter?: boolean;
  /** A blank stands before it. */
  readonly spaced: boolean;
}

/** Longer filters are refused. */
const MAX_LENGTH = 4096;

/** A mistake in a filter, pointed at. */
export const mistake = (text: string, at: { readonly at: number; readonly length: number }, expected: Said, because?: Said): UsageError => {
  const got = text.slice(at.at, at.at + at.length);
  return new UsageError('filter', expected, got === '' ? sayWrong('theEnd') : got, because, {
    text,
    at: at.at,
    length: Math.max(1, at.length),
  });
};

/** A protocol that has a name and no declaration; `usual` is a test that finds its frames, or empty. */
export const notDecoded = (
  text: string,
  place: { readonly at: number; readonly length: number },
  protocol: string,
  usual: string,
): UsageError =>
  UsageError.of(
    'filter',
    sayWrong('notDecoded', { protocol }),
    usual === '' ? sayWrong('fieldsList') : sayWrong('writeInstead', { usual }),
    { text, ...place },
  );

export const tokensOf = (text: string): readonly Token[] => {
  if (text.length > MAX_LENGTH) throw new UsageError('filter', sayWrong('characters', { most: String(MAX_LENGTH) }), String(text.length));
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const start = at;
    while (isBlank(text.charCodeAt(at))) at++;
    if (at >= text.length) break;
    const token = readToken(text, at, at > start || at === 0);
    tokens.push(token);
    at = token.at + token.length;
  }
  tokens.push({ kind: 'end', text: '', at: text.length, length: 0, spaced: true });
  return tokens;
};

const readToken = (text: string, at: number, spaced: boolean): Token => {
  const c = text[at] ?? '';
  if (c === '"') return readString(text, at, spaced, '"');
  if (c === "'") return readString(text, at, spaced, "'");
  if ((c === 'r' || c === 'R') && text[at + 1] === '"') return readRaw(text, at, spaced);
  const operator = OPERATORS.find((o) => text.startsWith(o, at));
  if (operator !== undefined) return { kind: 'operator', text: operator, at, length: operator.length, spaced };
  const length = wordLength(text, at);
  if (length > 0) return { kind: 'word', text: text.slice(at, at + length), at, length, spaced };
  const instead = INSTEAD[c];
  throw mistake(text, { at, length: 1 }, instead ?? sayWrong('nameValue'));
};

/** Words hold letters, digits and `_ . : - /`, but begin with neither of the last two; two dots end one (a range in a set). */
const wordLength = (text: string, at: number): number => {
  let o = at;
  while (o < text.length && isWord(text.charCodeAt(o)) && !text.startsWith('..', o)) o++;
  return o - at;
};

const isBlank = (code: number): boolean => code === 32 || (code >= 9 && code <= 13);

const isWord = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 45 && code <= 58) || code === 95;

const readString = (text: string, at: number, spaced: boolean, quote: string): Token => {
  let value = '';
  let o = at + 1;
  while (text[o] !== quote) {
    if (o >= text.length) throw mistake(text, { at, length: text.length - at }, sayWrong('closing', { mark: quote }));
    const [piece, length] = text[o] === '\\' ? readEscape(text, o) : [text[o] ?? '', 1];
    value += piece;
    o += length;
  }
  const isCharacter = quote === "'" && value.length === 1;
  return { kind: 'string', text: value, ...(isCharacter && { isCharacter }), at, length: o + 1 - at, spaced };
};

/** A raw string has no escapes: r"\d". */
const readRaw = (text: string, at: number, spaced: boolean): Token => {
  const end = text.indexOf('"', at + 2);
  if (end < 0) throw mistake(text, { at, length: text.length - at }, sayWrong('closing', { mark: '"' }));
  return { kind: 'string', text: text.slice(at + 2, end), at, length: end + 1 - at, spaced };
};

const readEscape = (text: string, at: number): readonly [piece: string, length: number] => {
  const c = text[at + 1] ?? '';
  if (c === 'x') {
    const digits = hexDigits(text.slice(at + 2, at + 4));
    if (digits === '') throw mistake(text, { at, length: 2 }, sayWrong('hexEscape'));
    return [String.fromCharCode(Number.parseInt(digits, 16)), 2 + digits.length];
  }
  if (c >= '0' && c <= '7') {
    let length = 1;
    while (length < 3 && (text[at + 1 + length] ?? '') >= '0' && (text[at + 1 + length] ?? '') <= '7') length++;
    return [String.fromCharCode(Number.parseInt(text.slice(at + 1, at + 1 + length), 8) & 255), 1 + length];
  }
  const plain = ESCAPES[c];
  if (plain === undefined) throw mistake(text, { at, length: Math.min(2, text.length - at) }, sayWrong('plainEscape'));
  return [plain, 2];
};

const hexDigits = (text: string): string => {
  let n = 0;
  while (n < text.length && '0123456789abcdefABCDEF'.includes(text.charAt(n))) n++;
  return text.slice(0, n);
};

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\',
  '"': '"',
  "'": "'",
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** Longest first. */
const OPERATORS: readonly string[] = [
  ...['===', '!=='],
  ...['==', '!=', '~=', '>=', '<=', '&&', '||', '..', '${'],
  ...['>', '<', '!', '&', '~', '(', ')', '[', ']', '{', '}', ',', '+', '*', '%', '-', '/', '#'],
];

const INSTEAD: Readonly<Record<string, Said>> = {
  '=': sayWrong('words', { words: '==' }),
  '|': sayWrong('words', { words: '||' }),
  '^': sayWrong('andOrNot'),
  '“': sayWrong('straightQuotes'),
  '”': sayWrong('straightQuotes'),
  '‘': sayWrong('straightQuotes'),
  '’': sayWrong('straightQuotes'),
  '\\': sayWrong('quotedValue'),
};
