/** The mail that a protocol carries up to a line of a dot: dissected further, without the dots that were put before others. */
import { type Bytes, concat, utf8 } from '../../../core/bytes.ts';
import type { Dissecting } from '../../../wire/types.ts';
import { LF } from '../text.ts';
import { eachLine } from './lines.ts';

const DOT = 46;

/** Puts the mail in [from, to), which begins with its head. */
export const putMail = (d: Dissecting, from: number, to: number): void => {
  if (to <= from || !d.wantsAbove()) return;
  const bare = withoutDots(d.b, from, to);
  if (bare === undefined) d.follow(d.node('imf'), from, to, to);
  else d.followBytes(d.node('imf'), 'Mail without dots', bare);
};

/** RFC 5321 §4.5.2: a dot before each line that begins with one; undefined where there is none. */
export const withoutDots = (b: Bytes, from: number, to: number): Uint8Array | undefined => {
  const kept: Uint8Array[] = [];
  let stuffed = false;
  eachLine(
    b,
    from,
    to,
    (at, next) => {
      const isStuffed = b[at] === DOT;
      stuffed ||= isStuffed;
      kept.push(b.subarray(isStuffed ? at + 1 : at, next));
    },
    Number.POSITIVE_INFINITY,
  );
  return stuffed ? concat(kept) : undefined;
};

/** The same written: lines that begin with a dot get another one, and the line of a dot alone stands at the end. */
export const withDots = (b: Bytes): Uint8Array => {
  const parts: Uint8Array[] = [];
  eachLine(
    b,
    0,
    b.length,
    (at, next) => {
      if (b[at] === DOT) parts.push(ONE_DOT);
      parts.push(b.subarray(at, next));
    },
    Number.POSITIVE_INFINITY,
  );
  parts.push(b.length === 0 || b[b.length - 1] === LF ? END : LINE_AND_END);
  return concat(parts);
};
const ONE_DOT = utf8('.');
const END = utf8('.\r\n');
const LINE_AND_END = utf8('\r\n.\r\n');
