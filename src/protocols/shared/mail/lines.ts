/** Lines of mail protocols as they come in: where a command or a reply ends, and where text ends that a line with a dot alone closes. */
import type { Bytes } from '../../../core/bytes.ts';
import { CR, LF, lineFeed } from '../text.ts';

/** A line that is longer is taken so far and goes on as another one. */
export const LONGEST_LINE = 1 << 16;
/** Content that is longer comes as several messages. */
export const LARGEST_PART = 1 << 18;
const DOT = 46;

/** Bytes of the line under way that were looked at. */
export interface LineScan {
  at: number;
}

/** Length of the line at `o` with its end; 0 while there is none. */
export const lineLength = (s: LineScan, b: Bytes, o: number, end: number, closed: boolean): number => {
  const stop = Math.min(end, o + LONGEST_LINE);
  const feed = lineFeed(b, Math.min(o + s.at, stop), stop);
  if (feed < 0 && stop - o < LONGEST_LINE && !closed) {
    s.at = stop - o;
    return 0;
  }
  s.at = 0;
  return (feed < 0 ? stop : feed + 1) - o;
};

/** Text that ends with a line of a dot alone: how far it was looked at, and where the line under way begins; -1 inside a line that began in an earlier part. */
export interface DotScan {
  at: number;
  line: number;
}
export const dotScan = (): DotScan => ({ at: 0, line: 0 });

export interface Part {
  /** With the line of the dot where it is the last. */
  readonly length: number;
  readonly last: boolean;
}

/** The text at `o`, or as much of it as one message has; undefined while more is to come. Only CR LF ends a line (RFC 5321 §2.3.8). */
export const dotPart = (s: DotScan, b: Bytes, o: number, end: number, closed: boolean): Part | undefined => {
  const stop = Math.min(end, o + LARGEST_PART);
  for (let i = o + s.at; i < stop; i++) {
    const feed = lineFeed(b, i, stop);
    if (feed < 0) break;
    i = feed;
    if (feed === o || b[feed - 1] !== CR) continue;
    const length = feed + 1 - o;
    if (s.line >= 0 && length - s.line === 3 && b[o + s.line] === DOT) return begin(s, length, true);
    s.line = length;
  }
  s.at = stop - o;
  if (stop - o === LARGEST_PART) return begin(s, s.line > 0 ? s.line : LARGEST_PART - (b[stop - 1] === CR ? 1 : 0), false);
  return closed && stop > o ? begin(s, stop - o, false) : undefined;
};

const begin = (s: DotScan, length: number, last: boolean): Part => {
  s.line = last || s.line === length ? 0 : -1;
  s.at = 0;
  return { length, last };
};

/** Where the text of a line [from, to) ends: without CR LF or LF, or the CR behind which the capture cut it. */
export const lineText = (b: Bytes, from: number, to: number): number => {
  let i = to;
  if (i > from && b[i - 1] === LF) i--;
  if (i > from && b[i - 1] === CR) i--;
  return i;
};

/** The first space of [from, to), or `to`. */
export const wordEnd = (b: Bytes, from: number, to: number): number => {
  let i = from;
  while (i < to && b[i] !== 32) i++;
  return i;
};

/** Calls for each line of [from, to) with its end; `most` at most. */
export const eachLine = (b: Bytes, from: number, to: number, call: (from: number, to: number) => void, most = MOST_LINES): void => {
  let shown = 0;
  for (let at = from; at < to && shown < most; shown++) {
    const feed = lineFeed(b, at, to);
    const next = feed < 0 ? to : feed + 1;
    call(at, next);
    at = next;
  }
};
const MOST_LINES = 1000;

/** The first line feed or return of [from, to) that stands alone (RFC 5321 §2.3.8); -1 for none. */
export const bareEnd = (b: Bytes, from: number, to: number): number => {
  for (let i = from; i < to; i++) {
    if (b[i] === CR && b[i + 1] === LF) i++;
    else if (b[i] === CR || b[i] === LF) return i;
  }
  return -1;
};
