/**
 * Track: the one thing with a memory. It takes the frames of a list once and in order, and says of each what is known of it: its
 * conversations, datagrams put together, messages completed. Most frames it only walks; where a dissection alone can tell what lies in a
 * frame, it dissects. What it remembers is bounded (limits.ts).
 */

import type { Bytes } from '../core/bytes.ts';
import { NO_TOOLS, type Tools } from '../core/tools.ts';
import type { Collector } from '../wire/collector.ts';
import { Scanned } from '../wire/compile.ts';
import { asksBefore } from '../wire/datagram.ts';
import { collectFrame, dissect } from '../wire/dissect.ts';
import type { Dissection, DissectOptions, Outline } from '../wire/dissection.ts';
import { type FrameBatch, frameOf } from '../wire/frame.ts';
import type { Answered, FragmentOf, Reassembled } from '../wire/origin.ts';
import { ROLE } from '../wire/sentence.ts';
import type { Secrets } from '../wire/stream.ts';
import type { MutableFacts } from '../wire/transport.ts';
import type { Completed, Dissecting, Known, Node, Registry } from '../wire/types.ts';
import type { Walked } from '../wire/walk.ts';
import { hostsBelow } from './addresses-below.ts';
import { Claims } from './claims.ts';
import { type Datagram, Datagrams, isOpen, wholeDatagram } from './datagrams.ts';
import type { DecodeAs } from './decode-as.ts';
import { Exchanges } from './exchanges.ts';
import { FrameKnown } from './known.ts';
import { FILE_LIMITS, type Forgotten, type Limits } from './limits.ts';
import type { FetchBytes } from './placed-message.ts';
import { Reassembly } from './reassembly.ts';
import type { StreamSegment } from './stream-segment.ts';
import { Streams } from './streams.ts';
import type { Closed, Traced, Tracer } from './traced.ts';
import { LocalTracer } from './tracer.ts';

export interface TrackOptions {
  readonly tools?: Tools;
  readonly secrets?: Secrets;
  /** What ports carry, as somebody says; may grow. */
  readonly decodeAs?: DecodeAs | undefined;
  readonly limits?: Limits;
  /** Recompute checksums: fragments with a wrong one are not put together. */
  readonly verify?: boolean;
  /** Rows say passwords as they are. */
  readonly showSecrets?: boolean;
  /** Bytes of frames can be had again: what nobody looks at is not kept until its message is whole. */
  readonly fetch?: FetchBytes;
  /** What takes the frames first; here, where nothing is given. It tells of conversations that are closed. */
  readonly tracer?: ((registry: Registry, closed: Closed) => Tracer) | undefined;
}

const NO_SECRETS: Secrets = { add: () => {}, find: () => undefined };

export class Track {
  readonly registry: Registry;
  /** The layers of the newest frame, as the walk saw them. */
  readonly walked: Walked;
  /** What is known of the newest frame; valid until the next is taken. */
  readonly known = new FrameKnown();
  /** Frames so far. */
  frames = 0;
  /** More is known of the newest frame's conversations than was traced. */
  hasLearned = false;
  /** Numbers of the addresses of the highest transport of the newest frame, where a walk explains it. */
  source = 0;
  target = 0;
  readonly options: DissectOptions;
  readonly #tracer: Tracer;
  readonly #traced: Traced;
  readonly #options: TrackOptions;
  readonly #fragments = new Reassembly();
  readonly #streams: Streams;
  readonly #exchanges: Exchanges;
  readonly #claims: Claims;
  readonly #datagrams: Datagrams;
  readonly #datagram: { -readonly [K in keyof Datagram]: Datagram[K] };
  readonly #now = { frame: 0, seconds: 0, nanos: 0 };
  readonly #segment: { -readonly [K in keyof StreamSegment]: StreamSegment[K] };
  readonly #learning: Known;
  /** Numbers of conversations that are taken again, here and before. */
  readonly #before = new Map<number, number>();
  /** Of the newest transport: its conversation among those of all protocols. */
  #conversation = 0;
  #dissection: Dissection | undefined;
  #batch: FrameBatch | undefined;
  #i = 0;

  constructor(registry: Registry, options: TrackOptions = {}) {
    const { tools = NO_TOOLS, secrets = NO_SECRETS, limits = FILE_LIMITS, verify = false, showSecrets = false, tracer, decodeAs } = options;
    this.#options = options;
    this.options = { verify, tools, showSecrets };
    this.registry = registry;
    this.#streams = new Streams(registry, { tools, secrets, decodeAs }, { limits, fetch: options.fetch });
    this.#datagrams = new Datagrams(registry, decodeAs);
    const closed: Closed = (conversation) => this.#close(conversation);
    this.#tracer = tracer === undefined ? new LocalTracer(registry, limits, closed) : tracer(registry, closed);
    this.#traced = this.#tracer.traced;
    this.walked = this.#traced.walked;
    this.#exchanges = new Exchanges(limits.exchanges);
    this.#claims = new Claims(limits.claims);
    const [node] = registry.nodes;
    const nowhere = { node: node!, conversation: 0, b: new Uint8Array(0), from: 0, to: 0, wire: 0, sport: 0, dport: 0 };
    this.#segment = { ...nowhere, stream: 0, o: 0, base: 0, own: true, side: 0, low: 0, high: 0, ...this.#now };
    this.#datagram = { ...nowhere, source: 0, target: 0 };
    this.#learning = this.#learner();
  }

