/** TCP analysis: handshakes, windows and relative numbers of conversations, around the analysis of sequence numbers. */
import { u16, u32 } from '../../core/bytes.ts';
import { Records } from '../../core/records.ts';
import type { TimeCodes } from '../../core/time-codes.ts';
import type { MutableFacts, Now, Place, Analysis as TransportAnalysis } from '../../wire/transport.ts';
import { Seen, seenFirst, seenNext } from './completeness.ts';
import { Closing, type TcpFacts } from './facts.ts';
import { TcpFlag } from './flags.ts';
import { Analysis, clearVerdict, F, FLOW_WORDS, Mark, scaleOf, segment, type Verdict, verdict, withScale } from './flow.ts';
import { SackRanges } from './sack-ranges.ts';
import { readOptions } from './scale-and-sack.ts';
import { analyse, type Flows } from './sequence.ts';
import { Unacked } from './unacked.ts';

const FIXED = 20;
const HANDSHAKE = TcpFlag.syn | TcpFlag.ack;

/** Words of a conversation: flows of the low and the high side, time of the newest SYN, the first round trip, what has been seen. */
const C = { flow: 0, syn: 2, trip: 4, marks: 6 } as const;
const WORDS = 7;

export const tcpAnalysis = (times: TimeCodes): TransportAnalysis => new TcpAnalysis(times);

class TcpAnalysis implements TransportAnalysis {
  readonly times: TimeCodes;
  readonly unacked = new Unacked();
  readonly sack = new SackRanges();
  readonly #verdict = verdict();
  readonly #conversations = new Records(WORDS);
  readonly #flows = new Records(FLOW_WORDS);
  readonly #s = segment();
  readonly #w: Flows;
  #header = 0;
  #measured = false;
  #inferred = false;

  constructor(times: TimeCodes) {
    this.times = times;
    this.#conversations.add();
    this.#flows.add();
    const page = this.#flows.page(0);
    this.#w = { f: page, fo: 0, r: page, ro: 0 };
  }

