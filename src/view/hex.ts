/** Hex: bytes in rows of sixteen with their offset and their text, coloured by layer, a selected stretch marked. */
import { hex, hexByte } from '../core/bytes.ts';
import { dots } from '../core/text.ts';
import type { Dissection, Source } from '../wire/dissection.ts';
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
  /** Bytes in a row: 16, or 8 where it is narrow. */
  readonly row?: 8 | 16;
}

/** `0010  00 3a[2c 7a]40 00 80 06  f4 a5 80 ed fc a3 80 02  .:,z@... ........` */
export const hexLines = (bytes: Uint8Array, options: HexOptions = {}): readonly Line[] => {
  const digits = Math.max(options.digits ?? 4, ((options.base ?? 0) + bytes.length).toString(16).length);
  const lines: Line[] = [];
  const per = options.row ?? ROW;
  for (let at = 0; at < bytes.length; at += per) lines.push(row(bytes, at, per, digits, options));
  return lines;
};

/** Where the rows of a frame's bytes are: some of them can be drawn without the rest. */
export class FrameHex {
  readonly #d: Dissection;
  readonly #per: 8 | 16;

  constructor(d: Dissection, per: 8 | 16) {
    this.#d = d;
    this.#per = per;
  }

  get count(): number {
    return this.#d.sources.reduce((n, _, k) => n + this.#rowsOf(k), 0);
  }

  /** The row that a byte is in. */
  rowOf(source: number, offset: number): number {
    let before = source > 0 ? 1 : 0;
    for (let k = 0; k < source; k++) before += this.#rowsOf(k);
    return before + Math.floor(offset / this.#per);
  }

  lines(from: number, count: number, options: FrameHexOptions = {}): readonly Line[] {
    const lines: Line[] = [];
    let at = from;
    for (const [k, source] of this.#d.sources.entries()) {
      const rows = this.#rowsOf(k);
      if (at < rows && lines.length < count) lines.push(...this.#of(k, source, at, count - lines.length, options));
      at = Math.max(0, at - rows);
    }
    return lines.slice(0, count);
  }

  #rowsOf(k: number): number {
    return Math.ceil((this.#d.sources[k]?.bytes.length ?? 0) / this.#per) + (k > 0 ? 1 : 0);
  }

  #of(k: number, { name, bytes }: Source, from: number, count: number, options: FrameHexOptions): readonly Line[] {
    const title = k > 0 && from === 0 ? [line(span(`${name} (${bytes.length} bytes)`, 'title'))] : [];
    const base = Math.max(0, from - (k > 0 ? 1 : 0)) * this.#per;
    const { selected, brackets = false } = options;
    const role = layerRoles(this.#d, k);
    const part = bytes.subarray(base, base + count * this.#per);
    return [
      ...title,
      ...hexLines(part, {
        role: (o) => role(base + o),
        brackets,
        base,
        row: this.#per,
        digits: Math.max(4, bytes.length.toString(16).length),
        ...(selected?.source === k && { selected: { offset: selected.offset - base, length: selected.length } }),
      }),
    ];
  }
}

export interface FrameHexOptions extends Pick<HexOptions, 'brackets'> {
  readonly selected?: Stretched & { readonly source: number };
}

/** The bytes of the frame and of what was reassembled, each layer in its role. */
export const frameHex = (d: Dissection, options: FrameHexOptions = {}): readonly Line[] => {
  const all = new FrameHex(d, ROW);
  return all.lines(0, all.count, options);
};

/** The bytes of a frame and the layers in them, for JSON. */
export const hexData = (d: Dissection) => ({
  sources: d.sources.map(({ name, bytes, from }) => ({ name, hex: hex(bytes), ...(from.length > 0 && { from }) })),
  layers: d.layers.map((l) => ({ name: l.layer.name, parent: l.parent, source: l.source, offset: l.offset, length: l.length })),
});

const layerRoles = (d: Dissection, source: number): ((offset: number) => Role) => {
  const own = d.layers.flatMap((l, k) => (l.source === source ? [{ from: l.offset, to: l.offset + l.length, role: layerRole(k) }] : []));
  return (offset) => own.findLast(({ from, to }) => offset >= from && offset < to)?.role ?? 'plain';
};

const row = (bytes: Uint8Array, at: number, per: number, digits: number, options: HexOptions): Line => {
  const end = Math.min(at + per, bytes.length);
  const isHalf = (o: number): boolean => per === ROW && o === at + ROW / 2;
  const spans = [span(((options.base ?? 0) + at).toString(16).padStart(digits, '0'), 'dim'), span(' ')];
  for (let o = at; o < at + per; o++) {
    if (isHalf(o)) spans.push(span(' '));
    spans.push(span(gap(o, at, end, options), isMarked(o, options) && isMarked(o - 1, options) && o > at ? 'here' : 'plain'));
    spans.push(o < end ? span(hexByte(bytes[o] ?? 0), roleOf(o, options)) : span('  '));
  }
  spans.push(span(isMarked(at + per - 1, options) && options.brackets && at + per === end ? '] ' : '  '));
  for (let o = at; o < end; o++) spans.push(span((isHalf(o) ? ' ' : '') + dots(bytes.subarray(o, o + 1)), roleOf(o, options)));
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