  /** A track that takes the frames of one conversation once more; `known` is what was known of the first of them. */
  forAgain(known: FrameKnown): Track {
    const streams = new Map<string, number>();
    for (let nth = 0; nth < known.transports; nth++) {
      const name = known.nodes[nth]?.layer.name;
      if (name !== undefined && !streams.has(name)) streams.set(name, known.facts(nth)?.['stream'] ?? 0);
    }
    const { limits = FILE_LIMITS } = this.#options;
    return new Track(this.registry, {
      ...this.#options,
      tracer: (registry, closed) => new LocalTracer(registry, limits, closed).startAt(streams),
    });
  }

  /** Takes a frame once more, the only one of a batch, of which `before` was known. */
  frameAgain(batch: FrameBatch, number: number, before: FrameKnown): void {
    this.frames = number - 1;
    this.frame(batch, 0);
    for (let nth = 0; nth < before.transports; nth++) {
      const [there, here] = [this.known.facts(nth)?.['conversation'], before.facts(nth)?.['conversation']];
      if (there !== undefined && here !== undefined) this.#before.set(there, here);
    }
  }

  /** Conversations that another track has taken again go on as that one knows them. */
  readOn(again: Track): void {
    for (const [there, here] of again.#before) {
      const talk = again.#streams.talkOf(there);
      if (talk !== undefined) this.#streams.readOn(here, talk);
    }
  }

  get forgotten(): Forgotten {
    return { ...this.#tracer.forgotten, streams: this.#streams.forgotten };
  }

  /** Whether anything was forgotten. */
  get hasForgotten(): boolean {
    const { conversations, channels } = this.#tracer.forgotten;
    return conversations > 0 || channels > 0 || this.#streams.forgotten > 0;
  }

  /** Whether only a dissection tells what the newest frame holds. */
  get isDeep(): boolean {
    return this.#traced.isDeep;
  }

  /** The text of an address, as bytes. */
  address(number: number): Bytes {
    return this.#tracer.address(number);
  }

  /** Takes frame `i` of a batch, the next of its list. */
  frame(batch: FrameBatch, i: number): void {
    this.#begin(batch, i);
    this.#tracer.take(batch, i, this.frames);
    if (this.#traced.isDeep) this.#learn();
    else this.#look(batch.bytes, batch.offset[i]!);
    this.#tracer.settle();
  }

  get shape(): number {
    return this.#traced.shape;
  }

  /** The newest frame dissected. */
  dissect(): Dissection {
    this.#dissection ??= dissect(this.registry, frameOf(this.#batch!, this.#i, this.frames), this.known, this.options);
    return this.#dissection;
  }

  /** Gives a collector what it wants of the newest frame. */
  collect(collector: Collector): Outline {
    return collectFrame(this.registry, frameOf(this.#batch!, this.#i, this.frames), this.known, this.options, collector);
  }

  #begin(batch: FrameBatch, i: number): void {
    this.#batch = batch;
    this.#i = i;
    this.frames++;
    this.#dissection = undefined;
    this.hasLearned = false;
    this.known.clear();
    this.#now.frame = this.frames;
    this.#now.seconds = batch.seconds[i]!;
    this.#now.nanos = batch.nanos[i]!;
  }

  // ---- frames that a walk explains -----------------------------------------------------------------------------------

  #look(b: Bytes, base: number): void {
    const w = this.walked;
    let nth = 0;
    for (let k = 0; k < w.depth; k++) {
      const node = w.nodes[k]!;
      if (node.layer.transport !== undefined) this.#lookAt(node, k, nth++, b, base);
      else this.#above(node, b, w.start[k]!, w.end[k]!);
    }
  }

  #above(node: Node, b: Bytes, o: number, end: number): void {
    if (asksBefore(node.layer)) this.known.allAnswered.push(this.#answered(node, b, o, end));
    if (node.layer.datagram?.arranges) this.#datagrams.seen(node, Object.assign(this.#datagram, { b, from: o, to: end }), this.frames);
  }

  #lookAt(node: Node, k: number, nth: number, b: Bytes, base: number): void {
    const t = this.#traced;
    const w = t.walked;
    const facts = t.facts[nth]!;
    this.source = t.source[nth]!;
    this.target = t.target[nth]!;
    this.#belongs(node, facts, this.source, this.target, w.sport[k]!, w.dport[k]!);
    this.known.put(nth, facts, this.#carried(node, k, b, base, facts), node);
  }

  /** The conversation in hand. */
  #belongs(node: Node, facts: MutableFacts, source: number, target: number, sport: number, dport: number): void {
    this.#conversation = facts.stream * this.registry.nodes.length + node.id;
    const s = this.#segment;
    s.conversation = facts.conversation;
    s.stream = facts.stream;
    s.side = facts.side === 0 ? 0 : 1;
    s.low = facts.side === 0 ? source : target;
    s.high = facts.side === 0 ? target : source;
    s.sport = sport;
    s.dport = dport;
    const d = this.#datagram;
    d.conversation = facts.conversation;
    d.source = source;
    d.target = target;
    d.sport = sport;
    d.dport = dport;
  }

  /** What layer `k` of the walk completes: a segment, and a datagram above which the walk found nothing. */
  #carried(node: Node, k: number, b: Bytes, base: number, facts: MutableFacts): Completed | undefined {
    const w = this.walked;
    const from = w.header[k]!;
    if (node.layer.transport?.segmented) return this.#stream(node, b, w.start[k]!, from, w.end[k]!, w.wire[k]!, base, true);
    return k === w.depth - 1 && w.ended === Scanned.good ? this.#datagramIn(node, b, from, w.end[k]!, w.wire[k]!, base, facts) : undefined;
  }

