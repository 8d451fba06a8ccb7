/**
 * Transports: every TCP segment and UDP datagram of a capture, in the order of its frames, put into its conversation and judged.
 * The one implementation behind rows, trees, JSON and filters. It reads headers straight from the bytes and makes no objects.
 */
import { type Bytes, u16, u32 } from '../core/bytes.ts';
import { Addresses } from './addresses.ts';
import { Clock } from './clock.ts';
import { Seen, seenFirst, seenNext } from './completeness.ts';
import { C, Conversations, Transport } from './conversation.ts';
import { Records } from './records.ts';
import { SackRanges } from './sack-ranges.ts';
import { Analysis, F, FLOW_WORDS, Mark, type Segment, scaleOf, TcpFlag, type Verdict, withScale } from './tcp-flow.ts';
import { readOptions } from './tcp-options.ts';
import { analyse, type Flows } from './tcp-sequence.ts';
import { Unacked } from './unacked.ts';

/** Bytes of a TCP header that must be there before a segment belongs to a conversation. */
export const TCP_NEEDS = 16;
export const UDP_NEEDS = 8;
const FIXED = 20;

/** Where a segment or datagram lies: captured to `end`, on the wire to `wire`; numbers of its addresses. */
export interface Place {
  b: Bytes;
  o: number;
  end: number;
  wire: number;
  src: number;
  dst: number;
  /** Inside the packet that an ICMP error quotes. */
  quoted: boolean;
}

/** What is known of the newest segment or datagram. One object is used again and again. */
export interface Facts {
  conversation: number;
  stream: number;
  /** Its length is known and so it was judged: not in quoted packets, nor where the packet ends in the header. */
  measured: boolean;
  /** Shown numbers: relative to the flow's base where the segment was judged. */
  seq: number;
  ack: number;
  next: number;
  length: number;
  /** Scaled where the scale is known; the scale is -1 where it is not, -2 where there is none. */
  window: number;
  scale: number;
  /** What had been seen of a whole conversation before this segment: bits of Seen. */
  completeness: number;
  /** This FIN is the first of its conversation. */
  closes: boolean;
  /** What the other side's numbers count from. */
  otherBase: number;
  /** Clock words of the conversation's first frame, of the one before this, and of its first round trip. */
  firstSeconds: number;
  firstNanos: number;
  previousSeconds: number;
  previousNanos: number;
  tripSeconds: number;
  tripNanos: number;
}

export class Transports {
  readonly addresses = new Addresses();
  readonly clock = new Clock();
  readonly conversations = new Conversations();
  readonly flows = new Records(FLOW_WORDS);
  readonly unacked = new Unacked();
  readonly sack = new SackRanges();
  readonly facts: Facts = facts();
  readonly verdict: Verdict = verdict();
  readonly #segment: Segment = segment();
  readonly #w: Flows;
  #reused = false;

  constructor() {
    this.flows.add();
    const blank = this.flows.page(0);
    this.#w = { f: blank, fo: 0, r: blank, ro: 0 };
  }

  /** Clock words of the frame in hand. */
  get now(): { readonly seconds: number; readonly nanos: number } {
    return this.#segment;
  }

  /** The frame that what follows lies in. */
  frame(number: number, seconds: number, nanos: number): void {
    const s = this.#segment;
    s.frame = number;
    s.seconds = this.clock.code(seconds);
    s.nanos = nanos;
  }

  /** Takes a UDP datagram; false where it is too short to belong to a conversation. */
  udp(p: Place): boolean {
    if (p.end - p.o < UDP_NEEDS) return false;
    const found = this.conversations.find(Transport.udp, p.src, p.dst, u16(p.b, p.o), u16(p.b, p.o + 2));
    this.#enter(found >> 1);
    return true;
  }

  /** Takes a TCP segment; false where it is too short to belong to a conversation. */
  tcp(p: Place): boolean {
    const { b, o } = p;
    if (p.end - o < TCP_NEEDS) return false;
    const s = this.#segment;
    const t = this.facts;
    s.seq = u32(b, o + 4) | 0;
    s.ack = u32(b, o + 8) | 0;
    s.flags = u16(b, o + 12) & 0xfff;
    s.window = u16(b, o + 14);
    const header = (b[o + 12]! >> 4) * 4;
    t.measured = !p.quoted && p.wire - o >= header;
    s.length = p.wire - o - header;
    t.length = s.length;
    clearVerdict(this.verdict);
    const found = this.conversations.find(Transport.tcp, p.src, p.dst, u16(b, o), u16(b, o + 2));
    const conversation = this.#current(found >> 1, found & 1);
    this.#enter(conversation);
    if (t.measured) this.#judge(conversation, found & 1);
    else this.#unjudged();
    if (t.measured) this.#options(p, header, found & 1);
    return true;
  }

