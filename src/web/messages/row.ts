/** A row of the packet list. A batch of them goes as bytes: numbers as they are, texts in UTF-8. */
import { BinaryReader, BinaryWriter } from './binary.ts';

export interface PacketRow {
  readonly number: number;
  readonly mark: string;
  /** After the first frame, in seconds; NaN where it has no time. */
  readonly seconds: number;
  readonly from: string;
  readonly to: string;
  readonly protocol: string;
  readonly length: number;
  /** As Wireshark writes it. */
  readonly info: string;
  /** In plain words: what it is, its numbers, the text that it carries. */
  readonly label: string;
  readonly detail: string;
  readonly text: string;
  /** 0: the client sent it; -1: nobody knows. */
  readonly side: 0 | 1 | -1;
  /** No data. */
  readonly isQuiet: boolean;
  /** `TCP Retransmission`, or what else is wrong with it. */
  readonly fault: string;
  /** Of the columns that were asked for, in their order: `64`, `GET,POST`; empty where the packet has no such field. */
  readonly values: readonly string[];
}

/** Columns of fields at a time, and characters of one value. */
export const MOST_COLUMNS = 12;
export const LONGEST_VALUE = 200;

export interface RowsPart {
  readonly from: number;
  /** Of those that pass so far. */
  readonly total: number;
  /** How far the filter is, from 0 to 1. */
  readonly progress: number;
  readonly rows: readonly PacketRow[];
}

/** First byte of a binary message. */
export const ROWS = 1;

export const writeRows = (id: number, { from, total, progress, rows }: RowsPart): Uint8Array<ArrayBuffer> => {
  const w = new BinaryWriter();
  w.byte(ROWS).number(id).number(from).number(total).float(progress).number(rows.length);
  for (const row of rows) {
    w.number(row.number).number(row.length).float(row.seconds);
    w.byte((row.side + 1) | (row.isQuiet ? 4 : 0));
    for (const key of TEXTS) w.text(row[key]);
    w.byte(row.values.length);
    for (const value of row.values) w.text(value);
  }
  return w.done();
};

export const readRows = (bytes: Uint8Array): { readonly id: number; readonly part: RowsPart } => {
  const r = new BinaryReader(bytes);
  r.byte();
  const id = r.number();
  const [from, total, progress, count] = [r.number(), r.number(), r.float(), r.number()];
  return { id, part: { from, total, progress, rows: Array.from({ length: count }, () => readRow(r)) } };
};

const readRow = (r: BinaryReader): PacketRow => {
  const [number, length, seconds, bits] = [r.number(), r.number(), r.float(), r.byte()];
  const texts = Object.fromEntries(TEXTS.map((key) => [key, r.text()])) as Record<(typeof TEXTS)[number], string>;
  const values = Array.from({ length: r.byte() }, () => r.text());
  return { number, length, seconds, side: ((bits & 3) - 1) as PacketRow['side'], isQuiet: (bits & 4) !== 0, ...texts, values };
};

const TEXTS = ['mark', 'from', 'to', 'protocol', 'info', 'label', 'detail', 'text', 'fault'] as const;
