/**
 * Traced sheet: what a tracer found of the frames of a batch, as numbers that two threads share. The writer is where the tracer is; the reader
 * is a tracer itself, and gives what was written. Both know the same layers by the same numbers.
 */
import { addressText } from '../core/address.ts';
import { type Bytes, EMPTY, utf8 } from '../core/bytes.ts';
import { compileFacts, type FactsShape, type FactsView } from '../wire/compile-facts.ts';
import type { FrameBatch } from '../wire/frame.ts';
import type { MutableFacts } from '../wire/transport.ts';
import type { Node, Registry } from '../wire/types.ts';
import type { Walked } from '../wire/walk.ts';
import { type FactsPool, factsOf } from './facts-pool.ts';
import { NO_SHAPE, Shapes } from './shapes.ts';
import { type Belonging, type Closed, Traced, type Tracer } from './traced.ts';

export interface Sheet {
  /** Of each frame: its head, of each layer LAYER words, of each transport TRANSPORT words. */
  readonly words: Int32Array;
  readonly facts: Float64Array;
}

/** What most batches take, twice. */
export const SHEET = { words: 1 << 17, facts: 1 << 17 } as const;

const LAYER = 5;
const TRANSPORT = 6;
/** A deep frame's layer with conversations. */
const LEARNED = 4;
/** No frame takes more. */
const MOST_WORDS = 1100;
const MOST_FACTS = 1 << 14;
/** Bits of a head: layers, transports, how the walk ended, whether the frame is deep, and its shape. */
const Head = { transports: 8, ended: 16, deep: 24, shape: 25 } as const;
/** As many as a head can count. */
const MOST_LEARNED = 255;
const NOTHING = -1;

type View = MutableFacts & FactsView;

/** Facts that lie in a sheet, one behind the other. */
class SheetFacts {
  readonly #shapes: (FactsShape | undefined)[] = [];
  readonly #views: (View | undefined)[][] = [];
  #numbers: Float64Array = new Float64Array(0);
  /** Numbers so far. */
  count = 0;
  /** Where those of each layer of a frame begin. */
  readonly places: number[] = [];

  begin(numbers: Float64Array): void {
    this.#numbers = numbers;
    this.count = 0;
  }

  /** The next ones. */
  next(node: Node, nth: number): View {
    const view = this.#those(node, nth, this.count);
    this.places[nth] = this.count;
    this.count += this.#shapes[node.id]!.count;
    return view;
  }

  /** Those at a place that is told; they count where the next ones begin. */
  told(node: Node, nth: number, place: number): View {
    const view = this.#those(node, nth, place);
    this.count += this.#shapes[node.id]!.count;
    return view;
  }

  /** Those at a place. */
  #those(node: Node, nth: number, place: number): View {
    const { id } = node;
    this.#shapes[id] ??= compileFacts(factsOf(node));
    this.#views[nth] ??= [];
    const shape = this.#shapes[id]!;
    this.#views[nth]![id] ??= shape.view() as View;
    const view = this.#views[nth]![id]!;
    view.moveTo(this.#numbers, place);
    return view;
  }

  /** The next ones, as nothing was known. */
  fresh(node: Node, nth: number): View {
    const view = this.next(node, nth);
    view.clear();
    return view;
  }
}

export class SheetWriter {
  /** Where a tracer that is written down has its facts. */
  readonly pool: FactsPool;
  readonly #facts = new SheetFacts();
  readonly #shapes: Shapes | undefined;
  #sheet: Sheet = { words: new Int32Array(0), facts: new Float64Array(0) };
  #w = 0;

