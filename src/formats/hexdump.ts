/**
 * Frames from pasted hexadecimal text in any common layout: rows with offsets (Wireshark, tcpdump -x, xxd, hexdump -C, od) and characters
 * beside them, plain digits, bytes between colons, C arrays, escapes in strings. What contradicts itself is refused with its row, never guessed at.
 */

import type { Bytes } from '../core/bytes.ts';
import { UsageError } from '../core/fault.ts';
import { sayWrong } from '../core/said.ts';
import { arrayBytes, escapedBytes, pairs } from './hex-literals.ts';
import { gapsOf, rowBytes } from './hexdump-row.ts';

export interface PastedFrame {
  readonly bytes: Bytes;
  /** Offset of the first row; not 0 where the paste begins inside a frame. */
  readonly start: number;
  /** Line of the text in which it begins, from 1. */
  readonly line: number;
  /** It was written as words, the low byte of each first. */
  readonly isSwapped?: true;
}

/** At most this much text is looked at: a megabyte of bytes with offsets and characters. */
const LONGEST = 5 << 20;
/** Longer lines are no rows of a dump. */
const LONGEST_ROW = 1000;
/** Bytes in all; rows that stand for others (`*`) could make any number. */
const MOST = 2 << 20;

/** The frames in `text`; at least one. Throws a UsageError that names the row (by its offset) or line. */
export const parseHexDump = (text: string): readonly PastedFrame[] => {
  if (text.length > LONGEST) throw new UsageError('', sayWrong('characters', { most: String(LONGEST) }), String(text.length));
  const lines = text
    .replace(/^\ufeff/, '')
    .replace(/[\u00a0\u2007\u202f\u3000]/g, ' ')
    .split(/\r\n|\n|\r/);
  const rows = offsetRows(lines);
  const isSwapped = areSwapped(rows);
  const frames = rows.length > 0 ? framesOf(isSwapped ? rows.map(swapped) : rows) : [withoutOffsets(lines)];
  const found = frames.filter((f) => f.bytes.length > 0);
  if (found.length === 0) throw new UsageError('', sayWrong('bytesHex'), text.trim() === '' ? sayWrong('nothing') : text.trim());
  return isSwapped ? found.map((f) => ({ ...f, isSwapped })) : found;
};

interface Row {
  /** As it stands there. */
  readonly label: string;
  /** A colon follows the offset, or 0x stands before it. */
  readonly isMarked: boolean;
  readonly rest: string;
  readonly line: number;
  /** The rows between this and the next are like this one (`*` of hexdump). */
  repeats: boolean;
}

/** Offset and rest of a row: `0010:`, `0x0010`, `00000010`, followed by digits or by nothing. */
const OFFSET = /^\s*(?:>\s)?(?:0x)?([0-9a-f]{3,8})(:|\s|$)\s*(.*?)\s*$/i;

const rowOf = (text: string, line: number): Row | undefined => {
  const m = text.length > LONGEST_ROW ? null : OFFSET.exec(text);
  if (m === null) return undefined;
  const [, label = '', mark, rest = ''] = m;
  if (label.length === 3 && mark !== ':') return undefined;
  if (rest !== '' && !/^(?:[0-9a-f]{2})+(?:\s|$)/i.test(rest)) return undefined;
  return { label, isMarked: mark === ':' || /^\W*0x/i.test(text), rest, line, repeats: false };
};

/** Rows that start with an offset; none where the first words of the lines are bytes themselves. */
const offsetRows = (lines: readonly string[]): readonly Row[] => {
  const rows: Row[] = [];
  let sure = false;
  for (const [i, text] of lines.entries()) {
    const row = rowOf(text, i + 1);
    if (row !== undefined) {
      rows.push(row);
      const next = /^[0-9a-f]+/i.exec(row.rest)?.[0] ?? '';
      // Bytes in groups as long as the first word: only a mark says that the first word is an offset.
      if (/^\s*(?:>\s)?0x[0-9a-f]+:?\s+[0-9a-f]/i.test(text) || /^[^:\s]*[0-9a-f]{3,8}:\s/i.test(text.trim())) sure = true;
      else if (row.rest !== '' && next.length !== row.label.length) sure = true;
    } else if (text.trim() === '*' && rows.length > 0) rows[rows.length - 1]!.repeats = true;
  }
  return rows.length > 0 && (sure || (rows.length > 1 && BASES.some((base) => isChain(rows, base)))) ? rows : [];
};

const BASES = [16, 10, 8] as const;

/** Whether, in rows whose first words may be bytes, each first word says where the row starts. */
const isChain = (rows: readonly Row[], base: number): boolean => {
  let at = 0;
  for (const row of rows) {
    if (Number.parseInt(row.label, base) !== at) return false;
    at += row.rest.split(/\s{2,}/)[0]!.replace(/\s/g, '').length / 2;
  }
  return true;
};

const LOW_FIRST = /^[0-9a-f]{4}(?:\s+[0-9a-f]{4})*$/i;

/** Whether the rows are those of hexdump without options or of od -x: words under offsets of six or seven digits that no mark follows. */
const areSwapped = (rows: readonly Row[]): boolean =>
  rows.some((r) => r.rest !== '') &&
  rows.every((r) => !r.isMarked && /^.{6,7}$/.test(r.label) && (r.rest === '' || LOW_FIRST.test(r.rest)));

