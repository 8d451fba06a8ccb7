/** Datagram: how a protocol is told from others where no port does it, and how its replies find their requests. */
import type { Bytes } from '../core/bytes.ts';
import type { Message } from './stream.ts';

/** What a protocol knows of its own datagrams b[o, end). */
export interface DatagramSpec {
  /** How sure one may be, 0 to 1, that it is one; strict, as every datagram of an unknown port is asked about. */
  readonly guess?: (b: Bytes, o: number, end: number) => number;
  /** Whether from here on all that comes to its sender's port is of this protocol. */
  readonly arranges?: (b: Bytes, o: number, end: number) => boolean;
  /** What is known where b[o, end) came: of the frame that arranges, and then of each datagram, from what was known before it. */
  readonly goesOn?: (before: Message | undefined, b: Bytes, o: number, end: number, frame: number) => Message;
}

/** An address and who holds it; both are numbers below 2⁵³. */
export interface Claim {
  readonly address: number;
  readonly holder: number;
}

export interface InDatagrams {
  /**
   * Requests and replies in datagrams: the key under which b[o, end) asks for an answer, or minus one minus the key that it answers.
   * Undefined where it does neither.
   */
  readonly exchange?: (b: Bytes, o: number, end: number) => number | undefined;
  /** Which addresses b[o, end) says are whose, in its order. Who says so of an address that another holds is told in `Answered.conflicts`. */
  readonly claims?: (b: Bytes, o: number, end: number) => readonly Claim[];
  /** How it is found in datagrams whose ports tell nothing. */
  readonly datagram?: DatagramSpec;
}

/** Whether what was said before tells something of a datagram of the layer. */
export const asksBefore = ({ exchange, claims }: InDatagrams): boolean => exchange !== undefined || claims !== undefined;
