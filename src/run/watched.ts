/** Watched: a channel whose packets are shown, and who is told of them. */
import type { Times } from '../analysis/frame-fields.ts';
import type { ChannelFacts } from '../io/base/tap.ts';
import type { Dissection } from '../wire/dissection.ts';

/** A channel whose packets are shown; the same object for all of them. */
export interface Watched extends WatchedAs {
  readonly facts: ChannelFacts;
}

/** What a view calls it. */
export interface WatchedAs {
  /** Tells channels that are recorded together apart: `#2`, `A`. */
  readonly tag?: string;
  /** Default: whoever opened it. */
  readonly client?: 'us' | 'peer';
  /** Who the client and the server are. */
  readonly names?: readonly [client: string, server: string];
}

/** Who stands where on a ladder: the client on the left. */
export const ladderSides = ({ facts, tag, names, client: who }: Watched) => {
  const ours = who === undefined ? facts.role === 'initiator' : who === 'us';
  const client = ours ? facts.local : facts.remote;
  return { client, clientDirection: ours ? SENT : RECEIVED, ...(tag !== undefined && { tag }), ...(names && { names }) };
};

/** As ends of frames have it. */
const SENT = 0;
const RECEIVED = 1;

/** Told of each packet that is shown, and of how many before it were not; the dissection is valid during the call. */
export type OnPacket = (d: Dissection, times: Times, unshown: number, of: Watched) => void;
