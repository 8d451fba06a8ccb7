/** The mail that a protocol carries up to a line of a dot: dissected further, without the dots that were put before others. */
import { type Bytes, concat } from '../../../core/bytes.ts';
import type { Dissecting } from '../../../wire/types.ts';
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
const withoutDots = (b: Bytes, from: number, to: number): Uint8Array | undefined => {
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
