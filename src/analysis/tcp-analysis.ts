/** TCP analysis: segments into conversations, handshakes, windows and relative numbers, around the analysis of sequence numbers. */
import { u16, u32 } from '../core/bytes.ts';
import type { Clock } from './clock.ts';
import { Seen, seenFirst, seenNext } from './completeness.ts';
import { C, type Conversations, Transport } from './conversation.ts';
import { enter, type Facts, type Place } from './facts.ts';
import { Records } from './records.ts';
import { SackRanges } from './sack-ranges.ts';
import { Analysis, clearVerdict, F, FLOW_WORDS, Mark, type Segment, scaleOf, TcpFlag, verdict, withScale } from './tcp-flow.ts';
import { readOptions } from './tcp-options.ts';
import { analyse, type Flows } from './tcp-sequence.ts';
import { Unacked } from './unacked.ts';

const FIXED = 20;
const HANDSHAKE = TcpFlag.syn | TcpFlag.ack;

export class TcpAnalysis {
  readonly clock: Clock;
  readonly unacked = new Unacked();
  readonly sack = new SackRanges();
  readonly verdict = verdict();
  readonly #conversations: Conversations;
  readonly #facts: Facts;
  readonly #flows = new Records(FLOW_WORDS);
  readonly #w: Flows;
  /** The conversation in hand: a page, an offset; and whether a SYN began it in the place of another one. */
  #p: Int32Array;
  #o = 0;
  #again = false;

  constructor(clock: Clock, conversations: Conversations, facts: Facts) {
    this.clock = clock;
    this.#conversations = conversations;
    this.#facts = facts;
    this.#flows.add();
    this.#p = this.#flows.page(0);
    this.#w = { f: this.#p, fo: 0, r: this.#p, ro: 0 };
  }

  /** Takes the segment at `p`, of which at least 16 bytes are there; `s` says in which frame. */
  take(p: Place, s: Segment): void {
    const t = this.#facts;
    const header = this.#read(p, s);
    clearVerdict(this.verdict);
    this.#enter(p, s);
    const trip = this.#trip();
    this.#times(s, header);
    if (t.measured) this.#judge(s, trip);
    else this.#show(s);
    this.#options(p, s, header);
  }

