/** Questions passed on to another server: each by a socket and with a number of its own (RFC 5452), so many at once and no longer than it takes. */
import { randomInt } from 'node:crypto';
import type { Bytes } from '../../../core/bytes.ts';
import type { WholeMessage } from '../../../protocols/shared/dns/message.ts';
import { readMessage } from '../../../protocols/shared/dns/read-message.ts';
import { framed, SAFE_SIZE, writeMessage } from '../../../protocols/shared/dns/write-message.ts';
import { sameName } from '../../../protocols/shared/dns-name.ts';
import type { OpenChannel } from '../../base/channel.ts';
import { ChannelReader } from '../../http/channel-reader.ts';
import type { ServiceContext } from '../../serve/service.ts';

/** Questions that wait for their answers. */
const MOST_WAITING = 100;
/** Milliseconds for an answer, and how often it is asked for. */
const PATIENCE = 2000;
const TRIES = 2;

export class Forwarder {
  readonly #address: string;
  #waiting = 0;

  /** `host:port` */
  constructor(address: string) {
    this.#address = address;
  }

  /** The server's reply; undefined where there is none, or too many wait already. */
  async ask(
    query: WholeMessage,
    over: 'udp' | 'tcp',
    context: Pick<ServiceContext, 'open'>,
    client: OpenChannel,
  ): Promise<WholeMessage | undefined> {
    if (this.#waiting >= MOST_WAITING) return undefined;
    this.#waiting++;
    try {
      for (let i = 0; i < TRIES; i++) {
        const reply = await this.#askOnce(query, over, context, client).catch(() => undefined);
        if (reply !== undefined) return reply;
      }
      return undefined;
    } finally {
      this.#waiting--;
    }
  }

  async #askOnce(
    query: WholeMessage,
    over: 'udp' | 'tcp',
    context: Pick<ServiceContext, 'open'>,
    client: OpenChannel,
  ): Promise<WholeMessage | undefined> {
    const channel = await context.open(`${over}:${this.#address}`, client);
    const timer = setTimeout(() => channel.abort(new Error('no answer')), PATIENCE);
    try {
      const asked: WholeMessage = { ...query, id: randomInt(65_536), ...(query.edns && { edns: { size: SAFE_SIZE } }) };
      const bytes = writeMessage(asked);
      await channel.write(over === 'tcp' ? framed(bytes) : bytes);
      for await (const b of over === 'tcp' ? frames(channel) : channel.incoming) {
        const read = readMessage(b);
        if (read.kind === 'message' && isReplyTo(asked, read.message)) return read.message;
      }
      return undefined;
    } finally {
      clearTimeout(timer);
      channel.close();
    }
  }
}

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
