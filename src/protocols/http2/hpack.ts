/** HPACK: headers out of a header block (RFC 7541), piece by piece as frames bring it; never more than is bounded. */
import { type Bytes, fromUtf8, u8 } from '../../core/bytes.ts';
import { ENTRY, type Header, type HeaderTable } from './header-table.ts';
import { unHuffman } from './huffman.ts';

/** How a header is written (§6), in Wireshark's words. */
export const FORMS = [
  'Indexed Header Field',
  'Literal Header Field with Incremental Indexing',
  'Literal Header Field without Indexing',
  'Literal Header Field never Indexed',
] as const;
const Form = { indexed: 0, incremental: 1, plain: 2, never: 3 } as const;

/** A header, or a new size of the table, and where it lies: counted from the beginning of the piece, below 0 where it began before. */
export interface HeaderLine {
  /** Undefined: the table has a new size. */
  readonly header: Header | undefined;
  readonly form: number;
  /** In the tables, 0 for a name of its own; the new size. */
  readonly index: number;
  readonly from: number;
  readonly to: number;
  /** The bytes of the value, where it has some of its own. */
  readonly valueFrom: number;
}

export interface HeaderPiece {
  readonly lines: readonly HeaderLine[];
  /** How far it was read, counted from the beginning of the piece. */
  readonly to: number;
  /** Bytes that wait for the next piece, and so many have to be there before it is worth reading on. */
  readonly left: number;
  readonly least: number;
  /** What is wrong; nothing is read behind it. */
  readonly fault: string;
  /** There were more headers than are kept. */
  readonly isCut: boolean;
}

/** Headers and bytes of them that are kept of one piece; the table is kept right behind them too. */
export const MOST_LINES = 200;
export const MOST_TEXT = 256 << 10;
const LARGEST_STRING = 256 << 10;
const LARGEST_NUMBER = 2 ** 28;

/** Where it is read, where what is missing would end, and what is wrong. */
interface Place {
  readonly b: Bytes;
  at: number;
  readonly end: number;
  missing: number;
  fault: string;
}

/** Reads all that is whole in [o, end), of which the first `before` bytes came in the piece before. */
export const readHeaders = (table: HeaderTable, b: Bytes, o: number, end: number, before = 0): HeaderPiece => {
  const p: Place = { b, at: o, end, missing: 0, fault: '' };
  const lines: HeaderLine[] = [];
  let [room, isCut, whole] = [MOST_TEXT, false, o];
  while (p.at < end) {
    const found = readLine(table, p);
    if (found === undefined) break;
    const from = whole - o - before;
    whole = p.at;
    room -= found.header?.size ?? 0;
    isCut ||= lines.length >= MOST_LINES || room < 0;
    if (!isCut) lines.push({ ...found, from, to: whole - o - before, valueFrom: found.valueFrom - o - before });
  }
  const left = p.fault === '' ? end - whole : 0;
  return { lines, to: whole - o - before, left, least: Math.max(left + 1, p.missing - whole), fault: p.fault, isCut };
};

type Found = Pick<HeaderLine, 'header' | 'form' | 'index' | 'valueFrom'>;

const readLine = (table: HeaderTable, p: Place): Found | undefined => {
  const first = u8(p.b, p.at);
  if (first & 0x80) return readIndexed(table, p);
  if (first & 0x40) return readLiteral(table, p, Form.incremental, 6);
  if (first & 0x20) return readSize(table, p);
  return readLiteral(table, p, first & 0x10 ? Form.never : Form.plain, 4);
};

const readIndexed = (table: HeaderTable, p: Place): Found | undefined => {
  const index = readNumber(p, 7);
  if (index < 0) return undefined;
  const header = table.get(index);
  return header === undefined ? wrong(p, NO_ENTRY(index)) : { header, form: Form.indexed, index, valueFrom: p.at };
};

const readLiteral = (table: HeaderTable, p: Place, form: number, bits: number): Found | undefined => {
  const index = readNumber(p, bits);
  if (index < 0) return undefined;
  const named = index === 0 ? readString(p) : table.get(index);
  if (named === undefined) return index === 0 ? undefined : wrong(p, NO_ENTRY(index));
  const valueFrom = p.at;
  const value = readString(p);
  if (value === undefined) return undefined;
  const { name, nameSize } = named;
  const header = { name, nameSize, value: value.name, size: nameSize + value.nameSize + ENTRY };
  if (form === Form.incremental) table.add(header);
  return { header, form, index, valueFrom };
};

const readSize = (table: HeaderTable, p: Place): Found | undefined => {
  const index = readNumber(p, 5);
  if (index < 0) return undefined;
  if (!table.resize(index)) return wrong(p, `a header table of ${index} bytes is more than is followed`);
  return { header: undefined, form: Form.plain, index, valueFrom: p.at };
};

const NO_ENTRY = (index: number): string => `the header tables have no entry ${index}`;

const wrong = (p: Place, text: string): undefined => {
  p.fault = text;
  return undefined;
};

/** A number of which the first byte has so many bits (§5.1); below 0 where it is not whole, or wrong. */
const readNumber = (p: Place, bits: number): number => {
  const most = 2 ** bits - 1;
  let value = u8(p.b, p.at++) & most;
  if (value < most) return value;
  for (let scale = 1; p.at < p.end; scale *= 128) {
    const byte = u8(p.b, p.at++);
    value += (byte & 127) * scale;
    if (value > LARGEST_NUMBER || scale > LARGEST_NUMBER) {
      p.fault = 'a number that cannot be';
      return -1;
    }
    if (byte < 128) return value;
  }
  return -1;
};

/** A string (§5.2), and how many bytes it has when it is no code any more. */
const readString = (p: Place): Pick<Header, 'name' | 'nameSize'> | undefined => {
  if (p.at >= p.end) return undefined;
  const coded = (u8(p.b, p.at) & 0x80) !== 0;
  const length = readNumber(p, 7);
  if (length < 0) return undefined;
  if (length > LARGEST_STRING) return wrong(p, `a header of ${length} bytes is not read`);
  if (p.end - p.at < length) {
    p.missing = p.at + length;
    return undefined;
  }
  const from = p.at;
  p.at += length;
  const bytes = coded ? unHuffman(p.b, from, p.at) : p.b.subarray(from, p.at);
  return bytes === undefined ? wrong(p, 'a string is not in the Huffman code') : { name: fromUtf8(bytes), nameSize: bytes.length };
};
