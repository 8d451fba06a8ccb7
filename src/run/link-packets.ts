/** Link packets: which sides of a link are recorded, and what views call them. */
import { type Address, openAddress } from '../io/address/address.ts';
import type { OpenChannel } from '../io/base/channel.ts';
import type { OpenOptions } from '../io/base/endpoint.ts';
import type { ChannelFacts } from '../io/base/tap.ts';
import type { Recorder, WatchedAs } from './recorder.ts';
import { recordRefusals } from './refusals.ts';

/** Of a link `A B`. */
export const SIDES = ['both', 'A', 'B'] as const;
export type Sides = (typeof SIDES)[number];

/** Records the sides that are asked for. */
export interface Packets {
  /** `nth` of several links. */
  watch(side: 'A' | 'B', channel: OpenChannel, nth?: number): void;
  /** Opens it, and records it too where it refuses. */
  open(side: 'A' | 'B', at: Address, options: OpenOptions, signal: AbortSignal, nth?: number): Promise<OpenChannel>;
}

export const packetsOf = (recorder: Recorder, sides: Sides): Packets => {
  const wanted = (side: 'A' | 'B'): boolean => sides === 'both' || sides === side;
  const watch: Packets['watch'] = (side, channel, nth) => {
    if (wanted(side)) recorder.watch(channel, seenAs(side, channel.facts, nth));
  };
  return {
    watch,
    open: async (side, at, options, signal, nth) => {
      const told = wanted(side) ? { ...options, onAttemptFailed: recordRefusals(recorder) } : options;
      const channel = await openAddress(at, told, signal);
      watch(side, channel, nth);
      return channel;
    },
  };
};

/** What is typed here comes from a client, though we have opened it. */
const seenAs = (side: 'A' | 'B', facts: ChannelFacts, nth: number | undefined): WatchedAs => {
  const client = facts.role === 'initiator' && facts.scheme !== 'stdio' ? 'us' : 'peer';
  const names = client === 'us' ? (['wirecat', side] as const) : ([side, 'wirecat'] as const);
  return { tag: nth === undefined ? side : `#${nth} ${side}`, client, names };
};
