/**
 * TCP sequence analysis: what a segment is, given what both sides sent before it. The kinds, their order and their thresholds
 * are those that Wireshark documents ("TCP Analysis" in its user's guide), so that names mean the same.
 */

import { isAfter, isBefore, isUpTo } from '../../core/serial.ts';
import type { TimeCodes } from '../../core/time-codes.ts';
import { TcpFlag } from './flags.ts';
import { Analysis as A, CONTROL, F, Mark, type Segment, scaleOf, type Verdict } from './flow.ts';
import type { SackRanges } from './sack-ranges.ts';
import type { Unacked } from './unacked.ts';

/** Two flows of one conversation, each a page of words and an offset: the sender's and the other side's. */
export interface Flows {
  f: Int32Array;
  fo: number;
  r: Int32Array;
  ro: number;
}

/** What the analysis keeps besides the words of flows. */
export interface Kept {
  readonly times: TimeCodes;
  readonly unacked: Unacked;
  readonly sack: SackRanges;
}

/** A resend within this many nanoseconds of a duplicate ACK is a fast one. */
const FAST = 20_000_000;
/** Stands for a number of duplicate ACKs: the other side acknowledged what was not captured, so this side may wait for it. */
const STALLED = 0x7fff_ffff;
/** Segments that arrive so soon after the highest one were overtaken, where the round trip is not known. */
const OVERTAKEN = 3_000_000;

/** The sequence number after a segment: SYN and FIN take one. */
const after = (s: Segment): number => (s.seq + s.length + (s.flags & (TcpFlag.syn | TcpFlag.fin) ? 1 : 0)) | 0;

/** Judges segment `s`, fills `v` and brings both flows up to date. `trip`: nanoseconds of the first round trip, or 0. */
export const analyse = (k: Kept, w: Flows, s: Segment, trip: number, v: Verdict): void => {
  const { f, fo, r, ro } = w;
  if (s.flags & TcpFlag.ack) r[ro + F.marks]! &= ~Mark.gap;
  judge(w, s, v);
  judgeAck(w, s, v);
  if (s.length > 0 || s.flags & (TcpFlag.syn | TcpFlag.fin)) judgeResent(k, w, s, trip, v);
  advance(k, w, s, v);
  f[fo + F.window] = s.window;
  f[fo + F.acked] = s.ack;
  f[fo + F.ackedTime] = s.seconds;
  f[fo + F.ackedTime + 1] = s.nanos;
  f[fo + F.said] = v.said;
  k.unacked.acknowledge(r, ro, s.ack, v);
  if (s.length > 0) flight(k, w, s, v);
};

/** Probes, keep-alives, windows and duplicates: what segment and flow alone show. */
const judge = (w: Flows, s: Segment, v: Verdict): void => {
  const { f, fo, r, ro } = w;
  const next = f[fo + F.next]!;
  const plain = (s.flags & CONTROL) === 0;
  if (s.length === 1 && s.seq === next && r[ro + F.window] === 0) {
    v.said |= A.zeroWindowProbe;
    return;
  }
  if (s.window === 0 && plain) v.said |= A.zeroWindow;
  if (next !== 0 && isAfter(s.seq, next) && (s.flags & TcpFlag.rst) === 0) {
    v.said |= A.lostSegment;
    f[fo + F.marks]! |= Mark.gap;
  }
  if (!plain) return;
  if (s.length <= 1 && s.seq === ((next - 1) | 0)) v.said |= A.keepAlive;
  if (s.length > 0) {
    if (fillsWindow(r, ro, s)) v.said |= A.windowFull;
  } else if (s.seq === next) judgeEmpty(w, s, v);
};

/** RFC 7323 §2.2: the window of a SYN is not scaled. */
const fillsWindow = (r: Int32Array, ro: number, s: Segment): boolean => {
  const marks = r[ro + F.marks]!;
  const scale = scaleOf(marks);
  if (scale === -1) return false;
  const shift = marks & Mark.syn || scale === -2 ? 0 : scale;
  return ((s.seq + s.length) | 0) === ((r[ro + F.acked]! + (r[ro + F.window]! << shift)) | 0);
};

/** A segment without data at the expected place. */
const judgeEmpty = (w: Flows, s: Segment, v: Verdict): void => {
  const { f, fo, r, ro } = w;
  const same = s.ack === f[fo + F.acked];
  const answered = r[ro + F.said]!;
  if (s.window !== f[fo + F.window]) {
    if (s.window !== 0 && same) v.said |= A.windowUpdate;
    return;
  }
  if (!same) return;
  if (s.window !== 0 && answered & A.keepAlive) v.said |= A.keepAliveAck;
  else if (s.window === 0 && answered & A.zeroWindowProbe) v.said |= A.zeroWindowProbeAck;
  else if (s.window !== 0) {
    v.said |= A.duplicateAck;
    v.duplicateNumber = f[fo + F.duplicates] === STALLED ? 1 : f[fo + F.duplicates]! + 1;
    f[fo + F.duplicates] = v.duplicateNumber;
    v.duplicateFrame = f[fo + F.ackedFrame]!;
  }
};

