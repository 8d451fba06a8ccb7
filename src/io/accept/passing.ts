/** Passing: a listener whose channels are looked at as they are taken; those that `admits` turns away go no further. */
import type { OpenChannel } from '../base/channel.ts';
import type { Listener } from '../base/endpoint.ts';

export const passing = (listener: Listener, admits: (channel: OpenChannel) => boolean): Listener => ({
  addresses: listener.addresses,
  close: () => listener.close(),
  ...(listener.each !== undefined && {
    each: (take) =>
      listener.each?.((channel) => {
        if (admits(channel)) take(channel);
      }) ?? Promise.resolve(),
  }),
  whenWaiting: (tell) => listener.whenWaiting?.(tell),
  async *[Symbol.asyncIterator]() {
    for await (const channel of listener) if (admits(channel)) yield channel;
  },
});
