/**
 * Text on the wire: what text protocols are made of (token, line, quoted string, list, number), as offsets into bytes, and the same written.
 * Nothing here makes a string or an object but what says so; what is not there is -1.
 */
import { type Bytes, u8 } from '../../core/bytes.ts';

export const [TAB, LF, CR, SPACE, QUOTE, COMMA, COLON, SEMICOLON, BACKSLASH] = [9, 10, 13, 32, 34, 44, 58, 59, 92] as const;

/** The characters of a token (RFC 9110 §5.6.2). */
const TOKEN = new Uint8Array(256);
for (const c of "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz") TOKEN[c.charCodeAt(0)] = 1;

export const isBlank = (c: number | undefined): boolean => c === SPACE || c === TAB;
export const isDigit = (c: number | undefined): boolean => c !== undefined && c >= 48 && c <= 57;

/** Where the token that starts at `from` ends; `from` where there is none. */
export const tokenEnd = (b: Bytes, from: number, to: number): number => {
  let i = from;
  while (i < to && TOKEN[u8(b, i)] === 1) i++;
  return i;
};

/** The first byte from `from` on that is no space or tab. */
export const blanksEnd = (b: Bytes, from: number, to: number): number => {
  let i = from;
  while (i < to && isBlank(b[i])) i++;
  return i;
};

/** Where [from, to) ends without the spaces and tabs at its end. */
export const trimmedEnd = (b: Bytes, from: number, to: number): number => {
  let i = to;
  while (i > from && isBlank(b[i - 1])) i--;
  return i;
};

/** The first `byte` in [from, to). */
export const find = (b: Bytes, byte: number, from: number, to: number): number => {
  for (let i = from; i < to; i++) if (b[i] === byte) return i;
  return -1;
};

/** The first line feed in [from, to). Eight bytes a step: half the time of one by one on the lines of a head. */
export const lineFeed = (b: Bytes, from: number, to: number): number => {
  let i = from;
  while (i + 8 <= to && hasNoFeed(b, i)) i += 8;
  while (i < to && b[i] !== LF) i++;
  return i < to ? i : -1;
};
const hasNoFeed = (b: Bytes, i: number): boolean =>
  b[i] !== LF &&
  b[i + 1] !== LF &&
  b[i + 2] !== LF &&
  b[i + 3] !== LF &&
  b[i + 4] !== LF &&
  b[i + 5] !== LF &&
  b[i + 6] !== LF &&
  b[i + 7] !== LF;

/** Where the text of the line ends whose line feed is at `feed`: a line may end with CR LF or LF alone. */
export const lineTextEnd = (b: Bytes, from: number, feed: number): number => (feed > from && b[feed - 1] === CR ? feed - 1 : feed);

/** Whether [from, to) is `lower` in ASCII letters of any case. */
export const sameText = (b: Bytes, from: number, to: number, lower: string): boolean => {
  if (to - from !== lower.length) return false;
  for (let i = 0; i < lower.length; i++) {
    const c = u8(b, from + i);
    if ((c >= 65 && c <= 90 ? c | 32 : c) !== lower.charCodeAt(i)) return false;
  }
  return true;
};

/** Whether the bytes at `from` are exactly `text` (ASCII). */
export const startsWith = (b: Bytes, from: number, to: number, text: string): boolean => {
  if (to - from < text.length) return false;
  for (let i = 0; i < text.length; i++) if (b[from + i] !== text.charCodeAt(i)) return false;
  return true;
};

/** The number that [from, to) is, digits only; -1 where it is none or above 2^53 - 1. */
export const decimal = (b: Bytes, from: number, to: number): number => {
  if (from >= to) return -1;
  let n = 0;
  for (let i = from; i < to; i++) {
    if (!isDigit(b[i])) return -1;
    n = n * 10 + (u8(b, i) - 48);
    if (n > Number.MAX_SAFE_INTEGER) return -1;
  }
  return n;
};

/** The number that the hexadecimal digits [from, to) are; -1 where it is none or above 2^53 - 1. */
export const hexadecimal = (b: Bytes, from: number, to: number): number => {
  if (from >= to) return -1;
  let n = 0;
  for (let i = from; i < to; i++) {
    const digit = hexDigit(u8(b, i));
    if (digit < 0) return -1;
    n = n * 16 + digit;
    if (n > Number.MAX_SAFE_INTEGER) return -1;
  }
  return n;
};

export const hexDigit = (c: number): number => {
  if (c >= 48 && c <= 57) return c - 48;
  const letter = c | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
};

/** Behind the closing quote of the quoted string at `from` (RFC 9110 §5.6.4); -1 where it does not end. */
export const quotedEnd = (b: Bytes, from: number, to: number): number => {
  for (let i = from + 1; i < to; i++) {
    if (b[i] === BACKSLASH) i++;
    else if (b[i] === QUOTE) return i + 1;
  }
  return -1;
};

/** Where the element of a list that starts at `from` ends: at `separator` or at `to`. Separators inside quotes do not count. */
export const elementEnd = (b: Bytes, from: number, to: number, separator: number): number => {
  for (let i = from; i < to; i++) {
    if (b[i] === separator) return i;
    if (b[i] !== QUOTE) continue;
    const end = quotedEnd(b, i, to);
    if (end < 0) return to;
    i = end - 1;
  }
  return to;
};

/** Text as bytes; characters above 255 become `?`. */
export const latin1Bytes = (text: string): Uint8Array<ArrayBuffer> => {
  const b = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    b[i] = c < 256 ? c : 63;
  }
  return b;
};

export const isToken = (text: string): boolean => /^[!#$%&'*+.^_`|~\w-]+$/.test(text);

/** What a quoted string says: without its quotes and backslashes. A text that does not begin with a quote is itself. */
export const unquoted = (text: string): string =>
  text.startsWith('"') ? text.slice(1, text.length > 1 && text.endsWith('"') ? -1 : undefined).replace(/\\(.)/g, '$1') : text;

export const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;
