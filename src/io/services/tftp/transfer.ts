/** A transfer over a port of its own: windows of blocks, and what is sent again when nothing comes (RFC 1350, 7440). */
import type { Bytes } from '../../../core/bytes.ts';
import { readTftp, TftpError, type TftpMessage, type TftpOptions, writeTftp } from '../../../protocols/tftp/message.ts';
import type { OpenChannel } from '../../base/channel.ts';

export interface Terms {
  readonly size: number;
  readonly window: number;
  /** Milliseconds after which it is sent again. */
  readonly patience: number;
  /** What was agreed on; undefined where nothing was. */
  readonly agreed: TftpOptions | undefined;
  /** How often the first message goes out while nobody has answered: a forged sender would be hit by it. */
  readonly firstTries: number;
}

const TRIES = 6;
const BLOCKS = 65_536;

/** How far a number is beyond a block, which may be any number of rounds further. */
const blocksAfter = (block: number, number: number): number => (number - (block % BLOCKS) + BLOCKS) % BLOCKS;

/** The peer gave up, or is gone. */
export class TransferOver extends Error {}

export class Transfer {
  readonly #channel: OpenChannel;
  readonly #incoming: AsyncIterator<Bytes>;
  readonly #terms: Terms;
  #pending: Promise<IteratorResult<Bytes>> | undefined;
  #heard = false;

  constructor(channel: OpenChannel, terms: Terms) {
    this.#channel = channel;
    this.#incoming = channel.incoming[Symbol.asyncIterator]();
    this.#terms = terms;
  }

  async say(message: TftpMessage): Promise<void> {
    await this.#channel.write(writeTftp(message));
  }

  /** `block(n)`: from 1 on; shorter than the size where it is the last. */
  async send(block: (n: number) => Promise<Bytes>): Promise<void> {
    const { agreed, size, window } = this.#terms;
    if (agreed !== undefined)
      await this.#until(
        () => this.say({ kind: 'options', options: agreed }),
        (m) => (m.kind === 'ack' && m.block === 0 ? true : undefined),
      );
    let acknowledged = 0;
    let last: number | undefined;
    while (last === undefined || acknowledged < last) {
      const from = acknowledged;
      let end = from;
      const sendWindow = async (): Promise<void> => {
        // Until the peer has shown that it is there, it gets one block.
        const most = from + (this.#heard ? window : 1);
        for (let n = from + 1; n <= most && (last === undefined || n <= last); n++) {
          const data = await block(n);
          end = n;
          if (data.length < size) last = n;
          await this.say({ kind: 'data', block: n % BLOCKS, data });
        }
      };
      // An acknowledgement that came before is none: else each would be answered twice for ever (RFC 1123 §4.2.3.1).
      acknowledged = await this.#until(sendWindow, (m) => {
        const steps = m.kind === 'ack' ? blocksAfter(from, m.block) : 0;
        return steps > 0 && steps <= end - from ? from + steps : undefined;
      });
    }
  }

  /** Takes blocks until one is shorter than the size, and acknowledges each window. */
  async receive(take: (data: Bytes) => Promise<void>, finish: () => Promise<void>): Promise<void> {
    const { agreed, size, window } = this.#terms;
    let received = 0;
    let first = true;
    const acknowledge = async (): Promise<void> => {
      if (first && agreed !== undefined) await this.say({ kind: 'options', options: agreed });
      else await this.say({ kind: 'ack', block: received % BLOCKS });
    };
    for (let wanted = 0; ; ) {
      const answer = wanted === 0 ? acknowledge : async (): Promise<void> => {};
      const data = await this.#until(
        answer,
        (m) => (m.kind === 'data' ? (blocksAfter(received, m.block) === 1 ? m.data : 'gap') : undefined),
        acknowledge,
      );
      first = false;
      if (data === 'gap') {
        wanted = 0;
        continue;
      }
      received++;
      await take(data);
      if (data.length < size) break;
      wanted = (wanted + 1) % window;
    }
    await finish();
    await acknowledge();
  }

  /** Says it again until something comes that `read` makes something of. */
  async #until<T>(say: () => Promise<void>, read: (m: TftpMessage) => T | undefined, again = say): Promise<T> {
    const { patience, firstTries } = this.#terms;
    for (let i = 0; i < (this.#heard ? TRIES : firstTries); i++) {
      await (i === 0 ? say : again)();
      const until = performance.now() + patience;
      for (let left = patience; left > 0; left = until - performance.now()) {
        const m = await this.#next(left);
        if (m === undefined) continue;
        if (m.kind === 'error') throw new TransferOver(`the client gave up: ${m.text}`);
        this.#heard = true;
        const found = read(m);
        if (found !== undefined) return found;
      }
    }
    throw new TransferOver('the client does not answer');
  }

  async #next(patience: number): Promise<TftpMessage | undefined> {
    this.#pending ??= this.#incoming.next();
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), patience);
    });
    const found = await Promise.race([this.#pending, silence]);
    clearTimeout(timer);
    if (found === undefined) return undefined;
    this.#pending = undefined;
    if (found.done) throw new TransferOver('the client is gone');
    return readTftp(found.value) ?? { kind: 'error', code: TftpError.illegal, text: 'a message that is none' };
  }
}
