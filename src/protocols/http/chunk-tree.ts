/** The tree of a chunked body, and the content that its chunks hold together. */
import { type Bytes, concat, EMPTY } from '../../core/bytes.ts';
import type { Dissecting } from '../../wire/types.ts';
import { blanksEnd, CR, hexDigit, LF, lineFeed, lineTextEnd } from '../shared/text.ts';
import { chunkSize } from './chunks.ts';

/** Chunks that are shown one by one; of more only the content is taken. */
const MOST_CHUNKS = 10_000;

/** Puts the chunks and trailers in [from, to), as far as they are there; what the chunks hold, where that is needed. */
export const putChunks = (d: Dissecting, from: number, to: number, needed: boolean): Bytes => {
  const parts: Bytes[] = [];
  for (let at = from; at < to; ) {
    const feed = lineFeed(d.b, at, to);
    const size = feed < 0 ? -1 : chunkSize(d.b, at, lineTextEnd(d.b, at, feed));
    if (size < 0) break;
    if (size === 0) {
      putLast(d, at, feed, to);
      break;
    }
    const stop = Math.min(feed + 1 + size, to);
    const next = boundaryEnd(d.b, stop, to);
    parts.push(d.b.subarray(feed + 1, stop));
    if (parts.length <= MOST_CHUNKS) putChunk(d, { at, feed, stop, next, size });
    else if (parts.length === MOST_CHUNKS + 1)
      d.fault('chunks', at, feed - at, `chunks behind the first ${MOST_CHUNKS} are not shown`, 'note');
    at = next;
  }
  return needed ? concat(parts) : EMPTY;
};

/** The line end behind a chunk's data. */
const boundaryEnd = (b: Bytes, at: number, to: number): number => {
  if (at < to && b[at] === LF) return at + 1;
  return at + 1 < to && b[at] === CR && b[at + 1] === LF ? at + 2 : at;
};

interface Chunk {
  readonly at: number;
  readonly feed: number;
  readonly stop: number;
  readonly next: number;
  readonly size: number;
}

const putChunk = (d: Dissecting, { at, feed, stop, next, size }: Chunk): void => {
  const chunk = d.put('chunk', at, next - at, true);
  if (chunk) chunk.text = `Data chunk (${size} bytes)`;
  d.under(chunk, () => {
    putSize(d, at, feed, size);
    d.put('chunk_data', feed + 1, stop - feed - 1);
    if (next > stop) d.put('chunk_boundary', stop, next - stop);
  });
};

const putSize = (d: Dissecting, at: number, feed: number, size: number): void => {
  const start = blanksEnd(d.b, at, feed);
  let digits = start;
  while (digits < feed && hexDigit(d.b[digits] ?? 0) >= 0) digits++;
  const stop = lineTextEnd(d.b, at, feed);
  d.put('chunk_size', start, digits - start, size);
  const extension = blanksEnd(d.b, digits, stop);
  if (extension < stop) d.put('chunk_extension', extension, stop - extension);
  if (start > at) d.fault('chunk_size', at, feed - at, 'blanks before the size of a chunk (RFC 9112 §7.1)', 'note');
};

/** The chunk of size 0, and the trailers up to the empty line as one field. */
const putLast = (d: Dissecting, at: number, feed: number, to: number): void => {
  const chunk = d.put('chunk', at, feed + 1 - at, true);
  if (chunk) chunk.text = 'End of chunked encoding';
  d.under(chunk, () => putSize(d, at, feed, 0));
  let end = feed + 1;
  for (let next = lineFeed(d.b, end, to); next >= 0 && lineTextEnd(d.b, end, next) > end; next = lineFeed(d.b, end, to)) end = next + 1;
  if (end > feed + 1) d.put('chunked_trailer_part', feed + 1, end - feed - 1);
};
