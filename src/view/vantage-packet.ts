/** A packet of a conversation as vantages are compared by it. */
import type { Seen } from '../analysis/vantage.ts';
import { hex } from '../core/bytes.ts';
import { type Instant, secondsText, since } from '../core/time.ts';
import { ACK, FIN, RST, type Segment, SYN } from './segment.ts';

export interface VantagePacket extends Seen {
  /** Seconds since the first packet of both places. */
  readonly clock: string;
  readonly label: string;
  readonly payload: Uint8Array;
}

/** Undefined for what a relay does not pass on: acknowledgments by themselves, and how a connection opens, of which there are two. `exact`: both places see the same packets, with the same numbers. */
export const vantagePacket = (s: Segment, side: 0 | 1, first: Instant, exact: boolean): VantagePacket | undefined => {
  if (s.at === undefined || (!exact && (s.isBare || (s.flags & SYN) !== 0))) return undefined;
  const { seconds, nanos } = since(s.at, first);
  const turn = s.flags & (SYN | FIN | RST);
  const numbers = exact && s.numbers !== undefined ? `${s.numbers.seq} ${s.flags & ACK ? s.numbers.ack : ''}` : '';
  return {
    number: s.number,
    time: seconds * 1000 + nanos / 1e6,
    side,
    key: `${s.protocol} ${turn} ${numbers} ${hex(s.payload)}`,
    length: s.payload.length,
    clock: secondsText(seconds, nanos, 6),
    label: s.label,
    payload: s.payload,
  };
};
