/** Cells: the boxes of a header in rows of 32 bits, each with its digits; a box that goes on on the next row is there again. */
import type { PacketBox, PacketLayer } from '../../../messages/packet.ts';

export interface Cell {
  readonly box: PacketBox;
  /** Columns of the row, from 0 on. */
  readonly from: number;
  readonly to: number;
  /** `0 1 1 0` */
  readonly bits: string;
  /** It begins on a row above. */
  readonly isContinued: boolean;
}

/** Rows that are drawn of one header. */
const MOST_ROWS = 40;

export const cellsOf = (layer: PacketLayer, bytes: Uint8Array): readonly (readonly Cell[])[] => {
  const rows: Cell[][] = [];
  for (const box of layer.boxes) {
    for (let at = box.bit; at < box.bit + box.bits; ) {
      const row = Math.floor(at / 32);
      const to = Math.min((row + 1) * 32, box.bit + box.bits);
      if (row >= MOST_ROWS) break;
      rows[row] ??= [];
      rows[row]?.push({
        box,
        from: at % 32,
        to: ((to - 1) % 32) + 1,
        bits: digits(bytes, layer.offset * 8, at, to),
        isContinued: at > box.bit,
      });
      at = to;
    }
  }
  return rows.filter((row) => row !== undefined);
};

const digits = (bytes: Uint8Array, base: number, from: number, to: number): string => {
  const all: number[] = [];
  for (let at = base + from; at < base + to; at++) all.push(((bytes[at >> 3] ?? 0) >> (7 - (at & 7))) & 1);
  return all.join(' ');
};

/** What a program wrote, four bytes a row. */
export interface DataCell {
  readonly char: string;
  readonly hex: string;
  readonly bits: string;
}

export const dataCells = (bytes: Uint8Array, most = 256): readonly (readonly DataCell[])[] => {
  const rows: DataCell[][] = [];
  for (const [k, byte] of bytes.subarray(0, most).entries()) {
    if (k % 4 === 0) rows.push([]);
    rows
      .at(-1)
      ?.push({ char: charOf(byte), hex: byte.toString(16).padStart(2, '0'), bits: [...byte.toString(2).padStart(8, '0')].join(' ') });
  }
  return rows;
};

const charOf = (byte: number): string =>
  byte === 10 ? '⏎' : byte === 13 ? '↤' : byte === 32 ? '␣' : byte > 32 && byte < 127 ? String.fromCharCode(byte) : '·';
