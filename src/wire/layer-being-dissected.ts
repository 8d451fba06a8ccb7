/** A layer being dissected: its bytes, the values so far, and what is put into its tree. */
import type { Bytes } from '../core/bytes.ts';
import type { Severity } from '../core/fault.ts';
import { NO_TOOLS, type Tools } from '../core/tools.ts';
import type { Collector } from './collector.ts';
import { asksBefore } from './datagram.ts';
import { makeField, readValue, shownValue, UNWANTED } from './dissected-field.ts';
import type { Dissection, DissectOptions, FrameFault, Source, Span } from './dissection.ts';
import { slotsOf } from './field.ts';
import type { Frame } from './frame.ts';
import { specsOf } from './names.ts';
import type { Answered, FragmentOf, Origin, Reassembled } from './origin.ts';
import { begunOf, type Facts, type Seen, valuesFrom } from './row.ts';
import type { Message } from './stream.ts';
import type { Completed, CompletedMessage, Dissecting, Field, FieldSpec, Fields, Known, Layer, Node, Registry, Slot } from './types.ts';
import type { Key, Value } from './value.ts';

/** What all layers of a frame share while it is dissected. */
export interface Whole {
  readonly r: Registry;
  readonly frame: Frame;
  readonly options: DissectOptions;
  readonly known: Known;
  /** Takes the values that it wants, in place of trees. */
  readonly collector: Collector | undefined;
  readonly sources: Source[];
  readonly faults: FrameFault[];
  readonly all: LayerBeingDissected[];
  /** Questions so far, by kind. */
  readonly asked: { facts: number; reassembled: number; answered: number };
}

/** A layer that is to be dissected: where it lies, and the message that it is. */
export interface Child {
  readonly node: Node;
  readonly lower: LayerBeingDissected | undefined;
  readonly span: Span;
  readonly quoted: boolean;
  readonly message: Message | undefined;
  readonly mediaType: string;
  readonly answered: Answered | undefined;
  /** The messages that what it carries completes. */
  readonly inner: readonly CompletedMessage[] | undefined;
}

const NO_MESSAGES: readonly CompletedMessage[] = [];

export class LayerBeingDissected implements Dissecting {
  readonly layer: Layer;
  /** Its place in the registry. */
  readonly own: Node;
  readonly lower: LayerBeingDissected | undefined;
  /** Its place among the layers, and how many are below it. */
  readonly index: number;
  readonly depth: number;
  source: number;
  b: Bytes;
  start: number;
  end: number;
  wire: number;
  /** It ends where a part of it ends. */
  isPart = false;
  /** End of the header once it is known. */
  header: number;
  /** Raw numbers of the fields seen so far, by key. */
  readonly v: Record<string, number>;
  readonly fields: Field[] = [];
  stopped = false;
  /** Why nothing more of it is there: the capture cut it, or the packet ends too early. */
  broken: 'short' | 'malformed' | undefined;
  /** Inside the packet that an ICMP error quotes. */
  readonly quoted: boolean;
  readonly mediaType: string;
  carries = '';
  readonly message: Message | undefined;
  readonly inner: readonly CompletedMessage[];
  readonly children: Child[] = [];
  destination: Bytes | undefined;
  /** Bytes above this layer that are not in its own source. */
  rest: Dissection['rest'];
  /** Bytes that wait for the rest of a message above. */
  waiting: Dissection['rest'];
  readonly whole: Whole;
  /** What a collector wants; everything goes into the tree where there is none. */
  readonly #wanted: ReadonlySet<string> | undefined;
  readonly #nth: number;
  /** Where values go at once; what looks back at its fields has them in a tree first. */
  readonly #collector: Collector | undefined;
  #facts: Facts | undefined | null = null;
  #completed: Completed | undefined | null = null;
  #answered: Answered | undefined | null;
  #into: Field[] = this.fields;