  /** The conversation that a segment belongs to: a new one where a SYN begins another on the same ports. */
  #current(c: number, side: number): number {
    const s = this.#segment;
    this.#reused = false;
    const kind = s.flags & (TcpFlag.syn | TcpFlag.ack);
    if ((s.flags & TcpFlag.syn) === 0) return c;
    const flow = this.#flow(c, side);
    if (flow === 0) return c;
    const f = this.flows.page(flow);
    const fo = this.flows.at(flow);
    if ((f[fo + F.marks]! & Mark.base) === 0 || f[fo + F.base] === s.seq) return c;
    this.verdict.said |= Analysis.reusedPorts;
    this.verdict.shown = true;
    if (kind === TcpFlag.syn) {
      this.conversations.fresh = true;
      this.#reused = true;
      const next = this.conversations.replace(c);
      this.conversations.records.page(next)[this.conversations.records.at(next) + C.marks] = Seen.syn;
      return next;
    }
    f[fo + F.base] = s.seq;
    this.unacked.rebase(f, fo);
    return c;
  }

  /** Notes the time, and what the conversation tells of all its segments. */
  #enter(c: number): void {
    const s = this.#segment;
    const t = this.facts;
    const p = this.conversations.records.page(c);
    const o = this.conversations.records.at(c);
    if (this.conversations.fresh) {
      p[o + C.first] = s.seconds;
      p[o + C.first + 1] = s.nanos;
      p[o + C.previous] = s.seconds;
      p[o + C.previous + 1] = s.nanos;
    }
    t.conversation = c;
    t.stream = p[o + C.stream]!;
    t.firstSeconds = p[o + C.first]!;
    t.firstNanos = p[o + C.first + 1]!;
    t.previousSeconds = p[o + C.previous]!;
    t.previousNanos = p[o + C.previous + 1]!;
    p[o + C.previous] = s.seconds;
    p[o + C.previous + 1] = s.nanos;
  }

  #judge(c: number, side: number): void {
    const s = this.#segment;
    const t = this.facts;
    const v = this.verdict;
    const w = this.#join(c, side);
    const p = this.conversations.records.page(c);
    const o = this.conversations.records.at(c);
    t.completeness = p[o + C.marks]!;
    this.#bases(w);
    analyse(this, w, s, this.#trip(p, o), v);
    t.otherBase = w.r[w.ro + F.base]!;
    t.seq = (s.seq - w.f[w.fo + F.base]!) >>> 0;
    t.ack = s.flags & TcpFlag.ack ? (s.ack - w.r[w.ro + F.base]!) >>> 0 : s.ack >>> 0;
    t.next = (t.seq + s.length + (s.flags & (TcpFlag.syn | TcpFlag.fin) ? 1 : 0)) >>> 0;
    t.scale = scaleOf(w.f[w.fo + F.marks]!);
    t.window = s.flags & TcpFlag.syn || t.scale < 0 ? s.window : s.window << t.scale;
    this.#handshake(p, o, w);
    t.tripSeconds = p[o + C.trip]!;
    t.tripNanos = p[o + C.trip + 1]!;
  }

  #unjudged(): void {
    const s = this.#segment;
    const t = this.facts;
    const p = this.conversations.records.page(t.conversation);
    const o = this.conversations.records.at(t.conversation);
    t.completeness = p[o + C.marks]!;
    t.seq = s.seq >>> 0;
    t.ack = s.ack >>> 0;
    t.next = t.seq;
    t.scale = -1;
    t.window = s.window;
    t.tripSeconds = p[o + C.trip]!;
    t.tripNanos = p[o + C.trip + 1]!;
  }

  /** Pages and places of the two flows, made where they were not known. */
  #join(c: number, side: number): Flows {
    const w = this.#w;
    const f = this.#flow(c, side) || this.#add(c, side);
    const r = this.#flow(c, side ^ 1) || this.#add(c, side ^ 1);
    w.f = this.flows.page(f);
    w.fo = this.flows.at(f);
    w.r = this.flows.page(r);
    w.ro = this.flows.at(r);
    return w;
  }
  #flow(c: number, side: number): number {
    return this.conversations.records.page(c)[this.conversations.records.at(c) + C.flow + side]!;
  }
  #add(c: number, side: number): number {
    const flow = this.flows.add();
    this.flows.page(flow)[this.flows.at(flow) + F.window] = -1;
    this.conversations.records.page(c)[this.conversations.records.at(c) + C.flow + side] = flow;
    return flow;
  }

  /** What relative numbers count from: the SYN's number, or one before the first number seen. */
  #bases(w: Flows): void {
    const s = this.#segment;
    const syn = (s.flags & TcpFlag.syn) !== 0;
    if ((w.f[w.fo + F.marks]! & Mark.base) === 0) {
      w.f[w.fo + F.base] = syn ? s.seq : s.seq - 1;
      w.f[w.fo + F.marks]! |= Mark.base;
    }
    if (s.flags & TcpFlag.ack && (w.r[w.ro + F.marks]! & Mark.base) === 0) {
      w.r[w.ro + F.base] = s.ack - 1;
      w.r[w.ro + F.marks]! |= Mark.base;
    }
    if (syn) w.f[w.fo + F.marks]! |= Mark.syn;
    else w.f[w.fo + F.marks]! &= ~Mark.syn;
  }

  #trip(p: Int32Array, o: number): number {
    const seconds = p[o + C.trip]!;
    const nanos = p[o + C.trip + 1]!;
    return seconds === 0 && nanos === 0 ? 0 : this.clock.seconds(seconds) * 1e9 + nanos;
  }

  /** The first round trip and how much of a whole conversation was seen. */
  #handshake(p: Int32Array, o: number, w: Flows): void {
    const s = this.#segment;
    const t = this.facts;
    if ((s.flags & (TcpFlag.syn | TcpFlag.ack)) === TcpFlag.syn) {
      p[o + C.syn] = s.seconds;
      p[o + C.syn + 1] = s.nanos;
    }
    if ((s.flags & (TcpFlag.syn | TcpFlag.ack)) === TcpFlag.ack && (p[o + C.marks]! & Seen.syn) !== 0) this.#firstTrip(p, o);
    if (s.flags & TcpFlag.fin) t.closes = closes(w);
    p[o + C.marks] =
      this.conversations.fresh && !this.#reused ? seenFirst(s.flags, s.length) : seenNext(p[o + C.marks]!, s.flags, s.length);
  }

  #firstTrip(p: Int32Array, o: number): void {
    if (p[o + C.trip] !== 0 || p[o + C.trip + 1] !== 0) return;
    const s = this.#segment;
    let seconds = this.clock.seconds(s.seconds) - this.clock.seconds(p[o + C.syn]!);
    let nanos = s.nanos - p[o + C.syn + 1]!;
    if (nanos < 0) {
      nanos += 1e9;
      seconds--;
    }
    p[o + C.trip] = this.clock.code(seconds);
    p[o + C.trip + 1] = nanos;
  }

  /** What the options say counts from the next segment on. */
  #options(p: Place, header: number, side: number): void {
    const w = this.#join(this.facts.conversation, side);
    this.sack.clear(w.f, w.fo);
    if (header < FIXED || p.o + FIXED > p.end) return;
    readOptions(p.b, p.o + FIXED, Math.min(p.o + header, p.end), w.f, w.fo, this.sack);
    if (this.#segment.flags & TcpFlag.syn) scaling(w, (this.#segment.flags & TcpFlag.ack) !== 0);
  }
}

