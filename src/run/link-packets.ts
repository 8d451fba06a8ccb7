/** Link packets: which sides of a link are recorded, and what views call them. */
import { type Address, openAddress } from '../io/address/address.ts';
import type { OpenChannel } from '../io/base/channel.ts';
import type { OpenOptions } from '../io/base/endpoint.ts';
import type { ChannelFacts, Tap } from '../io/base/tap.ts';
import type { Recorder } from './recorder.ts';
import { recordRefusals } from './refusals.ts';
import type { WatchedAs } from './watched.ts';

/** Of a link `A B`. */
export const SIDES = ['both', 'A', 'B'] as const;
export type Sides = (typeof SIDES)[number];

/** Records the sides that are asked for. */
export interface Packets {
  /** Sees what crosses the sockets of those who come on a side; `several`: they are told apart by number. */
  tapOf(side: 'A' | 'B', several: boolean): Tap | undefined;
  /** Opens it, and records it too where it refuses, or nobody answers. `nth` of several links. */
  open(side: 'A' | 'B', at: Address, options: OpenOptions, signal: AbortSignal, nth?: number): Promise<OpenChannel>;
}

export const packetsOf = (recorder: Recorder, sides: Sides): Packets => {
  const wanted = (side: 'A' | 'B'): boolean => sides === 'both' || sides === side;
  return {
    tapOf: (side, several) => {
      let came = 0;
      return wanted(side) ? recorder.tapAs((facts) => seenAs(side, facts, several ? ++came : undefined)) : undefined;
    },
    open: (side, at, options, signal, nth) => {
      if (!wanted(side)) return openAddress(at, options, signal);
      const as = (facts: ChannelFacts): WatchedAs => seenAs(side, facts, nth);
      const onAttemptFailed = recordRefusals(recorder, as);
      const onUnanswered = (facts: ChannelFacts): void => recorder.attempted(facts, as(facts));
      return openAddress(at, { ...options, onAttemptFailed, onUnanswered, wire: recorder.tapAs(as) }, signal);
    },
  };
};

/** What is typed here comes from a client, though we have opened it. */
const seenAs = (side: 'A' | 'B', facts: ChannelFacts, nth: number | undefined): WatchedAs => {
  const client = facts.role === 'initiator' && facts.scheme !== 'stdio' ? 'us' : 'peer';
  const names = client === 'us' ? (['wirecat', side] as const) : ([side, 'wirecat'] as const);
  return { tag: nth === undefined ? side : `#${nth} ${side}`, client, names };
};
