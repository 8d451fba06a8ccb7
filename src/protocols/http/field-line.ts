/** The field lines of a head (RFC 9112 §5): where each name and value lies. */

import type { Bytes } from '../../core/bytes.ts';
import { fromLatin1 } from '../../core/latin1.ts';
import { blanksEnd, COLON, CR, find, isBlank, LF, lineFeed, lineTextEnd, tokenEnd, trimmedEnd } from '../shared/text.ts';

/** Offsets of a field line, with the lines that it is folded over. One object is used again and again. */
export interface FieldLine {
  from: number;
  /** Where the colon is; -1 in a line without one. */
  colon: number;
  /** The name is a token and the colon follows it at once. */
  good: boolean;
  /** The value without the blanks around it. */
  valueFrom: number;
  valueTo: number;
  /** Behind the line end. */
  to: number;
  /** Lines that go on with it (obsolete, RFC 9112 §5.2). */
  folds: number;
}

export const fieldLine = (): FieldLine => ({ from: 0, colon: -1, good: false, valueFrom: 0, valueTo: 0, to: 0, folds: 0 });

/** Reads the field line at `from`; false at the empty line that ends a head, and where no line ends before `end`. */
export const readFieldLine = (f: FieldLine, b: Bytes, from: number, end: number): boolean => {
  let feed = lineFeed(b, from, end);
  if (feed < 0 || lineTextEnd(b, from, feed) === from) return false;
  f.from = from;
  f.folds = 0;
  for (let next = feed + 1; isBlank(b[next]) && next < end; next = feed + 1) {
    const more = lineFeed(b, next, end);
    if (more < 0) break;
    feed = more;
    f.folds++;
  }
  f.to = feed + 1;
  readParts(f, b, from, lineTextEnd(b, from, feed));
  return true;
};

const readParts = (f: FieldLine, b: Bytes, from: number, to: number): void => {
  f.colon = find(b, COLON, from, to);
  f.good = f.colon > from && tokenEnd(b, from, f.colon) === f.colon;
  f.valueTo = trimmedEnd(b, from, to);
  f.valueFrom = f.colon < 0 ? from : blanksEnd(b, f.colon + 1, f.valueTo);
  f.valueTo = Math.max(f.valueTo, f.valueFrom);
};

/** The value as text, each byte one character; a fold becomes one space. */
export const fieldValue = (f: FieldLine, b: Bytes): string => {
  const text = fromLatin1(b, f.valueFrom, f.valueTo);
  return f.folds === 0 ? text : text.replace(/[ \t]*\r?\n[ \t]*/g, ' ').trim();
};

/** The empty line at `from`: behind it, or `from` where there is none. */
export const emptyLineEnd = (b: Bytes, from: number, end: number): number => {
  if (from < end && b[from] === LF) return from + 1;
  return from + 1 < end && b[from] === CR && b[from + 1] === LF ? from + 2 : from;
};
