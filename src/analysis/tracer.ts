/**
 * Local tracer: walks every frame and puts its segments and datagrams into conversations, whose protocols judge them. What it remembers is
 * bounded (limits.ts).
 */
import type { Bytes } from '../core/bytes.ts';
import { TimeCodes } from '../core/time-codes.ts';
import { type FrameBatch, MARKS } from '../wire/frame.ts';
import type { Analysis, MutableFacts, Now, Place } from '../wire/transport.ts';
import type { Dissecting, Node, Registry } from '../wire/types.ts';
import { walkFrame } from '../wire/walk.ts';
import { Addresses } from './addresses.ts';
import { addressesBelow } from './addresses-below.ts';
import { clientOf, countedWith, roleOf } from './client.ts';
import { C, Conversations } from './conversations.ts';
import { type FactsPool, factsPool } from './facts-pool.ts';
import type { Limits } from './limits.ts';
import { NamedConversations } from './named-conversations.ts';
import { type Belonging, type Closed, Traced, type Tracer } from './traced.ts';

const INFERRED = MARKS.indexOf('S');

export class LocalTracer implements Tracer {
  readonly traced = new Traced();
  readonly #registry: Registry;
  readonly #limits: Limits;
  readonly #closed: Closed;
  readonly #addresses = new Addresses();
  readonly #conversations: Conversations;
  readonly #times = new TimeCodes();
  readonly #analyses: (Analysis | undefined)[];
  readonly #channels: NamedConversations;
  readonly #pool: FactsPool;
  readonly #place: Place = { b: new Uint8Array(0), o: 0, end: 0, wire: 0, quoted: false };
  readonly #now: Now = { frame: 0, seconds: 0, nanos: 0, inferred: false };
  #page: Int32Array = new Int32Array(0);
  #at = 0;
  #forgotten = 0;

  constructor(registry: Registry, limits: Limits, closed: Closed, pool: FactsPool = factsPool()) {
    this.#pool = pool;
    this.#registry = registry;
    this.#limits = limits;
    this.#closed = closed;
    this.#conversations = new Conversations(registry.nodes.map((node) => countedWith(node, registry)));
    this.#analyses = registry.nodes.map(({ layer }) => layer.transport?.analysis?.(this.#times));
    this.#channels = new NamedConversations(limits.channels);
  }

