/** Channel: one opened endpoint, two directions, each with its own end. */

import type { Ledger } from './ledger.ts';
import type { Sink } from './on-read.ts';
import type { ChannelFacts } from './tap.ts';

export interface Channel {
  /** Addresses as people type them: `127.0.0.1:7`, `[::1]:7`, `/run/x.sock`, `stdin`. */
  readonly local: string;
  readonly remote: string;
  /**
   * Reading starts with the first pull; leaving the loop early pauses reading and keeps the channel.
   * The end of one direction is the end of the iteration; a reset or failure throws an IoError.
   * Datagram channels yield one datagram a chunk. Chunks belong to the reader. One reader at a time.
   */
  readonly incoming: AsyncIterable<Uint8Array>;
  /** Resolves when more can be taken; until then `chunk` must not be changed. Rejects with an IoError when it cannot be sent. */
  write(chunk: Uint8Array): Promise<void>;
  /** Half-close: what was written is delivered, then the peer sees the end. Resolves when it is sent; calling it again is harmless. */
  end(): Promise<void>;
  /** Cuts both directions at once (TCP: RST). Reads and writes under way fail with `reason`. */
  abort(reason: Error): void;
}

/** What every endpoint gives: a channel with what is known of it and the ledger of its life. Taps are attached to the ledger. */
export interface OpenChannel extends Channel {
  readonly facts: ChannelFacts;
  readonly ledger: Ledger;
  /**
   * Lets go in order: what was written is still delivered, then the end is sent; nothing more is read, and a reader under way sees the end.
   * Harmless when the channel is over already. (`lingeringClose` is what a service wants whose peer may still be sending.)
   */
  close(): void;
}

/** A channel that knows more than promises: two of them are joined by a pump that moves bytes without waiting for anything. */
export interface FastChannel extends OpenChannel {
  /**
   * Hands all that arrives to `sink` from here on, what is queued first, and starts reading.
   * Resolves at the end of the direction; rejects with what cut it. `incoming` must not be read any more.
   * A sink that has `over` is told by that instead, and the promise is resolved already: a promise less for each idle connection.
   */
  feed(sink: Sink): Promise<void>;
  /** Reading goes on after the sink said stop. */
  resume(): void;
  /** Writes without a promise; `written` is called once, with an error where it could not be sent (the system's own; the ledger has it as ours). */
  put(bytes: Uint8Array, written: (error?: Error | null) => void): void;
  /** Bytes that were put and are not with the system yet. Zero right after `put`: the bytes may be used again. */
  readonly pending: number;
}

export const isFast = (channel: OpenChannel): channel is FastChannel => 'feed' in channel && 'put' in channel;
