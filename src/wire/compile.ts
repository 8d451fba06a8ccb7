/**
 * Compile: a declared layer becomes a scanner, as emitted JavaScript (fast; Node, or written at build time for a page)
 * and as closures (no code generation; the reference that tests compare against).
 *
 * A scanner looks at one header of a frame, writes what lists and conversations need into a Cursor, and never throws
 * and never reads past `end`.
 */
import { type Bytes, readBits } from '../core/bytes.ts';
import { resultOf } from './layer.ts';
import { readExpression } from './read-expression.ts';
import type { Cursor, Scan } from './scan.ts';
import type { Layer, Slot } from './types.ts';
import type { Column, Formula } from './value.ts';

/** Indexes into a Cursor. Offsets count from the start of the buffer. */
export const At = {
  /** Where the payload starts, where the captured part of it ends, where it ended on the wire. */
  next: 0,
  end: 1,
  wire: 2,
  /** Selectors of the dissector tables. */
  key0: 3,
  key1: 4,
  /** 4, 6 or 48 (bits of a MAC): the kind of the newest addresses; src and dst are their offsets. */
  kind: 5,
  src: 6,
  dst: 7,
  sport: 8,
  dport: 9,
  /** Length of the newest header. */
  header: 10,
} as const;
export const cursor = (): Cursor => new Uint32Array(12);

export const NO_KEY = 0xffff_ffff;

/** What a scanner says: the header is good, the frame ends in it, its length cannot be, nothing after it is looked at, only a dissection tells. */
export const Scanned = { good: 0, short: 1, length: 2, last: 3, deep: 4 } as const;

type Formulas = readonly (Formula<string, number | boolean> | undefined)[];
const formulas = (l: Layer): Formulas => [l.header, l.payload, l.last, l.deep === true ? undefined : l.deep, l.fragment];

/** The fields that a scan of this layer has to read. */
const wanted = (l: Layer): readonly Slot[] => {
  const names = new Set([...formulas(l).flatMap((f) => f?.reads ?? []), ...l.tables.map(([field]) => field)]);
  return l.slots.filter((s) => names.has(s.key) || s.field.column !== undefined);
};

const addressKind = (slot: Slot): number | undefined =>
  slot.field.column !== 'src' ? undefined : slot.field.show === 'ip4' ? 4 : slot.field.show === 'ip6' ? 6 : 48;

const isAddress = (column: Column | undefined): boolean => column === 'src' || column === 'dst';

// ---- emitted code ----------------------------------------------------------------------------------------------------

/** The body of a scanner as text; `H`, `P`, `F` and `L` are the declaration's header, payload, fragment and last. */
const emitScan = (l: Layer): string => {
  const read = wanted(l);
  const variable = (key: string): string => `$${l.slots.findIndex((s) => s.key === key)}`;
  const call = (name: string, f: Formula<string, unknown>): string => `${name}(${f.reads.map(variable).join(',')})`;
  const lines = [`if(end-o<${l.min})return ${Scanned.short};`];
  for (const s of read) if (!isAddress(s.field.column)) lines.push(`const ${variable(s.key)}=${readExpression(s.bit, s.field.bits)};`);
  for (const s of read) lines.push(...emitColumn(s, variable(s.key)));
  lines.push(`const h=${l.header ? call('H', l.header) : l.min};`);
  if (l.header) lines.push(`if(${l.peek ? '' : `h<${l.min}||`}o+h>end)return ${Scanned.length};`);
  lines.push(`c[${At.header}]=h;c[${At.next}]=o+h;`);
  if (l.payload) {
    lines.push(`let p=${call('P', l.payload)};p=p<0?o+h:o+h+p;`);
    lines.push(`c[${At.end}]=p<end?p:end;c[${At.wire}]=p<wire?p:wire;`);
  } else lines.push(`c[${At.end}]=end;c[${At.wire}]=wire;`);
  const [a, b] = [0, 1].map((k) => (l.tables[k] ? variable(l.tables[k][0]) : String(NO_KEY)));
  const [key0, key1] = l.lowestFirst ? [`${b}<${a}?${b}:${a}`, `${b}<${a}?${a}:${b}`] : [a, b];
  lines.push(`c[${At.key0}]=${key0};c[${At.key1}]=${key1};`);
  if (l.fragment) lines.push(`if(${call('F', l.fragment)})return ${Scanned.deep};`);
  if (l.deep) lines.push(l.deep === true ? `return ${Scanned.deep};` : `if(${call('D', l.deep)})return ${Scanned.deep};`);
  lines.push(l.last ? `return ${call('L', l.last)}?${Scanned.last}:${Scanned.good};` : `return ${Scanned.good};`);
  return lines.join('\n');
};

