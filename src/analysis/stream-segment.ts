/** Stream segment: what a segment brings for its stream, with its place in its frame. */
import type { Bytes } from '../core/bytes.ts';
import type { Node } from '../wire/types.ts';

export interface StreamSegment {
  readonly node: Node;
  readonly conversation: number;
  /** Its number among the conversations of its protocol. */
  readonly stream: number;
  readonly b: Bytes;
  /** Where its header starts, its payload starts, where what was captured of it ends, and where it ended on the wire. */
  o: number;
  from: number;
  to: number;
  wire: number;
  /** Offset of the frame in `b`. */
  base: number;
  /** Origins are known: the bytes are the frame's own. */
  own: boolean;
  frame: number;
  seconds: number;
  nanos: number;
  /** Numbers of the addresses of the conversation's low and high side. */
  low: number;
  high: number;
  sport: number;
  dport: number;
  /** 0: the low side of the conversation sent it. */
  side: 0 | 1;
}
