/** Channels that go one way only: a file or FIFO that is read, one that is written. The other direction has no bytes and ends with the first. */
import type { OpenChannel } from '../base/channel.ts';
import type { ChannelFacts } from '../base/tap.ts';
import { NO_WRITE, type OpenRead, type OpenWrite } from './half.ts';
import { JoinedChannel } from './joined-channel.ts';

export interface OneWay {
  /** The address as printed, for messages. */
  readonly place: string;
  /** Lets go of what the half does not know. */
  readonly release: () => void;
}

/** It has nothing to send: that direction has ended from the start. */
export const readingChannel = (facts: ChannelFacts, read: OpenRead, one: OneWay): OpenChannel => {
  const channel = new JoinedChannel(facts, { ...one, read, write: NO_WRITE });
  channel.end().catch(() => {}); // it cannot fail: there is nothing to write
  return channel;
};

/** It never hears anything; its other direction ends with ours. */
export const writingChannel = (facts: ChannelFacts, write: OpenWrite, one: OneWay): OpenChannel => {
  let ended = (): void => {};
  const read: OpenRead = (to) => {
    ended = () => to.ended();
    return { resume: () => {}, release: () => {} };
  };
  const telling: OpenWrite = (failed) => {
    const half = write(failed);
    return {
      put: half.put,
      get pending() {
        return half.pending;
      },
      end: () => half.end().finally(() => setImmediate(ended)),
      release: half.release,
    };
  };
  return new JoinedChannel(facts, { ...one, read, write: telling, deafIsBroken: true });
};
