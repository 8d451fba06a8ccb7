/** Bit-ruler: a header drawn as its RFC draws it, 32 bits a row, every box filled with the name of the field and the value it has. */
import { type Bytes, hex, readBits } from '../core/bytes.ts';
import { visible } from '../core/text.ts';
import type { Dissection, Source, Stretch } from '../wire/dissection.ts';
import { slotsOf } from '../wire/field.ts';
import { nameOf } from '../wire/names.ts';
import { exportText, valueText } from '../wire/show.ts';
import type { Field, FieldSpec, Fields, Layer } from '../wire/types.ts';
import { clip, type Line, line, pad, span, widthOf } from './text.ts';

/** A stretch of bits of a header; plain data, also the JSON of the ruler. */
export interface RulerBox {
  /** Filter name; empty for bits that no field names. */
  readonly name: string;
  readonly title: string;
  /** The last part of the name, for boxes too narrow for the title. */
  readonly key: string;
  /** First bit, counted from the start of the header, and how many. */
  readonly bit: number;
  readonly bits: number;
  /** The value as people read it, and the shorter spelling; empty where the ruler shows the declaration alone. */
  readonly value: string;
  readonly short: string;
}

export interface Ruler {
  readonly title: string;
  readonly boxes: readonly RulerBox[];
}

/** The rulers of all headers of a frame. */
export const rulersOf = (d: Dissection): readonly Ruler[] => rulersFor(d.layers, d.sources);

/** Of those that a wire has seen: what only a file says of bytes that went through no network has none. */
export const wireRulersOf = (d: Dissection): readonly Ruler[] =>
  rulersFor(
    d.layers.filter(({ layer }) => layer.channel === undefined),
    d.sources,
  );

const rulersFor = (layers: readonly Stretch[], sources: readonly Source[]): readonly Ruler[] =>
  layers.filter((l) => l.length > 0 && l.fields.length > 0).map((l) => rulerOf(l, sources));

/** The header as it is: fixed fields, parts, options; bits that no field names are shown as bytes. */
const rulerOf = (l: Stretch, sources: readonly Source[]): Ruler => {
  const bytes = sources[l.source]?.bytes.subarray(l.offset, l.offset + l.length) ?? new Uint8Array(0);
  const named = leaves(l.fields, l.source)
    .map((f) => boxOf(f, l.offset, sources[l.source]?.bytes))
    .filter((b) => b.bit >= 0 && b.bit + b.bits <= bytes.length * 8);
  return { title: `${l.layer.title}, ${l.length} bytes (${l.layer.spec})`, boxes: withGaps(named, bytes) };
};

/** The fixed part of a header as it is declared, without values. */
export const declaredRuler = (l: Layer): Ruler => {
  const boxes: RulerBox[] = [];
  for (const slot of slotsOf(l.fields)) {
    const parts = slot.field.sub === undefined ? { [slot.key]: slot.field } : prefixed(slot.field.sub, slot.key);
    for (const part of slotsOf(parts)) boxes.push(declaredBox(l.name, part.key, part.field, slot.bit + part.bit));
  }
  return { title: `${l.title} (${l.spec})`, boxes };
};

/** The rulers of a frame for JSON. */
export const rulerData = (d: Dissection) =>
  rulersOf(d).map((r) => ({
    title: r.title,
    fields: r.boxes.map(({ name, title, bit, bits, value }) => ({ name, title, bit, bits, value })),
  }));

// ---- boxes -----------------------------------------------------------------------------------------------------------

/** The fields that are drawn: parts instead of the field that they fill; nothing worked out, nothing twice. */
const leaves = (fields: readonly Field[], source: number): readonly Field[] => {
  const all = fields.filter((f) => !f.generated && f.length > 0 && f.source === source).flatMap((f) => parts(f, source));
  all.sort((a, b) => startOf(a) - startOf(b) || Number(a.spec.hidden ?? false) - Number(b.spec.hidden ?? false));
  const out: Field[] = [];
  let at = -1;
  for (const f of all) {
    if (startOf(f) < at) continue;
    out.push(f);
    at = startOf(f) + widthInBits(f);
  }
  return out;
};

const parts = (f: Field, source: number): readonly Field[] => {
  const below = leaves(f.children, source);
  const first = below[0];
  if (first === undefined) return [f];
  const covered = below.reduce((n, part) => n + widthInBits(part), 0);
  // Options leave bytes out that only the run as a whole names; other fields are drawn by parts only where those fill them.
  return covered === widthInBits(f) || (f.bits === 0 && f.spec.bits === 0 && startOf(first) === startOf(f)) ? below : [f];
};

const startOf = (f: Field): number => f.offset * 8 + f.bit;
const widthInBits = (f: Field): number => (f.bits > 0 ? f.bits : f.length * 8);

