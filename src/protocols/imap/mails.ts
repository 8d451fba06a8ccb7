/** Mails that a response brings: literals of FETCH that begin with the head of one (RFC 3501 §7.4.2). */

import type { Bytes } from '../../core/bytes.ts';
import { fromLatin1 } from '../../core/latin1.ts';
import { lineFeed } from '../shared/text.ts';
import { literalSize } from './reader.ts';

export interface Mail {
  readonly from: number;
  readonly to: number;
}

/** `BODY[] {12}`, `BODY[HEADER.FIELDS (SUBJECT)] {12}`, `RFC822 {12}` at the end of a line. */
const MAIL = /(BODY\[(HEADER[^\]]*)?\](<0>)?|RFC822(\.HEADER)?) \{\d+\}\r?\n$/i;
const LONGEST_NAME = 1024;

export const mailsIn = (b: Bytes, from: number, end: number): readonly Mail[] => {
  const found: Mail[] = [];
  for (let at = from; at < end; ) {
    const feed = lineFeed(b, at, end);
    if (feed < 0) break;
    const size = Math.max(0, literalSize(b, at, feed + 1));
    const to = Math.min(end, feed + 1 + size);
    if (size > 0 && MAIL.test(fromLatin1(b, Math.max(at, feed - LONGEST_NAME), feed + 1))) found.push({ from: feed + 1, to });
    at = to;
  }
  return found;
};
