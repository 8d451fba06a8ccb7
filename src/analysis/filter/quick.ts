/**
 * Quick look: a filter decided from the headers as they lie in the bytes, where they are plain enough that a dissection would give the
 * same values; six to ten times less work than that. What is not plain (options in IP, fragments, errors, tunnels, cut headers) is left
 * to the dissection: `maybe`.
 */
import { type Bytes, readBits, u8, u16 } from '../../core/bytes.ts';
import { At, cursor, NO_KEY, Scanned } from '../../wire/compile.ts';
import type { FrameBatch } from '../../wire/frame.ts';
import { aliasesOf, nameOf, partKey } from '../../wire/names.ts';
import type { Cursor, FieldSpec, Layer, Node, Registry } from '../../wire/types.ts';
import { above, MAX_LAYERS } from '../../wire/walk.ts';
import { type Place, place } from '../facts.ts';
import { FLAGS } from '../tcp-fields.ts';
import type { Transports } from '../transports.ts';
import type { Passes } from './compile.ts';
import type { Scalar } from './kind.ts';
import type { Values } from './values.ts';

export type Look = 'yes' | 'no' | 'maybe';

export class QuickLook {
  /** `tcp`, `udp`, or empty: the one transport header of the newest frame, and where it lies. */
  #transport: '' | 'tcp' | 'udp' = '';
  readonly #place: Place = place();
  readonly #cursor: Cursor = cursor();
  readonly #r: Registry;
  readonly #values: Values;
  readonly #passes: Passes;
  readonly #readers = new Map<Node, readonly Reader[]>();
  readonly #facts: readonly (readonly [name: string, fact: Fact])[];

  constructor(r: Registry, values: Values, passes: Passes) {
    this.#r = r;
    this.#values = values;
    this.#passes = passes;
    this.#facts = Object.entries(FACTS).filter(([name]) => values.list(name) !== undefined);
    for (const node of r.nodes) if (PLAIN.has(node.layer.name)) this.#readers.set(node, readersOf(node.layer, values));
  }

