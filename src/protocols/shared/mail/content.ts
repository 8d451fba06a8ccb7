/** The mail that a protocol carries up to a line of a dot: dissected further, without the dots that were put before others. */
import { type Bytes, utf8 } from '../../../core/bytes.ts';
import type { Dissecting } from '../../../wire/types.ts';
import { LF, lineFeed } from '../text.ts';

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
  const dots = dottedLines(b, from, to);
  if (dots.length === 0) return undefined;
  const out = new Uint8Array(to - from - dots.length);
  let [at, length] = [from, 0];
  for (const dot of [...dots, to]) {
    out.set(b.subarray(at, dot), length);
    length += dot - at;
    at = dot + 1;
  }
  return out;
};

/** The same written: lines that begin with a dot get another one, and the line of a dot alone stands at the end. */
export const withDots = (b: Bytes): Uint8Array => {
  const dots = dottedLines(b, 0, b.length);
  const end = b.length === 0 || b[b.length - 1] === LF ? END : LINE_AND_END;
  const out = new Uint8Array(b.length + dots.length + end.length);
  let [at, length] = [0, 0];
  for (const dot of dots) {
    out.set(b.subarray(at, dot), length);
    length += dot - at;
    out[length++] = DOT;
    at = dot;
  }
  out.set(b.subarray(at), length);
  out.set(end, out.length - end.length);
  return out;
};
const END = utf8('.\r\n');
const LINE_AND_END = utf8('\r\n.\r\n');

/** Where lines begin with a dot. */
const dottedLines = (b: Bytes, from: number, to: number): readonly number[] => {
  const found: number[] = [];
  for (let at = from; at < to; ) {
    if (b[at] === DOT) found.push(at);
    const feed = lineFeed(b, at, to);
    if (feed < 0) break;
    at = feed + 1;
  }
  return found;
};
