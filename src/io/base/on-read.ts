/**
 * OnRead: where the bytes of a Node socket arrive. The socket reads into a buffer that the present Sink names (Node's `onread`),
 * so that a pump can take over from the queue at any time without a copy more.
 */
import type { Ledger } from './ledger.ts';

/** The 64 KiB into which all quiet sockets read; what is kept of it must be copied in the read callback. */
export const SHARED: Uint8Array<ArrayBuffer> = Buffer.allocUnsafeSlow(65536);

export interface Sink {
  /** Where the next read goes. */
  readonly buffer: Uint8Array;
  /** `n` bytes lie at the start of `from`, and must be copied where that is SHARED. Gives them as the chunk that is booked and taken next. */
  keep(n: number, from: Uint8Array): Uint8Array;
  /** A chunk that now belongs to the sink; the channel has booked it. False: stop reading. */
  take(chunk: Uint8Array): boolean;
  /** The end of the direction, with what cut it. A sink without this is told by the promise of `feed`. */
  over?(error?: Error): void;
}

/** To be given to the `net.Socket` constructor as `onread`. */
export class OnRead {
  sink: Sink = CLOSED;
  /** The channel's. */
  ledger: Ledger | undefined;
  readonly buffer = (): Uint8Array => this.sink.buffer;
  readonly callback = (n: number, buffer: Uint8Array): boolean => {
    const chunk = this.sink.keep(n, buffer);
    this.ledger?.bytes('received', chunk);
    return this.sink.take(chunk);
  };
}

const CLOSED: Sink = { buffer: SHARED, keep: (n, from) => from.subarray(0, n), take: () => false };
