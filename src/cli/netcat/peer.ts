/** Peer: the remote side of a connection, as nc has it. */
import type { FastChannel } from '../../io/base/channel.ts';

export interface Peer {
  readonly channel: FastChannel;
  /** Set where it stands for many, who are recorded one by one. */
  readonly many?: boolean;
  /** Lets go at once: what the system has not taken is lost, what it has taken is still delivered. */
  drop(): void;
}

/** Of datagrams, nothing waits that could be lost. */
export const datagramPeer = (channel: FastChannel): Peer => ({ channel, drop: () => channel.abort(new Error('dropped')) });
