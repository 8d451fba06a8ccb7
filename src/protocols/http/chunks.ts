/**
 * The chunked coding (RFC 9112 §7.1): a reader that goes on where it stopped, and a writer. Offsets count from the first byte of what is under
 * way: the message, or a later part of a long one.
 */
import { type Bytes, concat, EMPTY } from '../../core/bytes.ts';
import { blanksEnd, CR, hexadecimal, hexDigit, isBlank, LF, latin1Bytes, lineFeed, lineTextEnd, SEMICOLON } from '../shared/text.ts';

/** Bytes of a line that tells a chunk's size, with its extensions, and of all trailer lines together. */
export const LARGEST_CHUNK_LINE = 16_384;
const LARGEST_TRAILERS = 65_536;

const Phase = { size: 0, data: 1, boundary: 2, trailers: 3 } as const;
/** `full`: what was asked for at most is there, and the body goes on. */
export const Chunked = { more: 0, done: 1, broken: 2, full: 3 } as const;

export interface ChunkScan {
  /** Everything before it was understood. */
  at: number;
  phase: number;
  /** Bytes of the chunk under way that are still to come. */
  left: number;
  /** Bytes of the line under way that were looked at in vain. */
  looked: number;
  trailers: number;
  /** How many bytes are needed to go on. */
  least: number;
}

export const chunkScan = (): ChunkScan => ({ at: 0, phase: Phase.size, left: 0, looked: 0, trailers: 0, least: 0 });

export const resetChunks = (c: ChunkScan, at: number): void => {
  c.at = at;
  c.phase = Phase.size;
  c.left = 0;
  c.looked = 0;
  c.trailers = 0;
};

/** Reads on in b[o, end), as far as `limit` bytes from `o`. */
export const scanChunks = (c: ChunkScan, b: Bytes, o: number, end: number, limit: number): number => {
  for (;;) {
    const before = c.at;
    const phase = c.phase;
    const result = step(c, b, o, end, limit);
    if (result !== Chunked.more) return result;
    if (c.at === before && c.phase === phase) return Chunked.more;
  }
};

const step = (c: ChunkScan, b: Bytes, o: number, end: number, limit: number): number => {
  if (c.phase === Phase.data) return data(c, o, end, limit);
  if (c.phase === Phase.boundary) return boundary(c, b, o, end);
  if (c.at >= limit) return Chunked.full;
  return line(c, b, o, end);
};

const data = (c: ChunkScan, o: number, end: number, limit: number): number => {
  const wanted = Math.min(c.left, Math.max(0, limit - c.at));
  if (end - o < c.at + wanted) {
    c.least = c.at + wanted;
    return Chunked.more;
  }
  c.at += wanted;
  c.left -= wanted;
  if (c.left > 0) return Chunked.full;
  c.phase = Phase.boundary;
  return Chunked.more;
};

const boundary = (c: ChunkScan, b: Bytes, o: number, end: number): number => {
  const at = o + c.at;
  c.least = c.at + 1;
  if (at >= end) return Chunked.more;
  const length = b[at] === CR ? 2 : 1;
  if (at + length > end) return Chunked.more;
  if (b[at + length - 1] !== LF) return Chunked.broken;
  c.at += length;
  c.phase = Phase.size;
  return Chunked.more;
};

/** A line with a size, or one of the trailers. */
const line = (c: ChunkScan, b: Bytes, o: number, end: number): number => {
  const from = o + c.at;
  const feed = lineFeed(b, from + c.looked, end);
  const length = (feed < 0 ? end : feed + 1) - from;
  const most = c.phase === Phase.size ? LARGEST_CHUNK_LINE : LARGEST_TRAILERS - c.trailers;
  if (length > most) return Chunked.broken;
  if (feed < 0) {
    c.looked = length;
    c.least = c.at + length + 1;
    return c.phase === Phase.size && !maySize(b, from, end) ? Chunked.broken : Chunked.more;
  }
  c.looked = 0;
  return c.phase === Phase.size ? sizeLine(c, b, from, feed) : trailerLine(c, b, from, feed);
};

const sizeLine = (c: ChunkScan, b: Bytes, from: number, feed: number): number => {
  const size = chunkSize(b, from, lineTextEnd(b, from, feed));
  if (size < 0) return Chunked.broken;
  c.at += feed + 1 - from;
  c.left = size;
  c.phase = size > 0 ? Phase.data : Phase.trailers;
  return Chunked.more;
};

const trailerLine = (c: ChunkScan, b: Bytes, from: number, feed: number): number => {
  c.at += feed + 1 - from;
  c.trailers += feed + 1 - from;
  return lineTextEnd(b, from, feed) === from ? Chunked.done : Chunked.more;
};

/** The size that the line [from, to) tells, -1 where it tells none. Blanks around the digits are tolerated; extensions are passed over. */
export const chunkSize = (b: Bytes, from: number, to: number): number => {
  const start = blanksEnd(b, from, to);
  let stop = start;
  while (stop < to && hexDigit(b[stop] ?? 0) >= 0) stop++;
  const behind = blanksEnd(b, stop, to);
  return behind === to || b[behind] === SEMICOLON ? hexadecimal(b, start, stop) : -1;
};

/** Whether a line of which only [from, end) is there may still tell a size: what is no chunk is not waited for. */
const maySize = (b: Bytes, from: number, end: number): boolean => {
  const start = blanksEnd(b, from, end);
  let stop = start;
  while (stop < end && hexDigit(b[stop] ?? 0) >= 0) stop++;
  if (stop === end) return hexadecimal(b, start, stop) >= 0 || start === stop;
  return (
    stop > start && (b[stop] === SEMICOLON || isBlank(b[stop]) || (b[stop] === CR && stop + 1 === end)) && hexadecimal(b, start, stop) >= 0
  );
};

/** One chunk; extensions as text behind the size, e.g. `;name=value`. An empty one would end the body: it is no bytes. */
export const writeChunk = (bytes: Bytes, extensions = ''): Bytes =>
  bytes.length === 0 ? EMPTY : concat([latin1Bytes(`${bytes.length.toString(16)}${extensions}\r\n`), bytes, CRLF]);

const CRLF = Uint8Array.of(CR, LF);

/** The end of a chunked body, with trailer lines. */
export const writeLastChunk = (trailers: readonly { readonly name: string; readonly value: string }[] = []): Bytes =>
  latin1Bytes(`0\r\n${trailers.map(({ name, value }) => `${name}: ${value}\r\n`).join('')}\r\n`);