  constructor(whole: Whole, child: Child) {
    const { node, lower, span } = child;
    this.whole = whole;
    this.own = node;
    this.layer = node.layer;
    this.v = Object.create(node.layer.zeros) as Record<string, number>;
    this.lower = lower;
    this.index = whole.all.length;
    this.depth = lower === undefined ? 0 : lower.depth + 1;
    this.source = span.source;
    this.b = whole.sources[span.source]!.bytes;
    this.start = span.start;
    this.end = span.end;
    this.wire = span.wire;
    this.header = span.start;
    this.quoted = child.quoted;
    this.message = child.message;
    this.mediaType = child.mediaType;
    this.#collector = node.layer.looksBack === true ? undefined : whole.collector;
    this.#wanted = this.#collector?.keys(node.layer);
    this.inner = child.inner ?? NO_MESSAGES;
    this.#answered = child.message === undefined ? null : child.answered;
    const { transport, channel } = node.layer;
    this.#nth = transport !== undefined || channel !== undefined ? whole.asked.facts++ : -1;
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

  get facts(): Facts | undefined {
    if (this.#facts !== null) return this.#facts;
    const isThere = this.#nth >= 0 && this.end - this.start >= (this.layer.transport?.needs ?? 0);
    this.#facts = isThere ? this.whole.known.facts(this.#nth, this) : undefined;
    return this.#facts;
  }
  /** What this segment does for the messages of its stream. */
  get completed(): Completed | undefined {
    if (this.#completed === null) this.#completed = this.facts && !this.quoted ? this.whole.known.messages(this.#nth, this) : undefined;
    return this.#completed;
  }
  get answered(): Answered | undefined {
    if (this.#answered === null)
      this.#answered = asksBefore(this.layer) ? this.whole.known.answered(this.whole.asked.answered++, this) : undefined;
    return this.#answered;
  }
  /** As rows and worked out fields see it. */
  get seen(): Seen {
    const { b, start: o, header, end, wire, message } = this;
    const { showSecrets = false } = this.whole.options;
    const kind = this.layer.transport === undefined ? 0 : this.#kind();
    const { waiting = 0, unfinished } = this.#completed ?? {};
    const begun = begunOf(unfinished);
    return { b, o, header, end, wire, facts: this.#facts ?? undefined, kind, message, waiting, begun, answered: undefined, showSecrets };
  }

  #kind(): number {
    let below = this.lower;
    while (below !== undefined && below.layer.addresses === undefined) below = below.lower;
    return below?.layer.addresses?.kind ?? 0;
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
    if (offset + length <= this.wire) this.stop('short', offset, 'the capture cut this frame here');
    else if (this.isPart) this.stop('option', offset, `needs ${length} bytes, there are ${Math.max(0, this.end - offset)}`);
    else if (this.quoted) this.stop('malformed', offset, 'no more of it is quoted');
    else this.stop('malformed', offset, `needs ${length} bytes at offset ${offset}, the packet ends at ${this.wire}`);
    return false;
  }

  /** Ends this layer with a fault. */
  stop(kind: string, offset: number, text: string): void {
    if (!this.stopped) {
      this.fault(kind, offset, 0, text, kind === 'short' ? 'note' : 'error');
      if (kind === 'short' || kind === 'malformed') this.broken = kind;
    }
    this.stopped = true;
  }

  fault(kind: string, offset: number, length: number, text: string, severity: Severity = 'warn'): void {
    const { source, index: stretch } = this;
    // What an error quotes is no part of the frame that could be broken.
    const grave = this.quoted && severity === 'error' ? 'note' : severity;
    this.whole.faults.push({ layer: this.layer.name, severity: grave, kind, offset, length, source, stretch, text });
  }

  wants(key: string): boolean {
    return this.#wanted === undefined || this.#wanted.has(key);
  }

  wantsAbove(): boolean {
    return this.whole.collector?.wantsAbove ?? true;
  }

  /** Puts a declared field that lies in the bytes. Reads its value by how it shows unless one is given. */
  put(key: string, offset: number, length: number, value?: Value): Field | undefined {
    if (!this.has(offset, length)) return undefined;
    if (!this.wants(key)) return UNWANTED;
    const spec = this.#spec(key);
    return this.#add(key, spec, value ?? readValue(spec, this.b, offset, length), offset, length, 0, 0, false);
  }

  /** Puts a generated field. */
  add(key: string, value: Value): Field | undefined {
    if (this.stopped) return undefined;
    if (!this.wants(key)) return UNWANTED;
    return this.#add(key, this.#spec(key), value, this.start, 0, 0, 0, true);
  }

  know(key: string, offset?: number, length = 0): Field | undefined {
    if (this.stopped) return undefined;
    let field: Field | undefined;
    for (const value of valuesFrom(this.#spec(key).from, this.facts, this))
      field = offset === undefined ? this.add(key, value) : this.put(key, offset, length, value);
    return field;
  }

  /** Puts the slots of a run of fields at `offset`; the offset after them, or undefined where they are not all there. */
  struct(fields: Fields, offset: number): number | undefined {
    let bits = 0;
    for (const slot of slotsOf(fields)) {
      if (!this.slot(slot, offset)) return undefined;
      bits = slot.bit + slot.field.bits;
    }
    return this.stopped ? undefined : offset + Math.ceil(bits / 8);
  }

  /** Puts one slot of a layout that starts at `base`. */
  slot(slot: Slot, base: number): boolean {
    const { field, bit, key } = slot;
    const first = base + (bit >> 3);
    const length = ((bit & 7) + field.bits + 7) >> 3;
    if (field.needs !== undefined && !this.has(base, field.needs)) return false;
    if (!this.has(first, length)) return false;
    const isBytes = field.bits > 32 || field.show === 'bytes';
    const isWanted = field.shown !== false && this.wants(key);
    if (isBytes && !isWanted) return true;
    const value = isBytes ? this.b.subarray(first, first + length) : slot.read(this.b, base);
    if (typeof value === 'number') this.v[key] = value;
    const instead = typeof value === 'number' ? field.instead?.(value, this) : undefined;
    if (instead !== undefined) this.#putInstead(instead, first, length);
    else {
      const whole = (bit & 7) === 0 && (field.bits & 7) === 0;
      const put = isWanted
        ? this.#add(key, field, shownValue(field, value, this), first, length, bit & 7, whole ? 0 : field.bits, false)
        : UNWANTED;
      if (field.shown !== false && slot.parts.length > 0) this.#parts(put, slot, base);
    }
    return !this.stopped;
  }

  /** Puts fields in the place of one: a single one takes all of it, several as much as each is wide. */
  #putInstead(keys: string | readonly string[], first: number, length: number): void {
    if (typeof keys === 'string') this.put(keys, first, length);
    else {
      let o = first;
      for (const key of keys) {
        const size = this.#spec(key).bits >> 3;
        this.put(key, o, size);
        o += size;
      }
    }
  }

  /** Puts what `fill` puts under `parent`. */
  under(parent: Field | undefined, fill: () => void): void {
    const before = this.#into;
    if (parent) this.#into = parent.children;
    fill();
    this.#into = before;
  }

  within(name: string, bytes: Bytes, fill: () => void, waiting = 0): void {
    const { length } = bytes;
    const source = this.whole.sources.push({ name, bytes, from: [] }) - 1;
    if (waiting > 0) this.waiting = { source, offset: length - waiting, length: waiting };
    this.#among({ source, b: bytes, start: 0, end: length, wire: length, isPart: false }, fill);
  }

  upTo(to: number, fill: () => void): void {
    if (to < this.end) this.#among({ end: to, wire: to, isPart: true }, fill);
    else fill();
  }

  /** What stops there stops there alone. */
  #among(place: Partial<LayerBeingDissected>, fill: () => void): void {
    const { source, b, start, end, wire, stopped, isPart } = this;
    Object.assign(this, place);
    fill();
    Object.assign(this, { source, b, start, end, wire, stopped, isPart });
  }

  /** Goes on with the layer under `key` of `table` in [offset, end); false where there is none. */
  next(table: string, key: Key, offset: number, end = this.end, wire = this.wire): boolean {
    return this.follow(this.whole.r.lookup(table, key), offset, end, wire);
  }

  /** Goes on with `node` in [offset, end). */
  follow(node: Node | undefined, offset: number, end = this.end, wire = this.wire, quoted = this.quoted): boolean {
    if (node === undefined || offset > this.end) return false;
    const span = {
      source: this.source,
      start: offset,
      end: Math.max(offset, Math.min(end, this.end)),
      wire: Math.max(offset, Math.min(wire, this.wire)),
    };
    this.#carry(node, span, quoted);
    return true;
  }

  /** Goes on with bytes that are not in the frame: a reassembled datagram. They stay bytes where `node` is undefined. */
  followBytes(node: Node | undefined, name: string, bytes: Bytes, from: readonly Origin[] = []): void {
    const source = this.whole.sources.push({ name, bytes, from }) - 1;
    if (node === undefined) this.rest = { source, offset: 0, length: bytes.length };
    else this.#carry(node, { source, start: 0, end: bytes.length, wire: bytes.length }, this.quoted);
  }

  /** A layer that is no message. */
  #carry(node: Node, span: Span, quoted: boolean): void {
    this.children.push({
      node,
      lower: this,
      span,
      quoted,
      mediaType: this.carries,
      message: undefined,
      answered: undefined,
      inner: undefined,
    });
  }

  /** Goes on with a message that was completed here. */
  followMessage(m: CompletedMessage): void {
    const { node, message, answered, inner } = m;
    const source = m.bytes === undefined ? this.source : this.#sourceOf(m, m.bytes);
    const offset = m.bytes === undefined ? m.offset : 0;
    const end = Math.min(offset + m.length, this.whole.sources[source]!.bytes.length);
    const span = { source, start: Math.min(end, offset + (message.skip ?? 0)), end, wire: end + m.lacks };
    this.children.push({ node, lower: this, span, quoted: false, message, mediaType: message.mediaType ?? '', answered, inner });
  }

  /** A dissection may be kept longer than its messages are valid. */
  #sourceOf({ name, from }: CompletedMessage, bytes: Bytes): number {
    return this.whole.sources.push({ name, bytes: this.whole.collector === undefined ? bytes.slice() : bytes, from }) - 1;
  }

  node(name: string): Node | undefined {
    return this.whole.r.byName(name);
  }

  lookup(table: string, key: Key): Node | undefined {
    return this.whole.r.lookup(table, key);
  }

  reassemble(fragment: FragmentOf): Reassembled | undefined {
    return this.whole.known.reassembled(this.whole.asked.reassembled++, this, fragment);
  }

  #spec(key: string): FieldSpec {
    const spec = specsOf(this.layer).get(key);
    if (spec === undefined) throw new ReferenceError(`${this.layer.name} declares no field ${key}`);
    return spec;
  }

  #parts(parent: Field, { bit: start, field: { bits }, parts }: Slot, base: number): void {
    const collector = this.#collector;
    const first = base + (start >> 3);
    const length = ((start & 7) + bits + 7) >> 3;
    for (const part of parts) {
      const { key, field: spec, bit } = part;
      const raw = part.read(this.b, base);
      this.v[key] = raw;
      if ((spec.when && !spec.when(this.v)) || !this.wants(key)) continue;
      const value = spec.scale ? raw * spec.scale : raw;
      const field = makeField(key, this, spec, value, first, length, bit - (start & ~7), spec.bits, false);
      if (collector === undefined) parent.children.push(field);
      else collector.take(field.name, spec, value, this.layer.name);
    }
  }

  #add(key: string, spec: FieldSpec, value: Value, offset: number, length: number, bit: number, bits: number, generated: boolean): Field {
    const field = makeField(key, this, spec, value, offset, length, bit, bits, generated);
    const collector = this.#collector;
    if (collector !== undefined) {
      collector.take(field.name, spec, value, this.layer.name);
      return field;
    }
    this.#into.push(field);
    if (spec.text) field.text = spec.text(value, this);
    return field;
  }
}
