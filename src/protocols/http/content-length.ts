/** The Content-Length field (RFC 9110 §8.6): one number, or the same one several times. */
import { type Bytes, u8 } from '../../core/bytes.ts';
import { COMMA, decimal, SPACE } from '../shared/text.ts';

/** In place of a length: the field is not there, or it is no number. */
export const NO_LENGTH = -1;
export const BAD_LENGTH = -2;

/**
 * The length that a value [from, to) says. Of different ones the last counts, as most readers have it, and who shows it says that they differ;
 * a value that is no number stays one, whatever other lines say.
 */
export const contentLength = (before: number, b: Bytes, from: number, to: number): number => {
  let length = before;
  for (let i = from; i <= to; ) {
    let end = i;
    while (end < to && b[end] !== COMMA) end++;
    const start = skipSpace(b, i, end);
    const n = decimal(b, start, spaceBefore(b, start, end));
    length = n < 0 || length === BAD_LENGTH ? BAD_LENGTH : n;
    i = end + 1;
  }
  return length;
};

/** Blanks and line ends: a folded value is read as one line. */
const skipSpace = (b: Bytes, from: number, to: number): number => {
  let i = from;
  while (i < to && u8(b, i) <= SPACE) i++;
  return i;
};
const spaceBefore = (b: Bytes, from: number, to: number): number => {
  let i = to;
  while (i > from && u8(b, i - 1) <= SPACE) i--;
  return i;
};