  begins(p: Place, state: number, side: number): boolean {
    const { b, o } = p;
    const s = this.#s;
    this.#header = (b[o + 12]! >> 4) * 4;
    s.seq = u32(b, o + 4) | 0;
    s.ack = u32(b, o + 8) | 0;
    s.flags = u16(b, o + 12) & 0xfff;
    s.window = u16(b, o + 14);
    this.#measured = !p.quoted && p.wire - o >= this.#header;
    s.length = this.#measured ? p.wire - o - this.#header : 0;
    clearVerdict(this.#verdict);
    return (s.flags & TcpFlag.syn) !== 0 && this.#isAnother(state, side);
  }

  open(again: boolean): number {
    const c = this.#conversations.add();
    if (again) this.#conversations.page(c)[this.#conversations.at(c) + C.marks] = Seen.syn;
    return c;
  }

  judge(p: Place, state: number, side: number, first: boolean, now: Now, facts: MutableFacts): void {
    const s = this.#s;
    const t = facts as TcpFacts;
    s.frame = now.frame;
    s.seconds = now.seconds;
    s.nanos = now.nanos;
    this.#inferred = now.inferred;
    this.#join(state, side);
    const trip = this.#trip(state);
    this.#handshake(state, first, t);
    t.measured = this.#measured ? 1 : 0;
    t.length = s.length;
    t.closing = closing(this.#w, s);
    if (this.#measured) this.#judge(trip, t);
    else this.#show(t);
    this.#options(p);
    this.#tell(t);
  }

  close(state: number): void {
    const p = this.#conversations.page(state);
    const o = this.#conversations.at(state);
    for (const flow of [p[o + C.flow]!, p[o + C.flow + 1]!]) {
      if (flow === 0) continue;
      const f = this.#flows.page(flow);
      this.unacked.clear(f, this.#flows.at(flow));
      this.sack.forget(f, this.#flows.at(flow));
      this.#flows.free(flow);
    }
    this.#conversations.free(state);
  }

  /** A SYN with another number than this side's first one. The answer to a SYN begins no conversation, only new numbers. */
  #isAnother(state: number, side: number): boolean {
    const flow = state === 0 ? 0 : this.#conversations.page(state)[this.#conversations.at(state) + C.flow + side]!;
    if (flow === 0) return false;
    const f = this.#flows.page(flow);
    const fo = this.#flows.at(flow);
    if ((f[fo + F.marks]! & Mark.base) === 0 || f[fo + F.base] === this.#s.seq) return false;
    this.#verdict.said |= Analysis.reusedPorts;
    if ((this.#s.flags & TcpFlag.ack) === 0) return true;
    f[fo + F.base] = this.#s.seq;
    this.unacked.rebase(f, fo);
    return false;
  }

  /** Pages and places of the two flows, made where they were not known. */
  #join(state: number, side: number): void {
    const w = this.#w;
    const f = this.#flow(state, side);
    const r = this.#flow(state, side ^ 1);
    w.f = this.#flows.page(f);
    w.fo = this.#flows.at(f);
    w.r = this.#flows.page(r);
    w.ro = this.#flows.at(r);
  }
  #flow(state: number, side: number): number {
    const p = this.#conversations.page(state);
    const at = this.#conversations.at(state) + C.flow + side;
    if (p[at] !== 0) return p[at]!;
    const flow = this.#flows.add();
    this.#flows.page(flow)[this.#flows.at(flow) + F.window] = -1;
    p[at] = flow;
    return flow;
  }

  /** When the handshake was and how much of a whole conversation has been seen. */
  #handshake(state: number, first: boolean, t: TcpFacts): void {
    const p = this.#conversations.page(state);
    const o = this.#conversations.at(state);
    const { flags, length } = this.#s;
    t.completeness = p[o + C.marks]!;
    if ((flags & HANDSHAKE) === TcpFlag.syn) this.#syn(p, o, first);
    else if ((flags & HANDSHAKE) === TcpFlag.ack) this.#firstTrip(p, o);
    p[o + C.marks] = first ? seenFirst(flags, length) : seenNext(p[o + C.marks]!, flags, length);
    t.closes = flags & TcpFlag.fin && closes(this.#w) ? 1 : 0;
    t.tripSeconds = this.times.seconds(p[o + C.trip]!);
    t.tripNanos = p[o + C.trip + 1]!;
  }

  /** A SYN that comes again starts its side anew at what was seen without a gap. */
  #syn(p: Int32Array, o: number, first: boolean): void {
    const { f, fo } = this.#w;
    if (!first) this.#verdict.shown = 1;
    f[fo + F.next] = f[fo + F.covered]!;
    if (this.#header < FIXED) return;
    p[o + C.syn] = this.#s.seconds;
    p[o + C.syn + 1] = this.#s.nanos;
  }

  /** From the newest SYN to the first ACK after it. */
  #firstTrip(p: Int32Array, o: number): void {
    if (p[o + C.syn] === 0 && p[o + C.syn + 1] === 0) return;
    if (p[o + C.trip] !== 0 || p[o + C.trip + 1] !== 0) return;
    const nanos = this.#s.nanos - p[o + C.syn + 1]!;
    const seconds = this.times.seconds(this.#s.seconds) - this.times.seconds(p[o + C.syn]!);
    if (this.#inferred && nanos === 0 && seconds === 0) {
      p[o + C.syn] = p[o + C.syn + 1] = 0; // not known, and no later ACK tells it
      return;
    }
    p[o + C.trip] = this.times.code(nanos < 0 ? seconds - 1 : seconds);
    p[o + C.trip + 1] = nanos < 0 ? nanos + 1e9 : nanos;
  }

  /** Nanoseconds of the first round trip as it was known before this segment; 0 where it was not. */
  #trip(state: number): number {
    const p = this.#conversations.page(state);
    const at = this.#conversations.at(state) + C.trip;
    return p[at] === 0 ? p[at + 1]! : this.times.seconds(p[at]!) * 1e9 + p[at + 1]!;
  }

  #judge(trip: number, t: TcpFacts): void {
    const s = this.#s;
    const w = this.#w;
    bases(w, s);
    analyse(this, w, s, trip, this.#verdict);
    t.otherBase = w.r[w.ro + F.base]! >>> 0;
    t.seq = (s.seq - w.f[w.fo + F.base]!) >>> 0;
    t.ack = (s.flags & TcpFlag.ack ? s.ack - t.otherBase : s.ack) >>> 0;
    t.next = (t.seq + s.length + (s.flags & (TcpFlag.syn | TcpFlag.fin) ? 1 : 0)) >>> 0;
    t.scale = scaleOf(w.f[w.fo + F.marks]!);
    t.window = s.flags & TcpFlag.syn || t.scale < 0 ? s.window : s.window << t.scale;
  }

  /** What can be shown of a segment that was not judged. */
  #show(t: TcpFacts): void {
    const s = this.#s;
    t.otherBase = this.#w.r[this.#w.ro + F.base]! >>> 0;
    t.seq = s.seq >>> 0;
    t.ack = s.ack >>> 0;
    t.next = t.seq;
    t.scale = scaleOf(this.#w.f[this.#w.fo + F.marks]!);
    t.window = s.window;
  }

  /** What the options say counts from the next segment on. */
  #options(p: Place): void {
    const w = this.#w;
    const header = this.#header;
    this.sack.clear(w.f, w.fo);
    if (header < FIXED || p.o + FIXED > p.end) return;
    if (header > FIXED) readOptions(p.b, p.o + FIXED, Math.min(p.o + header, p.end), w.f, w.fo, this.sack);
    // Options that the capture cut may have said something else.
    if (this.#s.flags & TcpFlag.syn && p.o + header <= p.end) scaling(w, (this.#s.flags & TcpFlag.ack) !== 0);
  }

  #tell(t: TcpFacts): void {
    const v: Verdict = this.#verdict;
    t.said = v.said;
    t.shown = v.shown;
    t.duplicateNumber = v.duplicateNumber;
    t.duplicateFrame = v.duplicateFrame;
    t.acksFrame = v.acksFrame;
    t.acksSeconds = v.acksFrame === 0 ? 0 : this.times.seconds(v.acksSeconds);
    t.acksNanos = v.acksFrame === 0 ? 0 : v.acksNanos;
    t.rtoFrame = v.rtoFrame;
    t.rtoSeconds = v.rtoFrame === 0 ? 0 : this.times.seconds(v.rtoSeconds);
    t.rtoNanos = v.rtoFrame === 0 ? 0 : v.rtoNanos;
    t.inFlight = v.inFlight;
    t.sincePush = v.sincePush;
  }
}

/** What relative numbers count from: the SYN's number, or one before the first number seen. */
const bases = (w: Flows, s: { readonly seq: number; readonly ack: number; readonly flags: number }): void => {
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

/** Which directions are closed; a FIN of this side counts from the next segment on. */
const closing = (w: Flows, s: { readonly ack: number; readonly flags: number }): number => {
  const own = w.f[w.fo + F.marks]! & Mark.fin ? Closing.own : 0;
  const other = w.r[w.ro + F.marks]! & Mark.fin ? Closing.other : 0;
  if (s.flags & TcpFlag.fin) w.f[w.fo + F.marks]! |= Mark.fin;
  return own | other | (other && s.flags & TcpFlag.ack && s.ack === w.r[w.ro + F.next]! ? Closing.acknowledged : 0);
};

/** RFC 7323 §2.2: windows are scaled only where both sides said so. */
const scaling = (w: Flows, answer: boolean): void => {
  const own = scaleOf(w.f[w.fo + F.marks]!);
  const other = scaleOf(w.r[w.ro + F.marks]!);
  if (own !== -1 && !(answer && other === -2)) return;
  w.f[w.fo + F.marks] = withScale(w.f[w.fo + F.marks]!, -2);
  w.r[w.ro + F.marks] = withScale(w.r[w.ro + F.marks]!, -2);
};
