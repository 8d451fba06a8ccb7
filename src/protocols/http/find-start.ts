/** Looking for the next HTTP message in bytes that are none: behind a gap, in a capture that began too late, behind a wrong length. */
import type { Bytes } from '../../core/bytes.ts';
import { CR, isDigit, LF, SPACE, startsWith } from '../shared/text.ts';

/** Bytes that are skipped at once, and how often before this side is given up. */
export const LARGEST_SKIP = 65_536;
export const MOST_SKIPS = 16;
/** Behind the place where a version begins so many bytes must be there to tell what it belongs to: `HTTP/1.1 200`. */
export const LOOK_AHEAD = 12;
const LONGEST_METHOD = 20;
const LONGEST_TARGET = 8192;

/**
 * Where a first line starts whose version begins in [from, to): a reply's `HTTP/1.1 200`, or a request's `GET /path HTTP/1.1` with its line end.
 * -1 where there is none. Nothing before `least` is the start, and nothing from `end` on is looked at.
 */
export const findStart = (b: Bytes, from: number, to: number, least: number, end: number): number => {
  for (let i = from; i < to; i++) {
    if (b[i] !== 72 || !startsWith(b, i, end, 'HTTP/1.')) continue;
    if (i >= least && i + LOOK_AHEAD <= end && isReply(b, i + 7)) return i;
    if (i + 9 > end || !isDigit(b[i + 7]) || !endsLine(b, i + 8, end)) continue;
    const start = requestStart(b, i, least);
    if (start >= 0) return start;
  }
  return -1;
};

/** `1 200` */
const isReply = (b: Bytes, i: number): boolean =>
  isDigit(b[i]) && b[i + 1] === SPACE && isDigit(b[i + 2]) && isDigit(b[i + 3]) && isDigit(b[i + 4]);

const endsLine = (b: Bytes, i: number, end: number): boolean => b[i] === LF || (b[i] === CR && i + 1 < end && b[i + 1] === LF);

/** Back from the version of a request line over its target and its method, which is in capitals here: most are. */
const requestStart = (b: Bytes, version: number, least: number): number => {
  let i = version - 1;
  if (i < least || b[i] !== SPACE) return -1;
  const nearest = Math.max(least, i - LONGEST_TARGET);
  do i--;
  while (i >= nearest && (b[i] ?? 0) > SPACE);
  if (i < nearest || b[i] !== SPACE || i + 1 === version - 1) return -1;
  const method = i;
  while (i > least && isCapital(b[i - 1]) && method - i <= LONGEST_METHOD) i--;
  return method - i >= 3 && method - i <= LONGEST_METHOD ? i : -1;
};

const isCapital = (c: number | undefined): boolean => c !== undefined && c >= 65 && c <= 90;
