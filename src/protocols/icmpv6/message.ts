/** What a message of ICMPv6 declares: its fields, and what reads the rest. */
import type { Dissecting, Fields } from '../../wire/types.ts';

export interface Message {
  readonly fields: Fields;
  /** Those that are there in their place where `instead` says so. */
  readonly others?: Fields;
  readonly instead?: (d: Dissecting, o: number) => boolean;
  /** The packet that caused it follows. */
  readonly quotes?: boolean;
  /** What follows is the sender's. */
  readonly data?: boolean;
  /** Neighbour discovery options follow. */
  readonly options?: boolean;
  /** What fields cannot say; the offset behind it, where options follow. */
  readonly head?: (d: Dissecting, o: number) => number | undefined;
  readonly rest?: (d: Dissecting, o: number) => void;
}