const emitColumn = (s: Slot, value: string): readonly string[] => {
  const column = s.field.column;
  if (column === undefined) return [];
  if (!isAddress(column)) return [`c[${At[column]}]=${value};`];
  const kind = addressKind(s);
  const place = `c[${At[column]}]=o+${s.bit >> 3};`;
  return kind === undefined ? [place] : [`c[${At.kind}]=${kind};`, place];
};

/** The scanner as emitted code. The text comes from declarations alone, never from input. */
export const compileScan = (l: Layer): Scan => {
  const make = new Function(
    'H',
    'P',
    'L',
    'D',
    'F',
    `return function scan_${l.name.replace(/\W/g, '_')}(b,o,end,wire,c){\n${emitScan(l)}\n}`,
  );
  const [header, payload, last, deep, fragment] = formulas(l).map((f) => f?.result);
  return make(header, payload, last, deep, fragment) as Scan;
};

// ---- closures --------------------------------------------------------------------------------------------------------

/** The scanner as closures. */
export const closureScan = (l: Layer): Scan => {
  const read = wanted(l);
  const v: Record<string, number> = {};
  return (b, o, end, wire, c) => {
    if (end - o < l.min) return Scanned.short;
    for (const s of read) readSlot(s, b, o, v, c);
    const h = l.header ? resultOf(l.header, v) : l.min;
    if ((!l.peek && h < l.min) || o + h > end) return Scanned.length;
    c[At.header] = h;
    c[At.next] = o + h;
    const p = l.payload ? o + h + Math.max(0, resultOf(l.payload, v)) : Number.POSITIVE_INFINITY;
    c[At.end] = Math.min(p, end);
    c[At.wire] = Math.min(p, wire);
    const [key0, key1] = selectors(l, v);
    c[At.key0] = key0;
    c[At.key1] = key1;
    if (isDeep(l, v)) return Scanned.deep;
    return l.last && resultOf(l.last, v) ? Scanned.last : Scanned.good;
  };
};

/** What is looked up in the tables of what follows, in order. */
export const selectors = (l: Layer, v: Readonly<Record<string, number>>): readonly [key0: number, key1: number] => {
  const [a, b] = [0, 1].map((k) => v[l.tables[k]?.[0] ?? ''] ?? NO_KEY) as [number, number];
  return l.lowestFirst && b < a ? [b, a] : [a, b];
};

const isDeep = ({ deep, fragment }: Layer, v: Readonly<Record<string, number>>): boolean =>
  deep === true || (deep !== undefined && resultOf(deep, v)) || (fragment !== undefined && resultOf(fragment, v));

const readSlot = (s: Slot, b: Bytes, o: number, v: Record<string, number>, c: Cursor): void => {
  const column = s.field.column;
  if (isAddress(column)) {
    const kind = addressKind(s);
    if (kind !== undefined) c[At.kind] = kind;
    c[At[column!]] = o + (s.bit >> 3);
    return;
  }
  v[s.key] = readBits(b, o, s.bit, s.field.bits);
  if (column !== undefined) c[At[column]] = v[s.key]!;
};
