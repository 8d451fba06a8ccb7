/** Questions passed on to another server: each by a socket and with a number of its own (RFC 5452), so many at once and no longer than it takes. */
import { randomInt } from 'node:crypto';
import type { WholeMessage } from '../../../protocols/shared/dns/message.ts';
import { readMessage } from '../../../protocols/shared/dns/read-message.ts';
import { framed, SAFE_SIZE, writeMessage } from '../../../protocols/shared/dns/write-message.ts';
import type { OpenChannel } from '../../base/channel.ts';
import { frames, isReplyTo } from '../../dig/frames.ts';
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
    const channel = await context.open(`${over}:${this.#address}`, client, true);
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
