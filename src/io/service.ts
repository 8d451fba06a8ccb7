/** Service: the far side of a protocol, without a socket. A service is one file in `services/` and one line in its registry. */
import type { Channel } from './channel.ts';

export interface Service {
  readonly name: string;
  /** The RFC or other paper that says what it does. */
  readonly spec: string;
  /** Well-known port. */
  readonly port: number;
  serve(channel: Channel): Promise<void>;
}
