/**
 * Track: the one thing with a memory. It takes the frames of a list once and in order, and says of each what is known of it: its
 * conversations, datagrams put together, messages completed. Most frames it only walks; where a dissection alone can tell what lies in a
 * frame, it dissects. What it remembers is bounded (limits.ts).
 */
import type { Bytes } from '../core/bytes.ts';
import { TimeCodes } from '../core/time-codes.ts';
import { NO_TOOLS, type Tools } from '../core/tools.ts';
import { Scanned } from '../wire/compile.ts';
import { dissect } from '../wire/dissect.ts';
import type { Dissection, DissectOptions } from '../wire/dissection.ts';
import { type FrameBatch, frameOf, MARKS } from '../wire/frame.ts';
import type { Answered, FragmentOf, Reassembled } from '../wire/origin.ts';
import type { Secrets } from '../wire/stream.ts';
import { type Analysis, conversationFacts, type MutableFacts, type Now, type Place } from '../wire/transport.ts';
import type { Completed, Dissecting, Known, Node, Registry } from '../wire/types.ts';
import { Walked, walk } from '../wire/walk.ts';
import { Addresses } from './addresses.ts';
import { addressesBelow } from './addresses-below.ts';
import { clientOf, countedWith, roleOf } from './client.ts';
import { C, Conversations } from './conversations.ts';
import { type Datagram, Datagrams, isOpen, wholeDatagram } from './datagrams.ts';
import type { DecodeAs } from './decode-as.ts';
import { Exchanges } from './exchanges.ts';
import { FrameKnown } from './known.ts';
import { FILE_LIMITS, type Forgotten, type Limits } from './limits.ts';
import { NamedConversations } from './named-conversations.ts';
import { Reassembly } from './reassembly.ts';
import type { StreamSegment } from './stream-segment.ts';
import { Streams } from './streams.ts';

export interface TrackOptions {
  readonly tools?: Tools;
  readonly secrets?: Secrets;
  /** What ports carry, as somebody says; may grow. */
  readonly decodeAs?: DecodeAs | undefined;
  readonly limits?: Limits;
  /** Recompute checksums: fragments with a wrong one are not put together. */
  readonly verify?: boolean;
  /** A conversation of another track is read again: the same numbers for its addresses and for itself, by name of the layer. */
  readonly again?: { readonly track: Track; readonly streams: ReadonlyMap<string, number> };
  /** Rows say passwords as they are. */
  readonly showSecrets?: boolean;
}

const NO_SECRETS: Secrets = { add: () => {}, find: () => undefined };

const INFERRED = MARKS.indexOf('S');

export class Track {
  readonly registry: Registry;
  readonly addresses: Addresses;
  readonly conversations: Conversations;
  /** The layers of the newest frame, as the walk saw them. */
  readonly walked = new Walked();
  /** What is known of the newest frame; valid until the next is taken. */
  readonly known = new FrameKnown();
  /** Frames so far. */
  frames = 0;
  /** Numbers of the addresses of the highest transport of the newest frame, where a walk explains it. */
  source = 0;
  target = 0;
  readonly options: DissectOptions;
  readonly #times = new TimeCodes();
  readonly #options: TrackOptions;
  readonly #limits: Limits;
  readonly #analyses: (Analysis | undefined)[];
  readonly #channels: NamedConversations;
  readonly #fragments = new Reassembly();
  readonly #streams: Streams;
  readonly #exchanges: Exchanges;
  readonly #datagrams: Datagrams;
  readonly #datagram: { -readonly [K in keyof Datagram]: Datagram[K] };
  readonly #pool: MutableFacts[][] = [];
  readonly #place: Place = { b: new Uint8Array(0), o: 0, end: 0, wire: 0, quoted: false };
  readonly #now: Now = { frame: 0, seconds: 0, nanos: 0, inferred: false };
  readonly #segment: { -readonly [K in keyof StreamSegment]: StreamSegment[K] };
  readonly #learning: Known;
  #seconds = 0;
  #isDeep = false;
  #dissection: Dissection | undefined;
  #batch: FrameBatch | undefined;
  #i = 0;
  #page: Int32Array = new Int32Array(0);
  #at = 0;
  #forgotten = 0;

