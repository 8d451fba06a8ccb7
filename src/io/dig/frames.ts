/** Messages of a stream behind their lengths, and which of them answers a question. */
import type { Bytes } from '../../core/bytes.ts';
import type { WholeMessage } from '../../protocols/shared/dns/message.ts';
import { sameName } from '../../protocols/shared/dns-name.ts';
import type { OpenChannel } from '../base/channel.ts';
import { ChannelReader } from '../http/channel-reader.ts';

/** The number alone could be guessed: the question has to be the same. */
export const isReplyTo = (asked: WholeMessage, reply: WholeMessage): boolean => {
  const [a, b] = [asked.questions[0], reply.questions[0]];
  if (reply.response !== true || reply.id !== asked.id || a === undefined) return false;
  return b === undefined ? reply.rcode !== 0 : a.type === b.type && a.class === b.class && sameName(a.name, b.name);
};

/** Messages of a stream without their lengths (RFC 1035 §4.2.2). */
export const frames = async function* (channel: OpenChannel, signal: AbortSignal = new AbortController().signal): AsyncGenerator<Bytes> {
  const reader = new ChannelReader(channel, channel.remote, signal);
  const whole = (held: Bytes): number => {
    const length = held.length < 2 ? 0 : 2 + (((held[0] ?? 0) << 8) | (held[1] ?? 0));
    return length <= held.length ? length : 0;
  };
  for (;;) {
    try {
      yield (await reader.until(whole, 'a message behind its length')).slice(2);
    } catch (error) {
      if (reader.ended && reader.held.length === 0) return;
      throw error;
    }
  }
};
