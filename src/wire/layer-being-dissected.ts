/** A layer being dissected: its bytes, the values so far, and what is put into its tree. */
import { type Bytes, readBits, u32 } from '../core/bytes.ts';
import type { Fault, Severity } from '../core/fault.ts';
import { NO_TOOLS, type Tools } from '../core/tools.ts';
import type { Dissection, DissectOptions, Source, Span } from './dissection.ts';
import { slotsOf } from './field.ts';
import type { Frame } from './frame.ts';
import { fullName, nameOf, partKey } from './registry.ts';
import type { Message } from './stream.ts';
import type { Answered, Dissecting, Field, FieldSpec, Fields, FragmentOf, History, Layer, Node, Registry, Slot, Value } from './types.ts';

/** What all layers of a frame share while it is dissected. */
export interface Whole {
  readonly r: Registry;
  readonly frame: Frame;
  readonly options: DissectOptions;
  readonly history: History | undefined;
  readonly sources: Source[];
  readonly faults: Fault[];
  readonly all: LayerBeingDissected[];
}

export class LayerBeingDissected implements Dissecting {
  readonly layer: Layer;
  readonly lower: LayerBeingDissected | undefined;
  readonly source: number;
  readonly b: Bytes;
  readonly start: number;
  end: number;
  wire: number;
  /** End of the header once it is known. */
  header = 0;
  /** Raw numbers and bytes of the fields seen so far, by key. */
  readonly v: Record<string, number> = Object.create(null) as Record<string, number>;
  readonly fields: Field[] = [];
  stopped = false;
  /** Inside the packet that an ICMP error quotes. */
  readonly quoted: boolean;
  readonly message: Message | undefined;
  nextSpan: { readonly node: Node; readonly span: Span; readonly quoted: boolean; readonly message?: Message } | undefined;
  destination: Bytes | undefined;
  /** Bytes above this layer that are not in its own source. */
  rest: Dissection['rest'];
  readonly whole: Whole;
  #into: Field[] = this.fields;

  constructor(whole: Whole, layer: Layer, lower: LayerBeingDissected | undefined, span: Span, quoted: boolean, message?: Message) {
    this.whole = whole;
    this.layer = layer;
    this.lower = lower;
    this.source = span.source;
    this.b = whole.sources[span.source]!.bytes;
    this.start = span.start;
    this.end = span.end;
    this.wire = span.wire;
    this.header = span.start;
    this.quoted = quoted;
    this.message = message;
  }

  get frame(): Frame {
    return this.whole.frame;
  }
  get verify(): boolean {
    return this.whole.options.verify === true;
  }
  get tools(): Tools {
    return this.whole.options.tools ?? NO_TOOLS;
  }
  get answered(): Answered | undefined {
    return undefined;
  }

  /** The nearest layer below with this name. */
  below(name: string): Dissecting | undefined {
    for (let d = this.lower; d; d = d.lower) if (d.layer.name === name) return d;
    return undefined;
  }

  /** Whether [offset, offset + length) was captured; if not, says so once and stops this layer. */
  has(offset: number, length: number): boolean {
    if (this.stopped) return false;
    if (offset >= this.start - (this.message?.skip ?? 0) && offset + length <= this.end) return true;
    const cut = offset + length <= this.wire;
    this.stop(
      cut ? 'short' : 'malformed',
      offset,
      cut ? 'the capture cut this frame here' : `needs ${length} bytes at offset ${offset}, the packet ends at ${this.wire}`,
    );
    return false;
  }

  /** Ends this layer with a fault. */
  stop(kind: string, offset: number, text: string): void {
    if (!this.stopped) this.fault(kind, offset, 0, text, kind === 'short' ? 'note' : 'error');
    this.stopped = true;
  }

  fault(kind: string, offset: number, length: number, text: string, severity: Severity = 'warn'): void {
    this.whole.faults.push({ layer: this.layer.name, severity, kind, offset, length, text });
  }

  /** Puts a declared field that lies in the bytes. Reads its value by how it shows unless one is given. */
  put(key: string, offset: number, length: number, value?: Value): Field | undefined {
    if (!this.has(offset, length)) return undefined;
    const spec = this.#spec(key);
    return this.#add(key, spec, value ?? readValue(spec, this.b, offset, length), offset, length, 0, 0, false);
  }

  /** Puts a generated field. */
  add(key: string, value: Value): Field | undefined {
    if (this.stopped) return undefined;
    return this.#add(key, this.#spec(key), value, this.start, 0, 0, 0, true);
  }

  /** Puts the slots of a run of fields at `offset`; the offset after them, or undefined where they are not all there. */
  struct(fields: Fields, offset: number): number | undefined {
    for (const slot of slotsOf(fields)) if (!this.slot(slot, offset)) return undefined;
    return this.stopped ? undefined : offset + Math.ceil(Object.values(fields).reduce((n, f) => n + f.bits, 0) / 8);
  }

