/** Peer: the remote side of a connection, as nc and ncat have it. */
import type { FastChannel } from '../../io/base/channel.ts';
import type { OpenWrite } from '../../io/channels/half.ts';

export interface Peer {
  readonly channel: FastChannel;
  /** Lets go at once: what the system has not taken is lost, what it has taken is still delivered. */
  drop(): void;
}

/** Nobody to write to. EPIPE closes the direction only. */
export const NO_PEER: OpenWrite = () => ({
  pending: 0,
  put: (_bytes, written) => process.nextTick(written, Object.assign(new Error('no peer'), { code: 'EPIPE' })),
  end: () => Promise.resolve(),
  release: () => {},
});
