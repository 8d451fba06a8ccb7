/** TCP: the words that are remembered of one flow (one side's sending), the segment in hand, and what is said of it. */
import { TcpFlag } from './flags.ts';

/** Segments with one of these are no keep-alives, probes or duplicates. */
export const CONTROL = TcpFlag.fin | TcpFlag.syn | TcpFlag.rst;

/** Words of a flow. All sequence numbers are raw; 0 stands for unknown in `next`, `covered` and `acked`, as in Wireshark. */
export const F = {
  /** What relative numbers are relative to. */
  base: 0,
  /** The highest sequence number after a segment, the frame of that segment and its time. */
  next: 1,
  nextFrame: 2,
  nextTime: 3,
  /** The end of what has been seen without a gap: an ACK past it acknowledges what was not captured. */
  covered: 5,
  /** Newest acknowledgement number that this side sent, and when. */
  acked: 6,
  ackedTime: 7,
  /** Frame in which it was new, and how often it has been repeated. */
  ackedFrame: 9,
  duplicates: 10,
  /** Newest window, not scaled. */
  window: 11,
  /** Bytes since a segment with PSH. */
  pushed: 12,
  /** See `Mark`. */
  marks: 13,
  /** What was said of the newest segment: `Analysis` bits. */
  said: 14,
  /** Segments that the other side has not acknowledged: oldest, newest, how many; lowest and highest sequence number in them. */
  oldest: 15,
  newest: 16,
  count: 17,
  lowest: 18,
  highest: 19,
  /** Record of the ranges that this side acknowledged selectively; 0 where it never did. */
  sack: 20,
} as const;
export const FLOW_WORDS = 21;

/** Bits of F.marks. */
export const Mark = {
  /** The base is known. */
  base: 1,
  /** Something is missing since the other side last acknowledged: bytes in flight cannot be told. */
  gap: 2,
  /** The newest segment had PSH. */
  push: 4,
  /** The newest segment was a SYN: its window is not scaled. */
  syn: 8,
  /** The unacknowledged segments lie in the order of their sequence numbers. */
  ordered: 16,
  /** This side sent the first FIN. */
  closer: 32,
  /** This side has sent its FIN. */
  fin: 64,
  /** Shift of the window scale option plus 2; 1: there is no scaling; 0: not known. */
  scale: 128,
} as const;
const SCALE_AT = 7;
const LOW_MARKS = 127;

/** Shift of a flow's windows; -1 where nobody said, -2 where there is no scaling. */
export const scaleOf = (marks: number): number => {
  const stored = marks >> SCALE_AT;
  return stored === 0 ? -1 : stored === 1 ? -2 : stored - 2;
};
export const withScale = (marks: number, scale: number): number => (marks & LOW_MARKS) | ((scale === -2 ? 1 : scale + 2) << SCALE_AT);

/** What the analysis says of a segment; bits. */
export const Analysis = {
  retransmission: 1,
  lostSegment: 2,
  ackLostSegment: 4,
  keepAlive: 8,
  duplicateAck: 16,
  zeroWindow: 32,
  zeroWindowProbe: 64,
  zeroWindowProbeAck: 128,
  keepAliveAck: 256,
  outOfOrder: 512,
  fastRetransmission: 1024,
  windowUpdate: 2048,
  windowFull: 4096,
  reusedPorts: 8192,
  spuriousRetransmission: 16384,
} as const;

/** A segment on its way through the analysis. One object is used again and again; sequence numbers are signed 32-bit words. */
export interface Segment {
  seq: number;
  ack: number;
  length: number;
  flags: number;
  window: number;
  frame: number;
  /** Words of the time codes. */
  seconds: number;
  nanos: number;
}
export const segment = (): Segment => ({ seq: 0, ack: 0, length: 0, flags: 0, window: 0, frame: 0, seconds: 0, nanos: 0 });

/** What the analysis found. Numbers are 0 where it found none. */
export const verdict = () => ({
  /** Analysis bits. */
  said: 0,
  /** 1: there is something to show at all. */
  shown: 0,
  duplicateNumber: 0,
  duplicateFrame: 0,
  /** Frame whose segment this one acknowledges, and its time. */
  acksFrame: 0,
  acksSeconds: 0,
  acksNanos: 0,
  /** Frame from which the retransmission timeout counts, and its time. */
  rtoFrame: 0,
  rtoSeconds: 0,
  rtoNanos: 0,
  inFlight: 0,
  sincePush: 0,
});
export type Verdict = ReturnType<typeof verdict>;

export const clearVerdict = (v: Verdict): void => {
  v.said = 0;
  v.shown = 0;
  v.duplicateNumber = 0;
  v.duplicateFrame = 0;
  v.acksFrame = 0;
  v.rtoFrame = 0;
  v.inFlight = 0;
  v.sincePush = 0;
};
