/** Answers each datagram of a channel by a call: nothing is kept, and no promise is made, between question and answer. */
import type { Bytes } from '../../core/bytes.ts';
import { isFast, type OpenChannel } from '../base/channel.ts';
import { SHARED } from '../base/on-read.ts';

/** `undefined`: no answer. Resolves when the peer counts as gone. */
export const answerEach = async (channel: OpenChannel, answer: (datagram: Bytes) => Bytes | undefined): Promise<void> => {
  if (isFast(channel)) {
    await channel.feed({
      buffer: SHARED,
      keep: (n, from) => from.slice(0, n),
      take: (datagram) => {
        const bytes = answer(datagram);
        if (bytes !== undefined) channel.put(bytes, () => {});
        return true;
      },
    });
    return;
  }
  for await (const datagram of channel.incoming) {
    const bytes = answer(datagram);
    if (bytes !== undefined) await channel.write(bytes);
  }
};