  /**
   * Frame `i` of a batch, the `number`th of its list. A plain one is given to `transports`, which was told of the frame: it belongs to its
   * conversation, whatever comes of the look.
   */
  look(batch: FrameBatch, i: number, number: number, transports: Transports): Look {
    const o = batch.offset[i] ?? 0;
    const captured = batch.captured[i] ?? 0;
    const original = batch.original[i] ?? 0;
    const values = this.#values;
    values.clear();
    this.#transport = '';
    const first = this.#r.link(batch.linkType[i] ?? 0);
    if (first === undefined || !this.#walk(first, batch.bytes, o, o + captured, o + Math.max(original, captured))) return 'maybe';
    if (this.#transport !== '') this.#take(batch.bytes, transports);
    values.list('frame')?.push(batch.bytes.subarray(o, o + captured));
    values.list('frame.number')?.push(number);
    values.list('frame.len')?.push(original);
    values.list('frame.cap_len')?.push(captured);
    return this.#passes() ? 'yes' : 'no';
  }

  /** Puts the segment or datagram into its conversation, and learns what that says of it. */
  #take(b: Bytes, t: Transports): void {
    const [c, p] = [this.#cursor, this.#place];
    const kind = c[At.kind] ?? 0;
    p.b = b;
    p.src = kind === 0 ? 0 : t.addresses.number(kind, b, c[At.src] ?? 0);
    p.dst = kind === 0 ? 0 : t.addresses.number(kind, b, c[At.dst] ?? 0);
    if (this.#transport === 'tcp') t.tcp(p);
    else t.udp(p);
    for (const [name, fact] of this.#facts) {
      const value = name.startsWith(this.#transport) ? fact(t) : undefined;
      if (value !== undefined) this.#values.list(name)?.push(value);
    }
  }

  /** Collects values layer by layer; false where a layer is not plain. */
  #walk(first: Node, b: Bytes, from: number, to: number, wireEnd: number): boolean {
    const c = this.#cursor;
    let node: Node | undefined = first;
    c[At.kind] = 0;
    c[At.next] = from;
    c[At.end] = to;
    c[At.wire] = wireEnd;
    for (let depth = 0; node !== undefined; depth++) {
      const readers = this.#readers.get(node);
      const [o, end, wire] = [c[At.next] ?? 0, c[At.end] ?? 0, c[At.wire] ?? 0];
      if (readers === undefined || depth === MAX_LAYERS || node.scan(b, o, end, wire, c) !== Scanned.good) return false;
      if (!isPlain(node.layer.name, b, o, c)) return false;
      if (node.transport && !this.#found(node.layer.name, o, end, wire)) return false;
      for (const read of readers) read(b, o, c);
      node = above(this.#r, node, c[At.key0] ?? NO_KEY, c[At.key1] ?? NO_KEY);
    }
    return true;
  }

  /** A second transport header is not plain. */
  #found(name: string, o: number, end: number, wire: number): boolean {
    if (this.#transport !== '') return false;
    this.#transport = name === 'tcp' ? 'tcp' : 'udp';
    const p = this.#place;
    p.o = o;
    p.end = end;
    p.wire = wire;
    return true;
  }
}

/** Whether all that a filter reads lies in plain headers, or in layers that are not plain anyway. */
export const canBeQuick = (names: ReadonlySet<string>, r: Registry): boolean => {
  const known = new Set([...FRAME, ...Object.keys(DERIVED), ...Object.keys(FACTS)]);
  const plain = r.nodes.filter((n) => PLAIN.has(n.layer.name)).map((n) => n.layer);
  for (const l of plain) for (const { names: own } of fixedFields(l)) for (const name of own) known.add(name);
  return [...names].every((name) => known.has(name) || isElsewhere(name, r));
};

/** Puts a value of the header at `o` where the filter reads it; the cursor is as its scan left it. */
type Reader = (b: Bytes, o: number, c: Cursor) => void;

const readersOf = (l: Layer, values: Values): readonly Reader[] => {
  const readers: Reader[] = [];
  const own = values.list(l.name);
  if (own) readers.push((b, o, c) => own.push(b.subarray(o, c[At.end])));
  for (const { spec, bit, names } of fixedFields(l)) {
    const lists = names.map((n) => values.list(n)).filter((list) => list !== undefined);
    if (lists.length > 0) readers.push(fieldReader(spec, bit, lists));
  }
  for (const [name, derive] of Object.entries(DERIVED)) {
    const list = values.list(name);
    if (list && name.startsWith(`${l.name}.`)) readers.push((b, o, c) => derive(b, o, c, list));
  }
  return readers;
};

const fieldReader = (spec: FieldSpec, bit: number, lists: readonly Scalar[][]): Reader => {
  const { bits, scale = 1 } = spec;
  const bytes = bits > 32 || spec.show === 'bytes' ? bits >> 3 : 0;
  return (b, o) => {
    const value = bytes > 0 ? b.subarray(o + (bit >> 3), o + (bit >> 3) + bytes) : readBits(b, o, bit, bits) * scale;
    for (const list of lists) list.push(value);
  };
};

interface Fixed {
  readonly spec: FieldSpec;
  readonly bit: number;
  /** Its filter name and its aliases. */
  readonly names: readonly string[];
}

/** Fields and parts of the fixed header that a dissection shows as they lie there. */
const fixedFields = (l: Layer): readonly Fixed[] => {
  if (l.peek) return [];
  const fixed: Fixed[] = [];
  for (const { key, field, bit } of l.slots) {
    if (field.shown !== false) fixed.push({ spec: field, bit, names: namesOf(l.name, key, field) });
    let at = bit;
    for (const [part, spec] of Object.entries(field.sub ?? {})) {
      fixed.push({ spec, bit: at, names: namesOf(l.name, partKey(key, part), spec) });
      at += spec.bits;
    }
  }
  return fixed;
};

const namesOf = (layer: string, key: string, spec: FieldSpec): readonly string[] => [nameOf(layer, key, spec), ...aliasesOf(layer, spec)];

/** A protocol, or a field of a layer that is not plain: it is in no frame that is. */
const isElsewhere = (name: string, r: Registry): boolean => {
  const named = r.named(name);
  return named !== undefined && (named.field === undefined || !PLAIN.has(named.layer.name));
};

/** What a scan does not see and a dissection acts on. */
const isPlain = (name: string, b: Bytes, o: number, c: Cursor): boolean => {
  if (name === 'ip') return c[At.header] === 20 && u16(b, o + 2) > 0;
  if (name === 'ipv6') return u8(b, o) >> 4 === 6;
  if (name === 'eth') return u16(b, o + 12) >= 1536;
  if (name === 'vlan') return u16(b, o + 2) >= 1536;
  return name !== 'udp' || u16(b, o + 4) >= 8;
};

/** Layers whose fixed fields a dissection shows as they lie there. */
const PLAIN: ReadonlySet<string> = new Set(['eth', 'vlan', 'raw', 'ip', 'ipv6', 'tcp', 'udp']);

const FRAME = ['frame', 'frame.number', 'frame.len', 'frame.cap_len'];

/** Values that follow from a plain header and where it lies. */
const DERIVED: Readonly<Record<string, (b: Bytes, o: number, c: Cursor, into: Scalar[]) => void>> = {
  'tcp.len': (_b, _o, c, into) => into.push((c[At.wire] ?? 0) - (c[At.next] ?? 0)),
  'tcp.payload': (b, _, c, into) => {
    if (((c[At.flags] ?? 0) & 4) === 0) payload(b, c, into);
  },
  'udp.payload': (b, _, c, into) => payload(b, c, into),
};

const payload = (b: Bytes, c: Cursor, into: Scalar[]): void => {
  const [from, to] = [c[At.next] ?? 0, c[At.end] ?? 0];
  if (to > from) into.push(b.subarray(from, to));
};

type Fact = (t: Transports) => Scalar | undefined;

/** Values that follow from the conversation that a segment is in. */
const FACTS: Readonly<Record<string, Fact>> = {
  'tcp.stream': ({ facts }) => facts.stream,
  'udp.stream': ({ facts }) => facts.stream,
  'tcp.seq': ({ facts }) => facts.seq,
  'tcp.ack': ({ facts }) => facts.ack,
  'tcp.nxtseq': ({ facts }) => facts.next,
  'tcp.window_size': ({ facts }) => facts.window,
  'tcp.completeness': ({ facts }) => facts.completeness,
  'tcp.analysis.flags': ({ verdict }) => (verdict.said === 0 ? undefined : 1),
  ...Object.fromEntries(
    FLAGS.map(([bits, key]): [string, Fact] => [`tcp.analysis.${key}`, ({ verdict }) => (verdict.said & bits ? 1 : undefined)]),
  ),
};