  get forgotten(): Tracer['forgotten'] {
    return { conversations: this.#forgotten, channels: this.#channels.forgotten };
  }

  address(number: number): Bytes {
    return this.#addresses.bytes(number);
  }

  take(batch: FrameBatch, i: number, number: number): void {
    const t = this.traced;
    const now = this.#now;
    now.frame = number;
    now.seconds = this.#times.code(batch.seconds[i]!);
    now.nanos = batch.nanos[i]!;
    now.inferred = batch.mark[i]! === INFERRED;
    const w = t.walked;
    t.isDeep = walkFrame(this.#registry, batch, i, w);
    t.transports = 0;
    if (t.isDeep) return;
    for (let k = 0; k < w.depth; k++) if (w.nodes[k]!.layer.transport !== undefined) this.#look(w.nodes[k]!, k, batch.bytes);
  }

  /** The next conversation of each layer has this number, by name of the layer. */
  startAt(streams: ReadonlyMap<string, number>): this {
    for (const [name, number] of streams) this.#conversations.streams[this.#registry.byName(name)?.id ?? 0] = number;
    return this;
  }

  settle(): void {
    if (this.#conversations.held > this.#limits.conversations || this.#addresses.held > this.#limits.addresses) this.#forget();
  }

  learn(nth: number, d: Dissecting, node: Node): Belonging | undefined {
    if (d.layer.channel !== undefined) return this.#learnChannel(nth, d, node);
    const p = this.#place;
    p.b = d.b;
    p.o = d.start;
    p.end = d.end;
    p.wire = d.wire;
    p.quoted = d.quoted;
    const [source, target] = addressesBelow(d, this.#addresses);
    const [sport, dport] = node.ports(d.b, d.start);
    return { facts: this.#belong(node, nth, source, target, sport, dport), source, target };
  }

  #learnChannel(nth: number, d: Dissecting, node: Node): Belonging | undefined {
    const ends = d.layer.ends?.(d);
    if (ends === undefined) return undefined;
    const facts = this.#pool.of(node, nth);
    facts.stream = this.#channels.number(ends);
    return { facts, source: 0, target: 0 };
  }

  /** Layer `k` of a frame that the walk explains. */
  #look(node: Node, k: number, b: Bytes): void {
    const t = this.traced;
    const w = t.walked;
    const p = this.#place;
    p.b = b;
    p.o = w.start[k]!;
    p.end = w.end[k]!;
    p.wire = w.wire[k]!;
    p.quoted = false;
    const kind = w.kind[k]!;
    const nth = t.transports++;
    const source = kind === 0 ? 0 : this.#addresses.number(kind, b, w.src[k]!);
    const target = kind === 0 ? 0 : this.#addresses.number(kind, b, w.dst[k]!);
    t.layer[nth] = k;
    t.source[nth] = source;
    t.target[nth] = target;
    t.facts[nth] = this.#belong(node, nth, source, target, w.sport[k]!, w.dport[k]!);
  }

  /** Puts the segment or datagram at #place into its conversation. */
  #belong(node: Node, nth: number, src: number, dst: number, sport: number, dport: number): MutableFacts {
    const conversations = this.#conversations;
    const found = conversations.find(node.id, src, dst, sport, dport, this.#now.inferred ? 1 : 0);
    const side = (found & 1) as 0 | 1;
    let c = found >> 1;
    const { fresh } = conversations;
    let again = false;
    this.#turn(c);
    const analysis = this.#analyses[node.id];
    if (analysis?.begins(this.#place, this.#page[this.#at + C.state]!, side)) {
      this.#close(c, this.#page, this.#at);
      c = conversations.replace(c);
      this.#turn(c);
      again = true;
    }
    const facts = this.#pool.of(node, nth);
    facts.conversation = c;
    facts.side = side;
    if (fresh || again) this.#page[this.#at + C.client] = clientOf(this.#registry, node, this.#place, side, sport, dport);
    facts.role = roleOf(this.#page[this.#at + C.client]!, side);
    this.#enter(node, facts, fresh || again);
    if (analysis !== undefined) {
      if (this.#page[this.#at + C.state] === 0) this.#page[this.#at + C.state] = analysis.open(again);
      analysis.judge(this.#place, this.#page[this.#at + C.state]!, side, fresh && !again, this.#now, facts);
    }
    return facts;
  }

  /** Takes conversation `c` in hand. */
  #turn(c: number): void {
    this.#page = this.#conversations.records.page(c);
    this.#at = this.#conversations.records.at(c);
  }

  /** What a conversation tells of all its frames, and that it has one more unless that does not count (empty, and quoted where there are no segments: as Wireshark counts). */
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
    const { isEmpty, segmented } = layer.transport ?? {};
    if ((place.quoted && segmented === undefined) || isEmpty?.(place.b, place.o)) return;
    p[o + C.previous] = now.seconds;
    p[o + C.previous + 1] = now.nanos;
  }

  // ---- forgetting ----------------------------------------------------------------------------------------------------

  /** Forgets the quarter of the conversations that was quiet longest, and the addresses that nobody has any more. */
  #forget(): void {
    const conversations = this.#conversations;
    const keep = Math.floor(Math.min(conversations.held, this.#limits.conversations) * 0.75);
    this.#forgotten += conversations.forget(keep, (c, page, at) => this.#close(c, page, at));
    const used = new Set<number>();
    for (const [, page, at] of conversations.each()) used.add(page[at + C.low]!).add(page[at + C.high]!);
    this.#addresses.forget(used);
  }

  #close(c: number, page: Int32Array, at: number): void {
    this.#closed(c);
    const state = page[at + C.state]!;
    if (state !== 0) this.#analyses[page[at + C.protocol]!]?.close(state);
  }
}
