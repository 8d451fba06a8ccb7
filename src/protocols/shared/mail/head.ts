/** The head of a mail or of one of its parts, field by field (RFC 5322 §2.2), as places in its bytes. */

import type { Bytes } from '../../../core/bytes.ts';
import { fromLatin1 } from '../../../core/latin1.ts';
import { blanksEnd, COLON, find, isBlank, lineFeed, sameText, trimmedEnd } from '../text.ts';
import { lineText } from './lines.ts';

/** Behind a field and the lines that it goes on with (RFC 5322 §2.2.3). */
export const fieldEnd = (b: Bytes, from: number, to: number): number => {
  for (let at = from; ; ) {
    const feed = lineFeed(b, at, to);
    if (feed < 0) return to;
    at = feed + 1;
    if (lineText(b, from, at) === from || at >= to || !isBlank(b[at])) return at;
  }
};

export interface HeadField {
  readonly from: number;
  /** Behind the end of its last line. */
  readonly end: number;
  /** Behind the name; where there is no colon, -1. */
  readonly name: number;
  readonly value: number;
}

/** The fields of the head that begins at `from`, and where the text begins behind its empty line. */
export const headFields = (
  b: Bytes,
  from: number,
  to: number,
  most = MOST_FIELDS,
): { readonly fields: readonly HeadField[]; readonly text: number } => {
  const fields: HeadField[] = [];
  let at = from;
  while (at < to && fields.length < most) {
    const end = fieldEnd(b, at, to);
    const textEnd = lineText(b, at, end);
    if (textEnd === at) return { fields, text: end };
    const colon = find(b, COLON, at, textEnd);
    const name = colon < 0 ? -1 : trimmedEnd(b, at, colon);
    fields.push({ from: at, end, name, value: colon < 0 ? at : blanksEnd(b, colon + 1, textEnd) });
    at = end;
  }
  return { fields, text: at };
};
export const MOST_FIELDS = 1000;

export const isNamed = (b: Bytes, f: HeadField, lower: string): boolean => f.name >= 0 && sameText(b, f.from, f.name, lower);

/** Bytes of a value that are looked at. */
const LONGEST_VALUE = 1 << 16;

/** The value in one line, each byte a character. */
export const fieldText = (b: Bytes, f: HeadField): string =>
  fromLatin1(b, f.value, Math.min(Math.max(f.value, lineText(b, f.from, f.end)), f.value + LONGEST_VALUE)).replace(/\r?\n(?=[ \t])/g, '');
