/** `--broker` and `--chat`: every client hears all others and our standard input. Chat says who, and lets no control character through. */

import { english } from '../../../core/said.ts';
import type { Said } from '../../../core/words.ts';
import type { OpenChannel } from '../../../io/base/channel.ts';
import { Broker, type Member } from '../../../io/serve/broker.ts';
import { withCrLf } from '../send.ts';
import type { ClientGroup } from './client-group.ts';
import { read } from './copy.ts';
import type { NcatRun } from './run.ts';
import { StdinBroadcast } from './stdin-broadcast.ts';

/** Milliseconds for which the others wait for a client that takes nothing. In a chat nobody waits. */
const PATIENCE = 30_000;

export class BrokerClients implements ClientGroup {
  readonly over: Promise<void> = new Promise(() => {});
  readonly #run: NcatRun;
  readonly #broker: Broker;
  readonly #broadcast: StdinBroadcast;
  #before = 0;

  constructor(run: NcatRun) {
    this.#run = run;
    const dropped = (member: Member, why: Said): void => run.messages.debug(`Closing connection ${member.id}: ${english.text(why)}.`);
    this.#broker = new Broker({ patience: run.plan.flags.chat ? 0 : PATIENCE, onDropped: dropped });
    this.#broadcast = new StdinBroadcast(() => read(run));
    this.#broadcast
      .run((chunk) => this.#speak(chunk))
      .then(() => run.messages.debug('EOF on stdin'))
      .catch(run.fail);
  }

  async enter(channel: OpenChannel, id: number): Promise<'end' | 'cut'> {
    const broker = this.#broker;
    const run = this.#run;
    run.watchIdle(channel);
    const member = broker.join(id, channel);
    run.messages.debug(`Broker connection count is ${broker.members.length}`);
    if (broker.members.length === 1) run.idle?.start();
    if (run.plan.flags.chat) this.#welcome(member);
    this.#broadcast.join();
    const how = run.plan.flags.sendOnly ? await channel.ledger.closing.then(() => 'cut' as const) : await this.#listen(member);
    this.#broadcast.leave();
    broker.leave(member);
    if (broker.members.length === 0) run.idle?.stop();
    run.messages.debug('Closing connection.');
    channel.close();
    if (run.plan.flags.chat && !run.plan.flags.sendOnly) this.#announce(`<user${id}> is disconnected.`);
    return how;
  }

  async #listen(member: Member): Promise<'end' | 'cut'> {
    const { recvOnly, chat } = this.#run.plan.flags;
    const chunks = member.channel.incoming[Symbol.asyncIterator]();
    for (;;) {
      const next = await chunks.next().catch(() => undefined);
      if (next === undefined) return 'cut';
      if (next.done === true) return 'end';
      this.#run.log?.log(next.value);
      if (recvOnly) continue;
      await this.#run.pause();
      const bytes = chat ? chatLine(member.id, next.value) : next.value;
      this.#run.log?.log(bytes);
      this.#broker.say(bytes, member);
      await this.#broker.room();
    }
  }

  async #speak(chunk: Uint8Array): Promise<void> {
    const { crlf, chat, recvOnly } = this.#run.plan.flags;
    if (recvOnly) return;
    await this.#run.pause();
    const plain = crlf ? withCrLf(chunk, this.#before) : chunk;
    this.#before = chunk.at(-1) ?? this.#before;
    const bytes = chat ? chatLine(0, plain) : plain;
    this.#run.log?.log(bytes);
    this.#broker.say(bytes);
    await this.#broker.room();
  }

  /** Told to the one who has come, too. With --send-only the original knows only of those whom it reads: of nobody. */
  #welcome(member: Member): void {
    const others = this.#run.plan.flags.sendOnly ? [] : this.#broker.members.filter((one) => one !== member);
    const list = others.map((one) => `${addressOf(one.channel)} as <user${one.id}>`).join(', ');
    this.#announce(
      `${addressOf(member.channel)} is connected as <user${member.id}>.`,
      `already connected: ${list === '' ? 'nobody' : list}.`,
    );
  }

  #announce(...lines: readonly string[]): void {
    const bytes = Buffer.from(lines.map((line) => `<announce> ${line}\n`).join(''));
    this.#run.log?.log(bytes);
    if (!this.#run.plan.flags.recvOnly) this.#broker.say(bytes);
  }
}

const addressOf = (channel: OpenChannel): string => channel.facts.remoteIp?.address ?? channel.remote;

/** What was read at once, after the name of who said it; bytes that are not printable as `\033`. */
export const chatLine = (id: number, bytes: Uint8Array): Uint8Array => {
  const text = Buffer.from(bytes).toString('latin1');
  const safe = text.replace(/[^\x20-\x7e\t\r\n]/g, (c) => `\\${c.charCodeAt(0).toString(8).padStart(3, '0')}`);
  return Buffer.from(`<user${id}> ${safe}`, 'latin1');
};
