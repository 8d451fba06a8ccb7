/** Channel: one opened endpoint, two directions, each with its own end. */
import type { Ledger } from './ledger.ts';
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
}
