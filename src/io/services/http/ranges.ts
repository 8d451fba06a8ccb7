/** Ranges of a file (RFC 9110 §14): which are asked for, and how several go out as one body. */
import { randomBytes } from 'node:crypto';
import type { OpenFile } from '../../files/open-file.ts';
import type { Content } from './reply.ts';

export interface Range {
  readonly from: number;
  /** The first byte that does not belong to it. */
  readonly end: number;
}

/** More in one request are made to wear a server out. */
const MOST = 8;

/**
 * Undefined where the field says nothing that is to be followed: the whole file is sent then. Empty where none of the ranges exists (416).
 */
export const parseRanges = (field: string | undefined, size: number): readonly Range[] | undefined => {
  const [, list] = /^bytes=([\d\s,-]+)$/i.exec(field ?? '') ?? [];
  if (list === undefined) return undefined;
  const parts = list
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (parts.length === 0 || parts.length > MOST) return undefined;
  const ranges: Range[] = [];
  for (const part of parts) {
    const range = parseRange(part, size);
    if (range === undefined) return undefined;
    if (range.from < range.end) ranges.push(range);
  }
  return overlap(ranges) ? undefined : ranges;
};

/** An empty range is one that the file does not have; undefined for what is no range. */
const parseRange = (text: string, size: number): Range | undefined => {
  const [, first = '', last = ''] = /^(\d{0,15})-(\d{0,15})$/.exec(text) ?? [];
  if (first === '' && last === '') return undefined;
  if (first === '') return { from: Math.max(0, size - Number(last)), end: size };
  if (last !== '' && Number(last) < Number(first)) return undefined;
  return { from: Number(first), end: Math.min(size, last === '' ? size : Number(last) + 1) };
};

/** Who asks for the same bytes again and again gets the file once (RFC 9110 §14.2). */
const overlap = (ranges: readonly Range[]): boolean => {
  const sorted = [...ranges].sort((a, b) => a.from - b.from);
  return sorted.some((range, i) => i > 0 && range.from < (sorted[i - 1]?.end ?? 0));
};

export const contentRange = ({ from, end }: Range, size: number): string => `bytes ${from}-${end - 1}/${size}`;

/** `multipart/byteranges`: its media type and its body. */
export const severalRanges = (
  file: OpenFile,
  ranges: readonly Range[],
  type: string,
): { readonly type: string; readonly content: Content } => {
  const boundary = randomBytes(12).toString('hex');
  const heads = ranges.map((range, i) =>
    Buffer.from(
      `${i === 0 ? '' : '\r\n'}--${boundary}\r\nContent-Type: ${type}\r\nContent-Range: ${contentRange(range, file.size)}\r\n\r\n`,
    ),
  );
  const last = Buffer.from(`\r\n--${boundary}--\r\n`);
  const lengths = [...heads.map((head) => head.length), ...ranges.map(({ from, end }) => end - from), last.length];
  const pieces = async function* (): AsyncGenerator<Uint8Array> {
    let i = 0;
    for (const { from, end } of ranges) {
      const head: Uint8Array = heads[i++] ?? last;
      yield head;
      yield* file.pieces(from, end);
    }
    yield last;
  };
  return {
    type: `multipart/byteranges; boundary=${boundary}`,
    content: { kind: 'pieces', pieces: pieces(), length: lengths.reduce((sum, n) => sum + n, 0), release: () => file.close() },
  };
};
