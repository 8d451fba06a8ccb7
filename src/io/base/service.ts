/** Service: the server side of a protocol, without a socket. A service is a folder in `services/`, with its test, and one line in the registry. */
import type { OpenChannel } from './channel.ts';

export interface Service {
  readonly name: string;
  readonly title: string;
  /** The RFC or other paper that says what it does. */
  readonly spec: string;
  /** Well-known port. */
  readonly port: number;
  /** The kinds of channel it can speak on. */
  readonly framings: readonly ('stream' | 'datagram')[];
  /**
   * Speaks until it has nothing more to say. It need not end or close the channel: whoever runs it half-closes, lets the peer finish and
   * lets go (`lingeringClose`). Rejects with what broke the channel. The signal asks it to finish.
   */
  serve(channel: OpenChannel, signal: AbortSignal): Promise<void>;
}