  constructor(registry: Registry, options: TrackOptions = {}) {
    const { tools = NO_TOOLS, secrets = NO_SECRETS, limits = FILE_LIMITS, verify = false, showSecrets = false, again, decodeAs } = options;
    this.#options = options;
    this.options = { verify, tools, showSecrets };
    this.registry = registry;
    this.addresses = again?.track.addresses ?? new Addresses();
    this.conversations = new Conversations(registry.nodes.map((node) => countedWith(node, registry)));
    this.#limits = limits;
    this.#analyses = registry.nodes.map(({ layer }) => layer.transport?.analysis?.(this.#times));
    this.#channels = new NamedConversations(limits.channels);
    this.#streams = new Streams(registry, { tools, secrets, decodeAs }, limits);
    this.#datagrams = new Datagrams(registry, decodeAs);
    this.#exchanges = new Exchanges(limits.exchanges);
    const [node] = registry.nodes;
    this.#segment = { node: node!, b: this.#place.b, o: 0, from: 0, to: 0, base: 0, own: true, side: 0, sport: 0, dport: 0, ...this.#now };
    this.#datagram = { node: node!, source: 0, target: 0, sport: 0, dport: 0, b: this.#place.b, from: 0, to: 0 };
    this.#learning = this.#learner();
    for (const [name, number] of again?.streams ?? []) this.conversations.streams[registry.byName(name)?.id ?? 0] = number;
  }

