/**
 * Connection states: in which state each side of a TCP-like connection is (RFC 9293 §3.3.2), as far as the segments that passed tell it. What a
 * program did that no segment shows (listen, a timer that ran out) is not known.
 */
import { ACK, FIN, RST, type Segment, SYN } from './segment.ts';

export type ConnectionState =
  | 'CLOSED'
  | 'LISTEN'
  | 'SYN-SENT'
  | 'SYN-RECEIVED'
  | 'ESTABLISHED'
  | 'FIN-WAIT-1'
  | 'FIN-WAIT-2'
  | 'CLOSE-WAIT'
  | 'CLOSING'
  | 'LAST-ACK'
  | 'TIME-WAIT';

type Side = 0 | 1;

/** What an end of the other side, or the acknowledgment of our own, makes of a state. */
const ON_FIN: Partial<Record<ConnectionState, ConnectionState>> = {
  ESTABLISHED: 'CLOSE-WAIT',
  'SYN-RECEIVED': 'CLOSE-WAIT',
  'FIN-WAIT-1': 'CLOSING',
  'FIN-WAIT-2': 'TIME-WAIT',
};
const ON_ACK_OF_FIN: Partial<Record<ConnectionState, ConnectionState>> = {
  'FIN-WAIT-1': 'FIN-WAIT-2',
  CLOSING: 'TIME-WAIT',
  'LAST-ACK': 'CLOSED',
};

export class ConnectionStates {
  readonly #states: [ConnectionState, ConnectionState] = ['CLOSED', 'CLOSED'];
  /** Behind the end of each side: the number that acknowledges it. */
  readonly #ends: [number | undefined, number | undefined] = [undefined, undefined];
  #isNew = true;

  /** The states of both sides behind the segment; undefined where they have not changed, or nothing tells them. */
  take(side: Side, { flags, numbers }: Segment): readonly [ConnectionState, ConnectionState] | undefined {
    if (numbers === undefined) return undefined;
    const before = this.#states.join();
    if (this.#isNew) this.#begin(side, flags);
    this.#isNew = false;
    if (flags & RST) this.#states[0] = this.#states[1] = 'CLOSED';
    else if (flags & SYN) this.#opens(side, flags);
    else this.#goesOn(side, flags, numbers);
    return this.#states.join() === before ? undefined : [...this.#states];
  }

  /** A capture may begin in the middle of a connection. */
  #begin(side: Side, flags: number): void {
    const [own, other] = [side, side === 0 ? 1 : 0];
    if ((flags & (SYN | ACK)) === SYN) this.#states[other] = 'LISTEN';
    else if (flags & SYN) this.#states[other] = 'SYN-SENT';
    else this.#states[own] = this.#states[other] = 'ESTABLISHED';
  }

  #opens(side: Side, flags: number): void {
    const other = side === 0 ? 1 : 0;
    this.#ends[0] = this.#ends[1] = undefined;
    if ((flags & ACK) === 0) {
      this.#states[side] = this.#states[other] === 'SYN-SENT' ? 'SYN-RECEIVED' : 'SYN-SENT';
      if (this.#states[other] === 'CLOSED' || this.#states[other] === 'TIME-WAIT') this.#states[other] = 'LISTEN';
      return;
    }
    this.#states[side] = 'SYN-RECEIVED';
    if (this.#states[other] === 'SYN-SENT') this.#states[other] = 'ESTABLISHED';
  }

  #goesOn(side: Side, flags: number, { seq, ack, length }: NonNullable<Segment['numbers']>): void {
    const other = side === 0 ? 1 : 0;
    const s = this.#states;
    if (flags & ACK) {
      if (s[other] === 'SYN-RECEIVED') s[other] = 'ESTABLISHED';
      if (s[side] === 'SYN-RECEIVED' && s[other] === 'ESTABLISHED') s[side] = 'ESTABLISHED';
      const end = this.#ends[other];
      if (end !== undefined && ((ack - end) | 0) >= 0) s[other] = ON_ACK_OF_FIN[s[other]] ?? s[other];
    }
    if ((flags & FIN) === 0 || this.#ends[side] !== undefined) return;
    this.#ends[side] = (seq + length + 1) >>> 0;
    // Who has not seen the other's end yet, as its acknowledgment tells, ends at the same time.
    const end = this.#ends[other];
    const crossed = end !== undefined && (flags & ACK) !== 0 && ((ack - end) | 0) < 0;
    s[side] = crossed ? 'CLOSING' : s[side] === 'CLOSE-WAIT' ? 'LAST-ACK' : 'FIN-WAIT-1';
    s[other] = ON_FIN[s[other]] ?? s[other];
  }
}
