/** Hex: bytes in rows of sixteen with their offset and their text, coloured by layer, a selected stretch marked. */
import { hex, hexByte } from '../core/bytes.ts';
import { dots } from '../core/text.ts';
import type { Dissection } from '../wire/dissection.ts';
import { type Line, layerRole, line, type Role, type Span, span } from './text.ts';

export interface Stretched {
  readonly offset: number;
  readonly length: number;
}

export interface HexOptions {
  /** The stretch to mark. */
  readonly selected?: Stretched;
  /** Mark it with brackets as well as by its role: for readers without colours. */
  readonly brackets?: boolean;
  /** The role of each byte; default: plain. */
  readonly role?: (offset: number) => Role;
  /** The offset of the first byte, as shown. */
  readonly base?: number;
  /** Digits of offsets; default: four, or more where they need it. */
  readonly digits?: number;
}

/** `0010  00 3a[2c 7a]40 00 80 06  f4 a5 80 ed fc a3 80 02  .:,z@... ........` */
export const hexLines = (bytes: Uint8Array, options: HexOptions = {}): readonly Line[] => {
  const digits = Math.max(options.digits ?? 4, ((options.base ?? 0) + bytes.length).toString(16).length);
  const lines: Line[] = [];
  for (let at = 0; at < bytes.length; at += ROW) lines.push(row(bytes, at, digits, options));
  return lines;
};

/** The bytes of the frame and of what was reassembled, each layer in its role. */
export const frameHex = (
  d: Dissection,
  options: Pick<HexOptions, 'brackets'> & { readonly selected?: Stretched & { readonly source: number } } = {},
): readonly Line[] => {
  const lines: Line[] = [];
  for (const [source, { name, bytes }] of d.sources.entries()) {
    if (source > 0) lines.push(line(span(`${name} (${bytes.length} bytes)`, 'title')));
    const selected = options.selected?.source === source ? { selected: options.selected } : {};
    lines.push(...hexLines(bytes, { role: layerRoles(d, source), brackets: options.brackets ?? false, ...selected }));
  }
  return lines;
};

/** The bytes of a frame and the layers in them, for JSON. */
export const hexData = (d: Dissection) => ({
  sources: d.sources.map(({ name, bytes, from }) => ({ name, hex: hex(bytes), ...(from.length > 0 && { from }) })),
  layers: d.layers.map((l) => ({ name: l.layer.name, parent: l.parent, source: l.source, offset: l.offset, length: l.length })),
});

const layerRoles = (d: Dissection, source: number): ((offset: number) => Role) => {
  const roles = new Map<number, Role>();
  for (const [k, l] of d.layers.entries()) {
    if (l.source === source) for (let o = l.offset; o < l.offset + l.length; o++) roles.set(o, layerRole(k));
  }
  return (offset) => roles.get(offset) ?? 'plain';
};

const row = (bytes: Uint8Array, at: number, digits: number, options: HexOptions): Line => {
  const end = Math.min(at + ROW, bytes.length);
  const spans = [span(((options.base ?? 0) + at).toString(16).padStart(digits, '0'), 'dim'), span(' ')];
  for (let o = at; o < at + ROW; o++) {
    if (o === at + ROW / 2) spans.push(span(' '));
    spans.push(span(gap(o, at, end, options), isMarked(o, options) && isMarked(o - 1, options) && o > at ? 'here' : 'plain'));
    spans.push(o < end ? span(hexByte(bytes[o] ?? 0), roleOf(o, options)) : span('  '));
  }
  spans.push(span(isMarked(at + ROW - 1, options) && options.brackets && at + ROW === end ? '] ' : '  '));
  for (let o = at; o < end; o++) spans.push(span((o === at + ROW / 2 ? ' ' : '') + dots(bytes.subarray(o, o + 1)), roleOf(o, options)));
  return joined(spans);
};

/** What stands before byte `o`: a blank, or the bracket that opens or closes the marked stretch in this row. */
const gap = (o: number, at: number, end: number, options: HexOptions): string => {
  if (!options.brackets) return ' ';
  const here = isMarked(o, options) && o < end;
  const before = isMarked(o - 1, options) && o > at && o - 1 < end;
  return here && !before ? '[' : before && !here ? ']' : ' ';
};

const isMarked = (o: number, { selected }: HexOptions): boolean =>
  selected !== undefined && o >= selected.offset && o < selected.offset + selected.length;

const roleOf = (o: number, options: HexOptions): Role => (isMarked(o, options) ? 'here' : (options.role?.(o) ?? 'plain'));

/** Neighbours of one role become one span. */
const joined = (spans: readonly Span[]): Line => {
  const out: Span[] = [];
  for (const s of spans) {
    const last = out.at(-1);
    const blank = s.text.trim() === '' && s.role === 'plain';
    if (last && (last.role === s.role || (blank && last.role !== 'here'))) out[out.length - 1] = span(last.text + s.text, last.role);
    else out.push(s);
  }
  return out;
};

const ROW = 16;
