/** Channel: one opened endpoint, two directions, each with its own end. */

export interface Channel {
  /** Addresses as people type them: `127.0.0.1:7`, `[::1]:7`, `/run/x.sock`, `stdin`. */
  readonly local: string;
  readonly remote: string;
  /** The end of one direction is the end of the iteration; a reset or failure throws an IoError. Datagram channels yield one datagram a chunk. */
  readonly incoming: AsyncIterable<Uint8Array>;
  /** Resolves when more can be taken. */
  write(chunk: Uint8Array): Promise<void>;
  /** Half-close: what was written is delivered, then the peer sees the end. */
  end(): Promise<void>;
  abort(reason: Error): void;
}