  /** `hasShapes`: frames are told apart by their shape, for an index. */
  constructor(hasShapes = false) {
    this.#shapes = hasShapes ? new Shapes() : undefined;
    this.pool = { of: (node, nth) => this.#facts.fresh(node, nth) };
  }

  begin(sheet: Sheet): void {
    this.#sheet = sheet;
    this.#w = 0;
    this.#facts.begin(sheet.facts);
  }

  /** Whether another frame has room. */
  get hasRoom(): boolean {
    return this.#w + MOST_WORDS <= this.#sheet.words.length && this.#facts.count + MOST_FACTS <= this.#sheet.facts.length;
  }

  /** Writes a frame that a walk explains. */
  put({ walked, transports, layer, source, target }: Traced): void {
    const { words } = this.#sheet;
    const shape = this.#shapes?.of(walked) ?? NO_SHAPE;
    let w = this.#w;
    words[w++] = walked.depth | (transports << Head.transports) | (walked.ended << Head.ended) | (shape << Head.shape);
    for (let k = 0; k < walked.depth; k++) {
      words[w++] = walked.nodes[k]!.id;
      words[w++] = walked.start[k]!;
      words[w++] = walked.header[k]!;
      words[w++] = walked.end[k]!;
      words[w++] = walked.wire[k]!;
    }
    for (let nth = 0; nth < transports; nth++) {
      const k = layer[nth]!;
      words[w++] = k | (walked.kind[k]! << 8);
      words[w++] = walked.src[k]!;
      words[w++] = walked.dst[k]!;
      words[w++] = (walked.sport[k]! << 16) | walked.dport[k]!;
      words[w++] = source[nth]!;
      words[w++] = target[nth]!;
    }
    this.#w = w;
  }

  /** Writes a deep frame: what its layers with conversations belong to. */
  putLearned(nodes: readonly (Node | undefined)[], learned: readonly (Belonging | undefined)[], count: number): void {
    const { words } = this.#sheet;
    const most = Math.min(count, MOST_LEARNED);
    words[this.#w++] = (most << Head.transports) | (1 << Head.deep);
    for (let nth = 0; nth < most; nth++) {
      const found = learned[nth];
      words[this.#w++] = found === undefined ? NOTHING : nodes[nth]!.id;
      words[this.#w++] = found?.source ?? 0;
      words[this.#w++] = found?.target ?? 0;
      words[this.#w++] = this.#facts.places[nth] ?? 0;
    }
  }
}

/** What happened with a frame beside what its sheet says. */
export interface TracedEvent {
  readonly frame: number;
  /** Conversations that were forgotten. */
  readonly closed: readonly number[];
  readonly forgotten: Tracer['forgotten'];
}

export class SheetReader implements Tracer {
  readonly traced = new Traced();
  forgotten: Tracer['forgotten'] = { conversations: 0, channels: 0 };
  readonly #facts = new SheetFacts();
  readonly #nodes: readonly Node[];
  readonly #closed: Closed;
  readonly #learned: (Belonging | undefined)[] = [];
  #texts: (Bytes | undefined)[] = [];
  #events: TracedEvent[] = [];
  /** Of the newest frame that was not deep: its layers have the same nodes as those of the next of this shape. */
  #shape = NO_SHAPE;
  #sheet: Sheet = { words: new Int32Array(0), facts: new Float64Array(0) };
  #w = 0;

  constructor(registry: Registry, closed: Closed) {
    this.#nodes = registry.nodes;
    this.#closed = closed;
  }

  /** The sheet of the next batch, and what else happened in it. */
  begin(sheet: Sheet, events: readonly TracedEvent[]): void {
    this.#sheet = sheet;
    this.#events.push(...events);
    this.#w = 0;
    this.#facts.begin(sheet.facts);
  }

  address(number: number): Bytes {
    return this.#texts[number] ?? EMPTY;
  }

  take(batch: FrameBatch, _i: number, number: number): void {
    if (this.#events.length > 0) this.#happened(number);
    const t = this.traced;
    const { words } = this.#sheet;
    const head = words[this.#w++]!;
    t.isDeep = ((head >> Head.deep) & 1) !== 0;
    const transports = (head >> Head.transports) & 255;
    t.shape = t.isDeep ? NO_SHAPE : head >>> Head.shape;
    if (t.isDeep) this.#takeLearned(transports);
    else {
      t.transports = transports;
      t.walked.ended = (head >> Head.ended) & 255;
      this.#layers(t.walked, head & 255, t.shape);
      for (let nth = 0; nth < transports; nth++) this.#transport(nth, batch.bytes);
    }
  }

  /** Forgetting happened where the frame was traced. */
  settle(): void {}

  learn(nth: number): Belonging | undefined {
    return this.#learned[nth];
  }

  #layers(walked: Walked, depth: number, shape: number): void {
    const { words } = this.#sheet;
    const { nodes, start, header, end, wire } = walked;
    const isNew = shape === NO_SHAPE || shape !== this.#shape;
    let w = this.#w;
    walked.depth = depth;
    walked.broken = undefined;
    this.#shape = shape;
    for (let k = 0; k < depth; k++, w += LAYER) {
      if (isNew) nodes[k] = this.#nodes[words[w]!]!;
      start[k] = words[w + 1]!;
      header[k] = words[w + 2]!;
      end[k] = words[w + 3]!;
      wire[k] = words[w + 4]!;
    }
    this.#w = w;
  }

  #transport(nth: number, b: Bytes): void {
    const t = this.traced;
    const { walked } = t;
    const { words } = this.#sheet;
    const w = this.#w;
    const k = words[w]! & 255;
    const kind = words[w]! >> 8;
    walked.kind[k] = kind;
    walked.src[k] = words[w + 1]!;
    walked.dst[k] = words[w + 2]!;
    walked.sport[k] = words[w + 3]! >>> 16;
    walked.dport[k] = words[w + 3]!;
    const source = words[w + 4]!;
    const target = words[w + 5]!;
    this.#w = w + TRANSPORT;
    t.layer[nth] = k;
    t.source[nth] = source;
    t.target[nth] = target;
    if (kind !== 0) {
      this.#texts[source] ??= utf8(addressText(kind, b, words[w + 1]!));
      this.#texts[target] ??= utf8(addressText(kind, b, words[w + 2]!));
    }
    t.facts[nth] = this.#facts.next(walked.nodes[k]!, nth);
  }

  #takeLearned(count: number): void {
    const { words } = this.#sheet;
    this.traced.transports = 0;
    this.traced.walked.depth = 0;
    this.#learned.length = 0;
    for (let nth = 0; nth < count; nth++) {
      const id = words[this.#w]!;
      const [source, target, place] = [words[this.#w + 1]!, words[this.#w + 2]!, words[this.#w + 3]!];
      this.#w += LEARNED;
      this.#learned[nth] = id === NOTHING ? undefined : { facts: this.#facts.told(this.#nodes[id]!, nth, place), source, target };
    }
  }

  #happened(number: number): void {
    let count = 0;
    for (let event = this.#events[0]; event !== undefined && event.frame <= number; event = this.#events[++count]) {
      for (const conversation of event.closed) this.#closed(conversation);
      // Their numbers may belong to others now.
      if (event.forgotten.conversations > this.forgotten.conversations) this.#texts = [];
      this.forgotten = event.forgotten;
    }
    this.#events.splice(0, count);
  }
}