  /** Puts one slot of a layout that starts at `base`. */
  slot(slot: Slot, base: number): boolean {
    const { field, bit, key } = slot;
    const first = base + (bit >> 3);
    const length = ((bit & 7) + field.bits + 7) >> 3;
    if (field.needs !== undefined && !this.has(base, field.needs)) return false;
    if (!this.has(first, length)) return false;
    const whole = (bit & 7) === 0 && (field.bits & 7) === 0;
    const value =
      field.bits > 32 || field.show === 'bytes' ? this.b.subarray(first, first + length) : readBits(this.b, base, bit, field.bits);
    if (typeof value === 'number') this.v[key] = value;
    const shown = typeof value === 'number' && field.scale !== undefined ? value * field.scale : value;
    const put = this.#add(key, field, shown, first, length, bit & 7, whole ? 0 : field.bits, false);
    if (field.sub) this.#parts(put, key, field.sub, base, bit);
    if (field.seen?.(this) === 'stop') this.stopped = true;
    return !this.stopped;
  }

  /** Puts what `fill` puts under `parent`. */
  under(parent: Field | undefined, fill: () => void): void {
    const before = this.#into;
    if (parent) this.#into = parent.children;
    fill();
    this.#into = before;
  }

  /** Lets the analysis of earlier frames put its fields. */
  observe(part = ''): void {
    this.whole.history?.observe(this, part);
  }

  /** Goes on with the layer under `key` of `table` in [offset, end); false where there is none. */
  next(table: string, key: number, offset: number, end = this.end, wire = this.wire): boolean {
    return this.follow(this.whole.r.lookup(table, key), offset, end, wire);
  }

  /** Goes on with `node` in [offset, end). */
  follow(node: Node | undefined, offset: number, end = this.end, wire = this.wire, quoted = this.quoted): boolean {
    if (node === undefined || this.nextSpan !== undefined || offset > this.end) return false;
    this.nextSpan = {
      node,
      span: {
        source: this.source,
        start: offset,
        end: Math.max(offset, Math.min(end, this.end)),
        wire: Math.max(offset, Math.min(wire, this.wire)),
      },
      quoted,
    };
    return true;
  }

  /** Goes on with bytes that are not in the frame: a reassembled datagram. They stay bytes where `node` is undefined. */
  followBytes(node: Node | undefined, name: string, bytes: Bytes): void {
    const source = this.whole.sources.push({ name, bytes }) - 1;
    if (node === undefined) this.rest = { source, offset: 0, length: bytes.length };
    else this.nextSpan = { node, span: { source, start: 0, end: bytes.length, wire: bytes.length }, quoted: this.quoted };
  }

  node(name: string): Node | undefined {
    return this.whole.r.byName(name);
  }

  lookup(table: string, key: number): Node | undefined {
    return this.whole.r.lookup(table, key);
  }

  reassemble(fragment: FragmentOf): Bytes | undefined {
    return this.whole.history?.reassemble?.(this, fragment);
  }

  #spec(key: string): FieldSpec {
    const spec = this.layer.extras?.[key] ?? this.layer.fields[key] ?? this.whole.r.named(fullName(this.layer.name, key))?.field;
    if (spec === undefined) throw new ReferenceError(`${this.layer.name} declares no field ${key}`);
    return spec;
  }

  #parts(parent: Field, key: string, sub: Fields, base: number, start: number): void {
    let bit = start;
    for (const { key: part, field: spec } of slotsOf(sub)) {
      const value = readBits(this.b, base, bit, spec.bits);
      const name = partKey(key, part);
      this.v[name] = value;
      if (spec.when && !spec.when(this.v)) {
        bit += spec.bits;
        continue;
      }
      const first = base + (start >> 3);
      const field = makeField(
        name,
        this,
        spec,
        spec.scale ? value * spec.scale : value,
        first,
        parent.length,
        bit - (start & ~7),
        spec.bits,
        false,
      );
      parent.children.push(field);
      bit += spec.bits;
    }
  }

  #add(key: string, spec: FieldSpec, value: Value, offset: number, length: number, bit: number, bits: number, generated: boolean): Field {
    const field = makeField(key, this, spec, value, offset, length, bit, bits, generated);
    this.#into.push(field);
    if (spec.text) field.text = spec.text(value, this);
    return field;
  }
}

const makeField = (
  key: string,
  d: Dissecting,
  spec: FieldSpec,
  value: Value,
  offset: number,
  length: number,
  bit: number,
  bits: number,
  generated: boolean,
): Field => ({
  name: nameOf(d.layer.name, key, spec),
  spec,
  value,
  offset,
  length,
  bit,
  bits,
  source: d.source,
  generated,
  text: undefined,
  children: [],
});

const readValue = (spec: FieldSpec, b: Bytes, offset: number, length: number): Value => {
  if (spec.show === 'bytes' || spec.show === 'mac' || spec.show === 'ip6') return b.subarray(offset, offset + length);
  if (spec.show === 'ip4') return u32(b, offset);
  if (spec.show === 'none') return true;
  if (spec.show === 'string') return asciiText(b.subarray(offset, offset + length));
  if (length > 4) return b.subarray(offset, offset + length).reduce((n, byte) => (n << 8n) | BigInt(byte), 0n);
  return readBits(b, offset, 0, length * 8);
};

/** Text up to its end or a NUL; what is not ASCII has no letter. */
const asciiText = (b: Bytes): string => {
  const end = b.indexOf(0);
  return Array.from(end < 0 ? b : b.subarray(0, end), (c) => (c < 128 ? String.fromCharCode(c) : '\ufffd')).join('');
};
