/** Listen mode without more: what clients send goes to standard output, standard input goes to all of them. */
import type { OpenChannel } from '../../../io/base/channel.ts';
import { codeOf } from '../../../io/base/errors.ts';
import { withCrLf } from '../send.ts';
import { telnetRefusals } from '../telnet.ts';
import type { ClientGroup } from './client-group.ts';
import { read } from './copy.ts';
import { gracefulClose } from './graceful-close.ts';
import { lostBy, type NcatRun } from './run.ts';
import { StdinBroadcast } from './stdin-broadcast.ts';

export class CopyClients implements ClientGroup {
  readonly over: Promise<void>;
  readonly #run: NcatRun;
  readonly #clients = new Set<OpenChannel>();
  readonly #broadcast: StdinBroadcast;
  #before = 0;
  #finish: () => void = () => {};

  constructor(run: NcatRun) {
    this.#run = run;
    this.#broadcast = new StdinBroadcast(() => read(run));
    this.over = new Promise((resolve) => {
      this.#finish = resolve;
    });
    this.#speak().catch(run.fail);
  }

  async enter(channel: OpenChannel): Promise<'end' | 'cut'> {
    const clients = this.#clients;
    const run = this.#run;
    const { sendOnly, keepOpen } = run.plan.flags;
    run.watchIdle(channel);
    clients.add(channel);
    if (clients.size === 1) run.idle?.start();
    this.#broadcast.join();
    const how = sendOnly ? await this.#forget(channel) : await this.#listen(channel);
    if (how === 'end' && !keepOpen) await this.#broadcast.quiet();
    this.#broadcast.leave();
    clients.delete(channel);
    if (clients.size === 0) run.idle?.stop();
    channel.close();
    return how;
  }

  get #passesEnd(): boolean {
    const { noShutdown, sendOnly } = this.#run.plan.flags;
    return !noShutdown && !sendOnly && !this.#run.plan.datagrams;
  }

  /** With --send-only nothing is read, so nothing is learned of the client: it is over when everything is. */
  async #forget(channel: OpenChannel): Promise<'end'> {
    const stays = setInterval(() => {}, HOUR); // where nothing is read, nothing else may keep us here
    await (this.#run.plan.flags.keepOpen ? Promise.race([channel.ledger.closing, this.over]) : this.over);
    clearInterval(stays);
    return 'end';
  }

  async #listen(channel: OpenChannel): Promise<'end' | 'cut'> {
    const refusals = this.#run.plan.flags.telnet ? telnetRefusals() : undefined;
    const chunks = channel.incoming[Symbol.asyncIterator]();
    for (;;) {
      const next = await chunks.next().catch((cause: unknown) => (codeOf(cause) === 'EPIPE' ? LEFT : undefined));
      if (next === undefined) return 'cut';
      if (next.done === true) return 'end';
      this.#run.log?.log(next.value);
      await this.#run.pause();
      const answer = refusals?.(next.value);
      if (answer !== undefined && answer.length > 0) await channel.write(answer).catch(() => {});
      await this.#run.print(next.value);
    }
  }

  async #speak(): Promise<void> {
    const { sendOnly } = this.#run.plan.flags;
    await this.#broadcast.run((chunk) => this.#say(chunk));
    this.#run.messages.debug('EOF on stdin');
    if (sendOnly && !this.#run.plan.datagrams) {
      await Promise.all([...this.#clients].map(gracefulClose));
      this.#finish();
    } else if (this.#passesEnd) for (const client of this.#clients) void client.end().catch(() => {});
  }

  /**
   * To everybody, as fast as the slowest takes it; a client that cannot be written to is found out by reading, but a datagram that nobody
   * takes ends everything. With --recv-only it is read and thrown away.
   */
  async #say(chunk: Uint8Array): Promise<void> {
    const { crlf, recvOnly } = this.#run.plan.flags;
    if (recvOnly) return this.#run.idle?.start(); // somebody types
    await this.#run.pause();
    const bytes = crlf ? withCrLf(chunk, this.#before) : chunk;
    this.#before = chunk.at(-1) ?? this.#before;
    this.#run.log?.log(bytes);
    if (!this.#run.plan.datagrams) await Promise.all([...this.#clients].map((client) => client.write(bytes).catch(() => {})));
    else for (const client of this.#clients) await writeDatagrams(client, bytes).catch((cause: unknown) => this.#run.fail(lostBy(cause)));
  }
}

/** What TLS still had to say found nobody: the peer had ended before. */
const LEFT: IteratorResult<Uint8Array> = { done: true, value: undefined };

const HOUR = 3_600_000;

/** A datagram must not be too long. */
const writeDatagrams = async (client: OpenChannel, bytes: Uint8Array): Promise<void> => {
  for (let o = 0; o < bytes.length; o += LONGEST) await client.write(bytes.subarray(o, o + LONGEST));
};

const LONGEST = 65_507;