/** The row with its bytes in order; without the one that fills its last word up where the offset behind it is odd. */
const swapped = (row: Row, i: number, rows: readonly Row[]): Row => {
  const rest = row.rest.replace(/(\w\w)(\w\w)/g, '$2$1');
  const next = rows[i + 1];
  const isFilled = next !== undefined && next.rest === '' && !row.repeats && /[13579bdf]$/i.test(next.label);
  return { ...row, rest: isFilled ? rest.replace(/00$/, '') : rest };
};

const framesOf = (rows: readonly Row[]): readonly PastedFrame[] => {
  const base = baseOf(rows);
  const offsets = rows.map((r) => Number.parseInt(r.label, base));
  const gaps = gapsIn(rows, offsets);
  const frames: { bytes: number[]; start: number; line: number }[] = [];
  let total = 0;
  for (const [i, row] of rows.entries()) {
    const offset = offsets[i]!;
    const fresh = i === 0 || !follows(offsets, i - 1);
    if (fresh) frames.push({ bytes: [], start: offset, line: row.line });
    const frame = frames[frames.length - 1]!;
    const room = follows(offsets, i) ? offsets[i + 1]! - offset : undefined;
    const bytes = oneRow(row, room, rows[i + 1]?.label, gaps);
    total += bytes.length;
    if (total > MOST) throw new UsageError('', sayWrong('bytesAtMost', { most: String(MOST) }));
    for (const b of bytes) frame.bytes.push(b);
  }
  return frames.map((f) => ({ ...f, bytes: Uint8Array.from(f.bytes) }));
};

/** The wider gaps of rows that are full by the next offset; undefined where there is no such row. */
const gapsIn = (rows: readonly Row[], offsets: readonly number[]): ReadonlySet<number> | undefined => {
  const full = rows.filter((_, i) => follows(offsets, i));
  if (full.length === 0) return undefined;
  return new Set(rows.flatMap((r, i) => (follows(offsets, i) ? gapsOf(r.rest, offsets[i + 1]! - offsets[i]!) : [])));
};

/** Whether the row after `i` belongs to the same frame: offsets that go back start another. */
const follows = (offsets: readonly number[], i: number): boolean => i + 1 < offsets.length && offsets[i + 1]! > offsets[i]!;

/** The bytes of a row, which must be as many as there are up to the next offset. */
const oneRow = (row: Row, room: number | undefined, next: string | undefined, gaps: ReadonlySet<number> | undefined): readonly number[] => {
  const place = `row ${row.label} (line ${row.line})`;
  const hints = { ...(gaps === undefined ? {} : { gaps }), ...(room !== undefined && !row.repeats ? { expected: room } : {}) };
  const bytes = row.rest === '' ? [] : rowBytes(place, row.rest, hints);
  if (room === undefined || bytes.length === room) return bytes;
  if (row.repeats && bytes.length > 0 && room % bytes.length === 0 && room <= MOST) {
    return Array.from({ length: room }, (_, k) => bytes[k % bytes.length]!);
  }
  throw new UsageError(place, sayWrong('roomFor', { count: room }), String(bytes.length), sayWrong('nextRow', { next: next ?? '' }));
};

/** Offsets count in the first base in which the rows fit together; in base 16 where they fit in none. */
const baseOf = (rows: readonly Row[]): number => {
  const fits = (base: number): boolean => {
    const offsets = rows.map((r) => Number.parseInt(r.label, base));
    return rows.every((r, i) => {
      if (base < 16 && !(base === 10 ? /^[0-9]+$/ : /^[0-7]+$/).test(r.label)) return false;
      if (!follows(offsets, i) || r.repeats) return true;
      return countIn(r.rest, offsets[i + 1]! - offsets[i]!) === offsets[i + 1]! - offsets[i]!;
    });
  };
  return BASES.find(fits) ?? 16;
};

const countIn = (rest: string, expected: number): number => {
  try {
    return rowBytes('', rest, { expected }).length;
  } catch {
    return -1;
  }
};

/** One frame from text without offsets. */
const withoutOffsets = (lines: readonly string[]): PastedFrame => {
  const text = lines.join('\n');
  const first = lines.findIndex((l) => l.trim() !== '') + 1;
  const bytes = escapedBytes('hex', text) ?? arrayBytes('hex', text) ?? lines.flatMap((l, i) => plainRow(l, i + 1));
  return { bytes: Uint8Array.from(bytes), start: 0, line: first };
};

/** Digits in groups of any size, with colons, dashes, commas or blanks between; or bytes and their characters. */
const plainRow = (text: string, line: number): readonly number[] => {
  const row = text.trim().replace(/^```.*$/, '');
  if (row === '') return [];
  const digits = row.replace(/^0x/i, '').replace(/[\s:,;.-]/g, '');
  if (/^[0-9a-f]+$/i.test(digits) && !/[0-9a-f]\s{3,}\S/i.test(row)) {
    if (digits.length % 2 === 0) return pairs(digits);
    throw new UsageError(`line ${line}`, sayWrong('evenHex'), String(digits.length));
  }
  if (row.length > LONGEST_ROW) throw new UsageError(`line ${line}`, sayWrong('hexDigits'), row);
  return rowBytes(`line ${line}`, row, {});
};
