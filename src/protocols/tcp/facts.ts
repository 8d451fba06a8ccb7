/** What is known of a TCP segment from its conversation: numbers, by the names that rows, trees and filters use. */
import type { ConversationFactsOf } from '../../wire/transport.ts';
import { verdict } from './flow.ts';

export const tcpFacts = () => ({
  /** 1: its length is known and so it was judged: not in quoted packets, nor where the packet ends in the header. */
  measured: 0,
  length: 0,
  /** Shown numbers: relative to the flow's base where the segment was judged. */
  seq: 0,
  ack: 0,
  next: 0,
  /** What the other side's numbers count from; 0 where that is not known. */
  otherBase: 0,
  /** Scaled where the scale is known; the scale is -1 where it is not, -2 where there is none. */
  window: 0,
  scale: -1,
  /** What had been seen of a whole conversation before this segment: bits of Seen. */
  completeness: 0,
  /** 1: a FIN of the side that began to close. */
  closes: 0,
  /** Of Closing: which directions had been closed before this segment, and whether it acknowledges that. */
  closing: 0,
  /** The first round trip; both 0 where it is not known. */
  tripSeconds: 0,
  tripNanos: 0,
  ...verdict(),
});
export type TcpFacts = ConversationFactsOf & ReturnType<typeof tcpFacts>;

export const Closing = { own: 1, other: 2, acknowledged: 4 } as const;
