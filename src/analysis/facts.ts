/** What is known of the newest segment or datagram: numbers only, one object that is used again and again. */
import type { Bytes } from '../core/bytes.ts';
import { C } from './conversation.ts';

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

export const place = (): Place => ({ b: new Uint8Array(0), o: 0, end: 0, wire: 0, src: 0, dst: 0, quoted: false });

export interface Facts {
  conversation: number;
  stream: number;
  /** Clock words of the conversation's first frame and of the one before this. */
  firstSeconds: number;
  firstNanos: number;
  previousSeconds: number;
  previousNanos: number;
  /** TCP from here on. Its length is known and so it was judged: not in quoted packets, nor where the packet ends in the header. */
  measured: boolean;
  length: number;
  /** Shown numbers: relative to the flow's base where the segment was judged. */
  seq: number;
  ack: number;
  next: number;
  /** What the other side's numbers count from; 0 where that is not known. */
  otherBase: number;
  /** Scaled where the scale is known; the scale is -1 where it is not, -2 where there is none. */
  window: number;
  scale: number;
  /** What had been seen of a whole conversation before this segment: bits of Seen. */
  completeness: number;
  /** A FIN of the side that began to close. */
  closes: boolean;
  /** Clock words of the first round trip; both 0 where it is not known. */
  tripSeconds: number;
  tripNanos: number;
}

export const facts = (): Facts => ({
  conversation: 0,
  stream: 0,
  firstSeconds: 0,
  firstNanos: 0,
  previousSeconds: 0,
  previousNanos: 0,
  measured: false,
  length: 0,
  seq: 0,
  ack: 0,
  next: 0,
  otherBase: 0,
  window: 0,
  scale: -1,
  completeness: 0,
  closes: false,
  tripSeconds: 0,
  tripNanos: 0,
});

/** Clock words of the frame in hand. */
export interface Now {
  readonly seconds: number;
  readonly nanos: number;
}

/** Notes what a conversation (a page and an offset) tells of all its frames, and that it has one more unless that does not count (quoted, empty). */
export const enter = (t: Facts, p: Int32Array, o: number, fresh: boolean, now: Now, uncounted = false): void => {
  if (fresh) {
    p[o + C.first] = now.seconds;
    p[o + C.first + 1] = now.nanos;
    p[o + C.previous] = now.seconds;
    p[o + C.previous + 1] = now.nanos;
  }
  t.stream = p[o + C.stream]!;
  t.firstSeconds = p[o + C.first]!;
  t.firstNanos = p[o + C.first + 1]!;
  t.previousSeconds = p[o + C.previous]!;
  t.previousNanos = p[o + C.previous + 1]!;
  if (uncounted) return;
  p[o + C.previous] = now.seconds;
  p[o + C.previous + 1] = now.nanos;
};
