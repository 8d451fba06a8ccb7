/** The words of a command or a response of IMAP: atoms, quoted strings, literals, as places in its bytes. */
import type { Bytes } from '../../core/bytes.ts';
import { decimal, find, LF, QUOTE, quotedEnd, SPACE } from '../shared/text.ts';

/** A word and what it stands for: the text inside the quotes, the bytes of the literal. */
export interface Word {
  readonly from: number;
  readonly to: number;
  /** Behind it. */
  readonly end: number;
}

/** The word at `from`; undefined where there is none. */
export const wordFrom = (b: Bytes, from: number, to: number): Word | undefined => {
  let start = from;
  while (start < to && b[start] === SPACE) start++;
  if (start >= to) return undefined;
  return (b[start] === QUOTE ? quotedWord(b, start, to) : b[start] === OPEN ? literalWord(b, start, to) : undefined) ?? atom(b, start, to);
};
const OPEN = 123;
const CLOSE = 125;

const atom = (b: Bytes, from: number, to: number): Word => {
  const space = find(b, SPACE, from, to);
  const end = space < 0 ? to : space;
  return { from, to: end, end };
};

const quotedWord = (b: Bytes, from: number, to: number): Word | undefined => {
  const end = quotedEnd(b, from, to);
  return end < 0 ? undefined : { from: from + 1, to: end - 1, end };
};

const literalWord = (b: Bytes, from: number, to: number): Word | undefined => {
  const feed = find(b, LF, from, to);
  const close = feed < 0 ? -1 : find(b, CLOSE, from, feed);
  if (close < 0) return undefined;
  const sign = b[close - 1];
  const size = decimal(b, from + 1, sign === 43 || sign === 45 ? close - 1 : close);
  if (size < 0) return undefined;
  const end = Math.min(feed + 1 + size, to);
  return { from: feed + 1, to: end, end };
};