  /** The fixed header; gives its length. */
  #read(p: Place, s: Segment): number {
    const { b, o } = p;
    const t = this.#facts;
    const header = (b[o + 12]! >> 4) * 4;
    s.seq = u32(b, o + 4) | 0;
    s.ack = u32(b, o + 8) | 0;
    s.flags = u16(b, o + 12) & 0xfff;
    s.window = u16(b, o + 14);
    t.measured = !p.quoted && p.wire - o >= header;
    s.length = t.measured ? p.wire - o - header : 0;
    t.length = s.length;
    return header;
  }

  /** Finds the conversation and its two flows. */
  #enter(p: Place, s: Segment): void {
    const { records } = this.#conversations;
    const found = this.#conversations.find(Transport.tcp, p.src, p.dst, u16(p.b, p.o), u16(p.b, p.o + 2));
    const side = found & 1;
    let c = found >> 1;
    this.#p = records.page(c);
    this.#o = records.at(c);
    this.#again = false;
    if (s.flags & TcpFlag.syn && this.#isAnother(s, side)) c = this.#another(c, s, side);
    this.#facts.conversation = c;
    enter(this.#facts, this.#p, this.#o, this.#conversations.fresh || this.#again, s);
    this.#join(side);
  }

  /** A SYN with another number than this side's first one. */
  #isAnother(s: Segment, side: number): boolean {
    const flow = this.#p[this.#o + C.flow + side]!;
    if (flow === 0) return false;
    const f = this.#flows.page(flow);
    const fo = this.#flows.at(flow);
    return (f[fo + F.marks]! & Mark.base) !== 0 && f[fo + F.base] !== s.seq;
  }

  /** The ports are used again: a SYN begins a new conversation, the answer to one only new numbers. */
  #another(c: number, s: Segment, side: number): number {
    this.verdict.said |= Analysis.reusedPorts;
    if (s.flags & TcpFlag.ack) {
      const flow = this.#p[this.#o + C.flow + side]!;
      const f = this.#flows.page(flow);
      f[this.#flows.at(flow) + F.base] = s.seq;
      this.unacked.rebase(f, this.#flows.at(flow));
      return c;
    }
    const next = this.#conversations.replace(c);
    this.#p = this.#conversations.records.page(next);
    this.#o = this.#conversations.records.at(next);
    this.#p[this.#o + C.marks] = Seen.syn;
    this.#again = true;
    return next;
  }

  /** Pages and places of the two flows, made where they were not known. */
  #join(side: number): void {
    const w = this.#w;
    const f = this.#flow(side);
    const r = this.#flow(side ^ 1);
    w.f = this.#flows.page(f);
    w.fo = this.#flows.at(f);
    w.r = this.#flows.page(r);
    w.ro = this.#flows.at(r);
  }
  #flow(side: number): number {
    const known = this.#p[this.#o + C.flow + side]!;
    if (known !== 0) return known;
    const flow = this.#flows.add();
    this.#flows.page(flow)[this.#flows.at(flow) + F.window] = -1;
    this.#p[this.#o + C.flow + side] = flow;
    return flow;
  }

  /** The handshake: when it was and how much of a whole conversation has been seen. */
  #times(s: Segment, header: number): void {
    const p = this.#p;
    const o = this.#o;
    const t = this.#facts;
    t.completeness = p[o + C.marks]!;
    const first = this.#conversations.fresh && !this.#again;
    if ((s.flags & HANDSHAKE) === TcpFlag.syn) this.#syn(s, first, header);
    else if ((s.flags & HANDSHAKE) === TcpFlag.ack) this.#firstTrip(s);
    p[o + C.marks] = first ? seenFirst(s.flags, s.length) : seenNext(p[o + C.marks]!, s.flags, s.length);
    if (s.flags & TcpFlag.fin) t.closes = closes(this.#w);
    t.tripSeconds = p[o + C.trip]!;
    t.tripNanos = p[o + C.trip + 1]!;
  }

  /** A SYN that comes again starts its side anew at what was seen without a gap. */
  #syn(s: Segment, first: boolean, header: number): void {
    const { f, fo } = this.#w;
    if (!first) this.verdict.shown = true;
    f[fo + F.next] = f[fo + F.covered]!;
    if (header < FIXED) return;
    this.#p[this.#o + C.syn] = s.seconds;
    this.#p[this.#o + C.syn + 1] = s.nanos;
  }

  /** From the newest SYN to the first ACK after it. */
  #firstTrip(s: Segment): void {
    const p = this.#p;
    const o = this.#o;
    if (p[o + C.syn] === 0 && p[o + C.syn + 1] === 0) return;
    if (p[o + C.trip] !== 0 || p[o + C.trip + 1] !== 0) return;
    const nanos = s.nanos - p[o + C.syn + 1]!;
    const seconds = this.clock.seconds(s.seconds) - this.clock.seconds(p[o + C.syn]!);
    p[o + C.trip] = this.clock.code(nanos < 0 ? seconds - 1 : seconds);
    p[o + C.trip + 1] = nanos < 0 ? nanos + 1e9 : nanos;
  }

  /** Nanoseconds of the first round trip; 0 where it is not known. */
  #trip(): number {
    const seconds = this.#p[this.#o + C.trip]!;
    const nanos = this.#p[this.#o + C.trip + 1]!;
    return seconds === 0 ? nanos : this.clock.seconds(seconds) * 1e9 + nanos;
  }

  #judge(s: Segment, trip: number): void {
    const t = this.#facts;
    const w = this.#w;
    bases(w, s);
    analyse(this, w, s, trip, this.verdict);
    t.otherBase = w.r[w.ro + F.base]!;
    t.seq = (s.seq - w.f[w.fo + F.base]!) >>> 0;
    t.ack = (s.flags & TcpFlag.ack ? s.ack - t.otherBase : s.ack) >>> 0;
    t.next = (t.seq + s.length + (s.flags & (TcpFlag.syn | TcpFlag.fin) ? 1 : 0)) >>> 0;
    t.scale = scaleOf(w.f[w.fo + F.marks]!);
    t.window = s.flags & TcpFlag.syn || t.scale < 0 ? s.window : s.window << t.scale;
  }

  /** What can be shown of a segment that was not judged. */
  #show(s: Segment): void {
    const t = this.#facts;
    t.otherBase = this.#w.r[this.#w.ro + F.base]!;
    t.seq = s.seq >>> 0;
    t.ack = s.ack >>> 0;
    t.next = t.seq;
    t.scale = scaleOf(this.#w.f[this.#w.fo + F.marks]!);
    t.window = s.window;
  }

  /** What the options say counts from the next segment on. */
  #options(p: Place, s: Segment, header: number): void {
    const w = this.#w;
    this.sack.clear(w.f, w.fo);
    if (header < FIXED || p.o + FIXED > p.end) return;
    if (header > FIXED) readOptions(p.b, p.o + FIXED, Math.min(p.o + header, p.end), w.f, w.fo, this.sack);
    if (s.flags & TcpFlag.syn) scaling(w, (s.flags & TcpFlag.ack) !== 0);
  }
}

/** What relative numbers count from: the SYN's number, or one before the first number seen. */
const bases = (w: Flows, s: Segment): void => {
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
};

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