  /** A track that takes the frames of one conversation once more; `known` is what was known of the first of them. */
  forAgain(known: FrameKnown): Track {
    const streams = new Map<string, number>();
    for (let nth = 0; nth < known.transports; nth++) {
      const name = known.nodes[nth]?.layer.name;
      if (name !== undefined && !streams.has(name)) streams.set(name, known.facts(nth)?.['stream'] ?? 0);
    }
    return new Track(this.registry, { ...this.#options, again: { track: this, streams } });
  }

  /** Conversations that another track has read again go on as that one knows them. */
  readOn(again: Track): void {
    for (const [p, o] of again.conversations.each()) {
      const talk = again.#streams.talkOf(p, o);
      const c = this.conversations.known(p[o + C.protocol]!, p[o + C.low]!, p[o + C.high]!, p[o + C.ports]!, p[o + C.inferred]!);
      if (talk === undefined || c === undefined) continue;
      const [page, at] = [this.conversations.records.page(c), this.conversations.records.at(c)];
      if (page[at + C.stream] === p[o + C.stream]) this.#streams.readOn(page, at, talk);
    }
  }

  get forgotten(): Forgotten {
    return { conversations: this.#forgotten, channels: this.#channels.forgotten, streams: this.#streams.forgotten };
  }

  /** Whether anything was forgotten. */
  get hasForgotten(): boolean {
    return this.#forgotten > 0 || this.#streams.forgotten > 0 || this.#channels.forgotten > 0;
  }

  /** Whether only a dissection tells what the newest frame holds. */
  get isDeep(): boolean {
    return this.#isDeep;
  }

  /** Takes frame `i` of a batch, the next of its list. */
  frame(batch: FrameBatch, i: number): void {
    this.#begin(batch, i);
    const o = batch.offset[i]!;
    const end = o + batch.captured[i]!;
    const w = this.walked;
    walk(this.registry, this.registry.link(batch.linkType[i]!), batch.bytes, o, end, Math.max(end, o + batch.original[i]!), w);
    this.#isDeep = w.ended === Scanned.deep || w.broken !== undefined || w.ended === Scanned.last;
    if (this.#isDeep) this.#learn();
    else this.#look(batch.bytes, o);
    if (this.conversations.held > this.#limits.conversations || this.addresses.held > this.#limits.addresses) this.#forget();
  }

  /** The newest frame dissected. */
  dissect(): Dissection {
    this.#dissection ??= dissect(this.registry, frameOf(this.#batch!, this.#i, this.frames), this.known, this.options);
    return this.#dissection;
  }

  #begin(batch: FrameBatch, i: number): void {
    this.#batch = batch;
    this.#i = i;
    this.frames++;
    this.#dissection = undefined;
    this.known.clear();
    this.#seconds = batch.seconds[i]!;
    this.#now.frame = this.frames;
    this.#now.seconds = this.#times.code(this.#seconds);
    this.#now.nanos = batch.nanos[i]!;
    this.#now.inferred = batch.mark[i]! === INFERRED;
  }

  // ---- frames that a walk explains -----------------------------------------------------------------------------------

  #look(b: Bytes, base: number): void {
    const w = this.walked;
    let nth = 0;
    for (let k = 0; k < w.depth; k++) {
      const node = w.nodes[k]!;
      const { transport } = node.layer;
      if (transport !== undefined) this.#lookAt(node, k, nth++, b, base);
      else this.#above(node, b, w.start[k]!, w.end[k]!);
    }
  }

  #above(node: Node, b: Bytes, o: number, end: number): void {
    if (node.layer.exchange !== undefined) this.#exchange(node, b, o, end);
    if (node.layer.datagram?.arranges) this.#datagrams.seen(node, Object.assign(this.#datagram, { b, from: o, to: end }));
  }

  #lookAt(node: Node, k: number, nth: number, b: Bytes, base: number): void {
    const w = this.walked;
    const p = this.#place;
    p.b = b;
    p.o = w.start[k]!;
    p.end = w.end[k]!;
    p.wire = w.wire[k]!;
    p.quoted = false;
    const kind = w.kind[k]!;
    const src = kind === 0 ? 0 : this.addresses.number(kind, b, w.src[k]!);
    const dst = kind === 0 ? 0 : this.addresses.number(kind, b, w.dst[k]!);
    const facts = this.#belong(node, nth, src, dst, w.sport[k]!, w.dport[k]!);
    this.source = src;
    this.target = dst;
    this.known.put(nth, facts, this.#carried(node, k, base), node);
  }

  /** What layer `k` of the walk completes: a segment, and a datagram above which the walk found nothing. */
  #carried(node: Node, k: number, base: number): Completed | undefined {
    const w = this.walked;
    if (node.layer.transport?.segmented) return this.#stream(node, w.header[k]!, base, true);
    return k === w.depth - 1 && w.ended === Scanned.good ? this.#datagramIn(node, w.header[k]!, base) : undefined;
  }

  /** The datagram from `from` to the end of #place, where it is known what it is though its ports do not tell. */
  #datagramIn(node: Node, from: number, base: number): Completed | undefined {
    const { b, end } = this.#place;
    if (from >= end) return undefined;
    const found = this.#datagrams.find(this.#page, this.#at, Object.assign(this.#datagram, { node, b, from, to: end }));
    if (found === undefined) return undefined;
    this.#datagrams.seen(found, this.#datagram);
    return wholeDatagram(found, from - base, end - from, this.#answered(found, b, from, end));
  }

  /** Puts the segment or datagram at #place into its conversation. */
  #belong(node: Node, nth: number, src: number, dst: number, sport: number, dport: number): MutableFacts {
    const { conversations } = this;
    const found = conversations.find(node.id, src, dst, sport, dport, this.#now.inferred ? 1 : 0);
    const side = (found & 1) as 0 | 1;
    let c = found >> 1;
    const { fresh } = conversations;
    let again = false;
    this.#turn(c);
    const analysis = this.#analyses[node.id];
    if (analysis?.begins(this.#place, this.#page[this.#at + C.state]!, side)) {
      this.#close(this.#page, this.#at);
      c = conversations.replace(c);
      this.#turn(c);
      again = true;
    }
    const facts = this.#factsOf(node, nth);
    facts.conversation = c;
    facts.side = side;
    if (fresh || again) this.#page[this.#at + C.client] = clientOf(this.registry, node, this.#place, side, sport, dport);
    facts.role = roleOf(this.#page[this.#at + C.client]!, side);
    this.#enter(node, facts, fresh || again);
    if (analysis !== undefined) {
      if (this.#page[this.#at + C.state] === 0) this.#page[this.#at + C.state] = analysis.open(again);
      analysis.judge(this.#place, this.#page[this.#at + C.state]!, side, fresh && !again, this.#now, facts);
    }
    this.#segment.side = side;
    this.#segment.sport = sport;
    this.#segment.dport = dport;
    this.#datagram.source = src;
    this.#datagram.target = dst;
    this.#datagram.sport = sport;
    this.#datagram.dport = dport;
    return facts;
  }

  /** Takes conversation `c` in hand. */
  #turn(c: number): void {
    this.#page = this.conversations.records.page(c);
    this.#at = this.conversations.records.at(c);
  }

  #factsOf(node: Node, nth: number): MutableFacts {
    this.#pool[nth] ??= [];
    const pool = this.#pool[nth]!;
    pool[node.id] ??= { ...conversationFacts(), ...node.layer.transport?.facts?.() } as MutableFacts;
    return pool[node.id]!;
  }

  /** What a conversation tells of all its frames, and that it has one more unless that does not count (quoted, empty). */
  #enter({ layer }: Node, t: MutableFacts, fresh: boolean): void {
    const p = this.#page;
    const o = this.#at;
    const now = this.#now;
    if (fresh) {
      p[o + C.first] = now.seconds;
      p[o + C.first + 1] = now.nanos;
      p[o + C.previous] = now.seconds;
      p[o + C.previous + 1] = now.nanos;
    }
    t.stream = p[o + C.stream]!;
    t.firstSeconds = this.#times.seconds(p[o + C.first]!);
    t.firstNanos = p[o + C.first + 1]!;
    t.previousSeconds = this.#times.seconds(p[o + C.previous]!);
    t.previousNanos = p[o + C.previous + 1]!;
    t.seconds = this.#times.seconds(now.seconds);
    t.nanos = now.nanos;
    p[o + C.last] = now.frame;
    const place = this.#place;
    if (place.quoted || layer.transport?.isEmpty?.(place.b, place.o)) return;
    p[o + C.previous] = now.seconds;
    p[o + C.previous + 1] = now.nanos;
  }

  #stream(node: Node, from: number, base: number, own: boolean): Completed | undefined {
    if (this.#page[this.#at + C.talk] === -1) return undefined;
    const s = this.#segment;
    s.node = node;
    s.b = this.#place.b;
    s.o = this.#place.o;
    s.from = from;
    s.to = this.#place.end;
    s.base = base;
    s.own = own;
    s.frame = this.#now.frame;
    s.seconds = this.#seconds;
    s.nanos = this.#now.nanos;
    return this.#streams.take(this.#page, this.#at, s);
  }

  #exchange(node: Node, b: Bytes, o: number, end: number): void {
    this.known.allAnswered.push(this.#answered(node, b, o, end));
  }

  #answered(node: Node, b: Bytes, o: number, end: number): Answered | undefined {
    const { frame, nanos } = this.#now;
    return this.#exchanges.take(this.#conversation, node.layer.exchange?.(b, o, end), { frame, seconds: this.#seconds, nanos });
  }

  get #conversation(): number {
    return this.#page.length === 0 ? 0 : this.#page[this.#at + C.stream]! * this.registry.nodes.length + this.#page[this.#at + C.protocol]!;
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
        known.put(nth, this.#learnFacts(nth, d), undefined, this.registry.byName(d.layer.name));
        return known.allFacts[nth];
      },
      messages: (nth, d) => {
        if (d.layer.transport?.segmented && !d.quoted)
          known.allMessages[nth] = this.#stream(this.registry.byName(d.layer.name)!, d.header, 0, d.source === 0);
        else if (d.layer.transport !== undefined && !d.quoted && isOpen(this.registry, d))
          known.allMessages[nth] = this.#datagramIn(this.registry.byName(d.layer.name)!, d.header, 0);
        return known.allMessages[nth];
      },
      reassembled: (nth, d, fragment) => {
        known.allReassembled[nth] = this.#reassemble(d, fragment);
        return known.allReassembled[nth];
      },
      answered: (nth, d) => {
        this.#above(this.registry.byName(d.layer.name)!, d.b, d.start, d.end);
        return known.allAnswered[nth];
      },
    };
  }

  #learnFacts(nth: number, d: Dissecting): MutableFacts | undefined {
    const node = this.registry.byName(d.layer.name)!;
    if (d.layer.channel !== undefined) return this.#learnChannel(d, nth, node);
    const p = this.#place;
    p.b = d.b;
    p.o = d.start;
    p.end = d.end;
    p.wire = d.wire;
    p.quoted = d.quoted;
    const [src, dst] = addressesBelow(d, this.addresses);
    const [sport, dport] = node.ports(d.b, d.start);
    return this.#belong(node, nth, src, dst, sport, dport);
  }

  #learnChannel(d: Dissecting, nth: number, node: Node): MutableFacts | undefined {
    const ends = d.layer.ends?.(d);
    if (ends === undefined) return undefined;
    const facts = this.#factsOf(node, nth);
    facts.stream = this.#channels.number(ends);
    return facts;
  }

  #reassemble(d: Dissecting, f: FragmentOf): Reassembled | undefined {
    return this.#fragments.take(f.key, this.frames, f.offset, f.more, d.b.subarray(f.from, f.to), d.source === 0 ? f.from : -1);
  }

  // ---- forgetting ----------------------------------------------------------------------------------------------------

  /** Forgets the quarter of the conversations that was quiet longest, and the addresses that nobody has any more. */
  #forget(): void {
    const keep = Math.floor(Math.min(this.conversations.held, this.#limits.conversations) * 0.75);
    this.#forgotten += this.conversations.forget(keep, (page, at) => this.#close(page, at));
    const used = new Set<number>();
    for (const [page, at] of this.conversations.each()) used.add(page[at + C.low]!).add(page[at + C.high]!);
    this.addresses.forget(used);
  }

  #close(page: Int32Array, at: number): void {
    this.#streams.close(page, at);
    const state = page[at + C.state]!;
    if (state !== 0) this.#analyses[page[at + C.protocol]!]?.close(state);
  }
}