/** Whether this side is the one that began to close, with this segment or an earlier one. */
const closes = (w: Flows): boolean => {
  if (w.r[w.ro + F.marks]! & Mark.closer) return false;
  w.f[w.fo + F.marks]! |= Mark.closer;
  return true;
};

/** RFC 7323 §2.2: windows are scaled only where both sides said so. */
const scaling = (w: Flows, answer: boolean): void => {
  const own = scaleOf(w.f[w.fo + F.marks]!);
  const other = scaleOf(w.r[w.ro + F.marks]!);
  if (own !== -1 && !(answer && other === -2)) return;
  w.f[w.fo + F.marks] = withScale(w.f[w.fo + F.marks]!, -2);
  w.r[w.ro + F.marks] = withScale(w.r[w.ro + F.marks]!, -2);
};

const facts = (): Facts => ({
  conversation: 0,
  stream: 0,
  measured: false,
  seq: 0,
  ack: 0,
  next: 0,
  length: 0,
  window: 0,
  scale: -1,
  completeness: 0,
  closes: false,
  otherBase: 0,
  firstSeconds: 0,
  firstNanos: 0,
  previousSeconds: 0,
  previousNanos: 0,
  tripSeconds: 0,
  tripNanos: 0,
});

const segment = (): Segment => ({ seq: 0, ack: 0, length: 0, flags: 0, window: 0, frame: 0, seconds: 0, nanos: 0 });

const verdict = (): Verdict => ({
  said: 0,
  shown: false,
  duplicateNumber: 0,
  duplicateFrame: 0,
  acksFrame: 0,
  acksSeconds: 0,
  acksNanos: 0,
  rtoFrame: 0,
  rtoSeconds: 0,
  rtoNanos: 0,
  inFlight: 0,
  sincePush: 0,
});

const clearVerdict = (v: Verdict): void => {
  v.said = 0;
  v.shown = false;
  v.duplicateNumber = 0;
  v.duplicateFrame = 0;
  v.acksFrame = 0;
  v.rtoFrame = 0;
  v.inFlight = 0;
  v.sincePush = 0;
};
