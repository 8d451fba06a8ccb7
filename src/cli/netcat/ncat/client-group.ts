/** ClientGroup: what listen mode does with the clients it has accepted. */
import type { OpenChannel } from '../../../io/base/channel.ts';

export interface ClientGroup {
  /** Resolves when that client is over, in order or cut; its channel is closed then. Throws a Quit for what ends everything. */
  enter(channel: OpenChannel, id: number): Promise<'end' | 'cut'>;
  /** Resolves when the group is over, whoever is still connected (--send-only at the end of standard input). */
  readonly over: Promise<void>;
}