const boxOf = (f: Field, base: number, bytes: Bytes | undefined): RulerBox => ({
  name: f.name,
  title: f.spec.title,
  key: f.name === '' ? f.spec.title : f.name.slice(f.name.lastIndexOf('.') + 1),
  bit: startOf(f) - base * 8,
  bits: widthInBits(f),
  ...asBits(f, bytes),
});

/** What the bits are, where what is said of them is something else: words counted in bytes, numbers counted from a first one, codes of few bits. */
const asBits = (f: Field, bytes: Bytes | undefined): Pick<RulerBox, 'value' | 'short'> => {
  const { show, scale, names } = f.spec;
  const said = show === 'bool' ? exportText(f.spec, f.value) : (f.text ?? valueText(f.spec, f.value));
  const plain = { value: visible(said), short: visible(exportText(f.spec, f.value)) };
  const width = widthInBits(f);
  if (bytes === undefined || typeof f.value !== 'number' || show === 'bool' || width > 32) return plain;
  const raw = readBits(bytes, f.offset, f.bits > 0 ? f.bit : 0, width);
  if (scale !== undefined) return { value: `${raw} (${plain.value})`, short: String(raw) };
  if (names !== undefined && f.bits > 1 && f.bits < 8) return bitsOfCode(raw, f.bits, plain.value);
  return raw === f.value || show === 'ip4' ? plain : { value: String(raw), short: String(raw) };
};

/** `101110 Expedited Forwarding`; a number that is nowhere called anything stays one. */
const bitsOfCode = (raw: number, width: number, said: string): Pick<RulerBox, 'value' | 'short'> => {
  const bits = raw.toString(2).padStart(width, '0');
  const name = said.replace(/ \([^()]*\)$/, '');
  return { value: name === String(raw) ? bits : `${bits} ${name}`, short: bits };
};

/** Bits between the fields become boxes of their own. */
const withGaps = (named: readonly RulerBox[], bytes: Uint8Array): readonly RulerBox[] => {
  const out: RulerBox[] = [];
  let at = 0;
  const fill = (to: number): void => {
    if (to <= at) return;
    const value = at % 8 === 0 && to % 8 === 0 ? hex(bytes.subarray(at >> 3, to >> 3), ' ') : '';
    out.push({ name: '', title: 'bytes', key: '', bit: at, bits: to - at, value, short: value });
  };
  for (const box of named) {
    fill(box.bit);
    out.push(box);
    at = box.bit + box.bits;
  }
  fill(bytes.length * 8);
  return out;
};

const prefixed = (fields: Fields, key: string): Fields =>
  Object.fromEntries(Object.entries(fields).map(([part, spec]) => [`${key}.${part}`, spec]));

const declaredBox = (layer: string, path: string, field: FieldSpec, bit: number): RulerBox => ({
  name: nameOf(layer, path, field),
  title: field.title,
  key: path.slice(path.lastIndexOf('.') + 1),
  bit,
  bits: field.bits,
  value: '',
  short: '',
});

// ---- drawing ---------------------------------------------------------------------------------------------------------

/** The part of a box that lies in one row: columns [from, to) of 32 bits. */
interface Part {
  readonly box: RulerBox;
  readonly from: number;
  readonly to: number;
  /** This part holds the name and the value. The others of a box that spans rows are empty, with dots where nothing joins them to it. */
  readonly says: 'all' | 'dots' | 'nothing';
}

/** The header in rows of `columns / 2` bits: 32, or 16 where the terminal is narrower than 66 columns. */
export const rulerLines = (ruler: Ruler, options: { readonly columns?: number } = {}): readonly Line[] => {
  const width = (options.columns ?? 80) < 32 * 2 + 2 ? 16 : 32;
  const rows = rowsOf(ruler.boxes, width);
  const lines: Line[] = [line(span(ruler.title, 'title')), ...scale(width)];
  for (let k = 0; k <= rows.length; k++) {
    lines.push(line(span(` ${border(rows[k - 1], rows[k], width)}`, 'dim')));
    const row = rows[k];
    if (row) for (const l of rowLines(row)) lines.push(l);
  }
  return lines;
};

const scale = (width: number): readonly Line[] => {
  const tens = Array.from({ length: width }, (_, k) => (k % 10 === 0 ? String(k / 10) : ' ')).join(' ');
  const ones = Array.from({ length: width }, (_, k) => String(k % 10)).join(' ');
  return [line(span(`  ${tens.trimEnd()}`, 'dim')), line(span(`  ${ones}`, 'dim'))];
};