/** The acknowledgement number: new, or past everything that was seen. */
const judgeAck = (w: Flows, s: Segment, v: Verdict): void => {
  const { f, fo, r, ro } = w;
  if (s.ack !== f[fo + F.acked]) {
    f[fo + F.ackedFrame] = s.frame;
    f[fo + F.duplicates] = 0;
  }
  const covered = r[ro + F.covered]!;
  if ((s.flags & TcpFlag.ack) === 0 || covered === 0 || !isAfter(s.ack, covered)) return;
  v.shown = 1;
  const next = r[ro + F.next]!;
  if (isAfter(next, covered)) {
    r[ro + F.covered] = next;
    v.said |= A.ackLostSegment;
    return;
  }
  if (r[ro + F.duplicates] === 0) v.said |= A.ackLostSegment;
  r[ro + F.duplicates] = STALLED;
};

/** A segment with data, SYN or FIN that does not go on where the highest one ended. */
const judgeResent = (k: Kept, w: Flows, s: Segment, trip: number, v: Verdict): void => {
  const { f, fo, r, ro } = w;
  const next = f[fo + F.next]!;
  let behind = next !== 0 && isBefore(s.seq, next);
  if (behind && v.said & A.keepAlive) return;
  if (s.length > 1 && ((next - 1) | 0) === s.seq) behind = false;
  const end = (s.seq + s.length) | 0;
  if (s.length > 0 && r[ro + F.acked] !== 0 && isUpTo(end, r[ro + F.acked]!)) {
    v.said |= A.spuriousRetransmission;
    return;
  }
  if (!behind) return;
  if (isFast(k, w, s)) v.said |= A.fastRetransmission;
  else if (isOvertaken(k, w, s, trip)) v.said |= A.outOfOrder;
  else {
    v.said |= A.retransmission;
    v.rtoFrame = f[fo + F.nextFrame]!;
    v.rtoSeconds = f[fo + F.nextTime]!;
    v.rtoNanos = f[fo + F.nextTime + 1]!;
    k.unacked.timedOut(f, fo, v);
  }
};

/** RFC 5681 §3.2: what the other side's duplicate ACKs, or its selective ones, ask for. */
const isFast = (k: Kept, w: Flows, s: Segment): boolean => {
  const { r, ro } = w;
  if (r[ro + F.duplicates]! < 2 || r[ro + F.acked] !== s.seq) return false;
  const since = k.times.between(r[ro + F.ackedTime]!, r[ro + F.ackedTime + 1]!, s.seconds, s.nanos);
  return since >= 0 && since < FAST;
};

const isOvertaken = (k: Kept, w: Flows, s: Segment, trip: number): boolean => {
  const { f, fo } = w;
  const since = k.times.between(f[fo + F.nextTime]!, f[fo + F.nextTime + 1]!, s.seconds, s.nanos);
  if (since < 0 || since >= (trip > 0 ? trip : OVERTAKEN)) return false;
  return f[fo + F.next] !== after(s);
};

/** Remembers the segment, and how far this flow has come. */
const advance = (k: Kept, w: Flows, s: Segment, v: Verdict): void => {
  const { f, fo } = w;
  const next = after(s);
  if (next !== s.seq) k.unacked.add(f, fo, s, next);
  const probe = (v.said & A.zeroWindowProbe) !== 0;
  if (!probe && (f[fo + F.next] === 0 || isAfter(next, f[fo + F.next]!))) {
    f[fo + F.next] = next;
    f[fo + F.nextFrame] = s.frame;
    f[fo + F.nextTime] = s.seconds;
    f[fo + F.nextTime + 1] = s.nanos;
  }
  if (!probe && (f[fo + F.covered] === 0 || s.seq === f[fo + F.covered])) f[fo + F.covered] = f[fo + F.next]!;
};

/** Bytes in flight and bytes since the last PSH. */
const flight = (k: Kept, w: Flows, s: Segment, v: Verdict): void => {
  const { f, fo, r, ro } = w;
  if (f[fo + F.count] === 0 || (f[fo + F.marks]! & Mark.gap) !== 0) return;
  const fresh = (f[fo + F.marks]! & Mark.push) !== 0;
  f[fo + F.pushed] = fresh ? s.length : f[fo + F.pushed]! + s.length;
  if (s.flags & TcpFlag.push) f[fo + F.marks]! |= Mark.push;
  else f[fo + F.marks]! &= ~Mark.push;
  const out = (((f[fo + F.highest]! - f[fo + F.lowest]!) >>> 0) - k.sack.bytes(r, ro)) | 0;
  v.shown = 1;
  if (out <= 0 || out >= 2_000_000_000) return;
  v.inFlight = out - (s.flags & (TcpFlag.syn | TcpFlag.fin) ? 1 : 0);
  if (v.inFlight > 0) v.sincePush = f[fo + F.pushed]!;
};