  /** The datagram between `from` and `to`, where it is known what it is though its ports do not tell. */
  #datagramIn(
    node: Node,
    b: Bytes,
    from: number,
    to: number,
    wire: number,
    base: number,
    facts: MutableFacts | undefined,
  ): Completed | undefined {
    if (from >= to) return undefined;
    const found = this.#datagrams.find(Object.assign(this.#datagram, { node, b, from, to }));
    if (found === undefined) return undefined;
    const role = this.#datagrams.roleOf(found, this.#datagram);
    if (facts !== undefined && role !== ROLE.unknown) {
      facts.role = role;
      this.hasLearned = true;
    }
    this.#datagrams.seen(found, this.#datagram, this.frames);
    const message = this.#datagrams.message(found, this.#datagram, this.frames);
    return wholeDatagram(found, message, { offset: from - base, length: to - from, lacks: wire - to }, this.#answered(found, b, from, to));
  }

  #stream(node: Node, b: Bytes, o: number, from: number, to: number, wire: number, base: number, own: boolean): Completed | undefined {
    const s = this.#segment;
    if (!this.#streams.reads(s.conversation)) return undefined;
    s.node = node;
    s.b = b;
    s.o = o;
    s.from = from;
    s.to = to;
    s.wire = wire;
    s.base = base;
    s.own = own;
    s.frame = this.#now.frame;
    s.seconds = this.#now.seconds;
    s.nanos = this.#now.nanos;
    return this.#streams.take(s);
  }

  #answered(node: Node, b: Bytes, o: number, end: number): Answered | undefined {
    const { claims } = node.layer;
    if (claims !== undefined) return this.#claims.take(claims(b, o, end), this.#now);
    return this.#exchanges.take(this.#conversation, node.layer.exchange?.(b, o, end), this.#now);
  }

  // ---- frames that are dissected to be known -------------------------------------------------------------------------

  #learn(): void {
    this.#dissection = dissect(this.registry, frameOf(this.#batch!, this.#i, this.frames), this.#learning, this.options);
  }

  /** Answers by taking what is asked about, once; the answers stay in `known`. */
  #learner(): Known {
    const { known } = this;
    return {
      facts: (nth, d) => {
        const node = this.registry.byName(d.layer.name)!;
        const found = this.#tracer.learn(nth, d, node);
        if (found !== undefined && d.layer.channel === undefined)
          this.#belongs(node, found.facts, found.source, found.target, ...node.ports(d.b, d.start));
        known.put(nth, found?.facts, undefined, node);
        return known.allFacts[nth];
      },
      messages: (nth, d) => {
        if (d.layer.transport !== undefined && !d.quoted) known.allMessages[nth] = this.#learnMessages(d);
        return known.allMessages[nth];
      },
      reassembled: (nth, d, fragment) => {
        known.allReassembled[nth] = this.#reassemble(d, fragment);
        return known.allReassembled[nth];
      },
      answered: (nth, d) => {
        if (!hasTransport(d)) this.#conversation = hostsBelow(d);
        this.#above(this.registry.byName(d.layer.name)!, d.b, d.start, d.end);
        return known.allAnswered[nth];
      },
    };
  }

  #learnMessages(d: Dissecting): Completed | undefined {
    const node = this.registry.byName(d.layer.name)!;
    if (d.layer.transport?.segmented) return this.#stream(node, d.b, d.start, d.header, d.end, d.wire, 0, d.source === 0);
    return isOpen(this.registry, d)
      ? this.#datagramIn(node, d.b, d.header, d.end, d.wire, 0, d.facts as MutableFacts | undefined)
      : undefined;
  }

  #reassemble(d: Dissecting, f: FragmentOf): Reassembled | undefined {
    return this.#fragments.take(f.key, this.frames, f.offset, f.more, d.b.subarray(f.from, f.to), d.source === 0 ? f.from : -1);
  }

  #close(conversation: number): void {
    this.#streams.close(conversation);
    this.#datagrams.close(conversation);
  }
}

const hasTransport = (d: Dissecting): boolean => {
  for (let below = d.lower; below; below = below.lower) if (below.layer.transport !== undefined) return true;
  return false;
};