const rowsOf = (boxes: readonly RulerBox[], width: number): readonly (readonly Part[])[] => {
  const rows: Part[][] = [];
  for (const box of boxes) {
    const pieces: { row: number; from: number; to: number }[] = [];
    for (let at = box.bit; at < box.bit + box.bits; ) {
      const from = at % width;
      const to = Math.min(width, from + box.bit + box.bits - at);
      pieces.push({ row: Math.floor(at / width), from, to });
      at += to - from;
    }
    const widest = Math.max(...pieces.map((p) => p.to - p.from));
    const speaker = pieces.findIndex((p) => p.to - p.from === widest);
    for (const [k, p] of pieces.entries()) {
      rows[p.row] ??= [];
      const before = pieces[k - 1];
      const joined = before === undefined || (p.from < before.to && p.to > before.from);
      rows[p.row]?.push({ box, from: p.from, to: p.to, says: k === speaker ? 'all' : joined ? 'nothing' : 'dots' });
    }
  }
  return rows;
};

/** The lines of one row: names above, values below them. */
const rowLines = (row: readonly Part[]): readonly Line[] => {
  const cells = row.map((part) => cellOf(part));
  const height = Math.max(...cells.map((c) => c.names.length));
  const all = height + Math.max(...cells.map((c) => c.values.length));
  const lines: Line[] = [];
  for (let k = 0; k < all; k++) {
    const spans = [span(' ')];
    for (const cell of cells) {
      const isValue = k >= height;
      const text = (isValue ? cell.values[k - height] : cell.names[k]) ?? '';
      spans.push(span('│', 'dim'), span(pad(text, cell.width), isValue ? 'title' : 'plain'));
    }
    spans.push(span('│', 'dim'));
    lines.push(line(...spans));
  }
  return lines;
};

interface Cell {
  readonly width: number;
  readonly names: readonly string[];
  readonly values: readonly string[];
}

const cellOf = ({ box, from, to, says }: Part): Cell => {
  const width = (to - from) * 2 - 1;
  if (says !== 'all') return { width, names: says === 'dots' ? ['…'] : [], values: [] };
  return { width, names: nameLines(box, width), values: valueLines(box, width) };
};

/** The value, over two lines if need be and there is room for words; else its shorter spelling. */
const valueLines = ({ value, short }: RulerBox, width: number): readonly string[] => {
  if (value === '' || widthOf(value) <= width) return value === '' ? [] : [value];
  const lines = width < ROOM_FOR_WORDS ? [] : wrapped(value, width);
  return lines.length === 2 && lines.every((l) => widthOf(l) <= width) ? lines : [clip(short, width)];
};

/** A box of four bits. */
const ROOM_FOR_WORDS = 7;

/** The title, over two lines if need be; else the key; in a box of one bit the letters of a short name from top to bottom. */
const nameLines = (box: RulerBox, width: number): readonly string[] => {
  if (width < 3) return [...abbreviated(box.key)];
  const lines = wrapped(box.title, width);
  if (lines.length <= 2 && lines.every((l) => widthOf(l) <= width)) return lines;
  const key = box.key.replaceAll('_', ' ');
  return [clip(key.length <= 4 ? key.toUpperCase() : key, width)];
};

/** As the RFCs do it: up to three letters stay, longer names lose their vowels first (push: PSH, reset: RST). */
export const abbreviated = (key: string): string => {
  if (key.length <= 3) return key.toUpperCase();
  return (key.charAt(0) + key.slice(1).replace(/[aeiou_]/g, '')).slice(0, 3).toUpperCase();
};

const wrapped = (text: string, width: number): readonly string[] => {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(last) + 1 + widthOf(word) <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
};

/** The rule between two rows, open where one box goes on from one to the other. */
const border = (above: readonly Part[] | undefined, below: readonly Part[] | undefined, width: number): string => {
  let s = '';
  for (let column = 0; column <= width; column++) {
    s += JOINTS[joint(above, below, column, width)];
    if (column < width) s += isOpen(above, below, column) || !(partAt(above, column) ?? partAt(below, column)) ? ' ' : '─';
  }
  return s.trimEnd();
};

const partAt = (row: readonly Part[] | undefined, column: number): Part | undefined => row?.find((p) => column >= p.from && column < p.to);

const isOpen = (above: readonly Part[] | undefined, below: readonly Part[] | undefined, column: number): boolean => {
  const box = partAt(above, column)?.box;
  return box !== undefined && box === partAt(below, column)?.box;
};

/** Which of up (1), down (2), left (4) and right (8) a joint has arms to. */
const joint = (above: readonly Part[] | undefined, below: readonly Part[] | undefined, column: number, width: number): number => {
  const edge = (row: readonly Part[] | undefined): boolean => row?.some((p) => p.from === column || p.to === column) ?? false;
  const rule = (at: number): boolean =>
    at >= 0 && at < width && !isOpen(above, below, at) && (partAt(above, at) ?? partAt(below, at)) !== undefined;
  return (edge(above) ? 1 : 0) | (edge(below) ? 2 : 0) | (rule(column - 1) ? 4 : 0) | (rule(column) ? 8 : 0);
};

const JOINTS = ' ╵╷│╴┘┐┤╶└┌├─┴┬┼';
