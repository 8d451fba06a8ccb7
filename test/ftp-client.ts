/** A client of FTP for tests: says a line and hears its reply, and takes data connections. */

import { openAddress, parseAddress } from '../src/io/address/address.ts';
import type { OpenChannel } from '../src/io/base/channel.ts';
import { ChannelReader } from '../src/io/http/channel-reader.ts';
import { readAll } from './conformance/endpoint/suite.ts';

export class FtpClient {
  readonly #signal: AbortSignal;
  channel: OpenChannel;
  #reader: ChannelReader;

  constructor(channel: OpenChannel, signal: AbortSignal) {
    this.channel = channel;
    this.#signal = signal;
    this.#reader = new ChannelReader(channel, 'server', signal);
  }

  /** The lines of the next reply, joined by newlines. */
  async reply(): Promise<string> {
    const lines: string[] = [];
    do lines.push(await this.#reader.line(100_000));
    while (!/^\d{3} /.test(lines.at(-1) ?? ''));
    return lines.join('\n');
  }

  async say(line: string): Promise<string> {
    await this.send(`${line}\r\n`);
    return this.reply();
  }

  /** Says all of them; gives the codes. */
  async codes(...lines: readonly string[]): Promise<readonly number[]> {
    const codes: number[] = [];
    for (const line of lines) codes.push(Number((await this.say(line)).slice(0, 3)));
    return codes;
  }

  async send(text: string): Promise<void> {
    await this.channel.write(Buffer.from(text, 'latin1'));
  }

  /** Where EPSV says, on the host of the control connection. */
  async passive(): Promise<OpenChannel> {
    const port = /\|\|\|(\d+)\|/.exec(await this.say('EPSV'))?.[1];
    const host = this.channel.facts.remoteIp?.address ?? '';
    return openAddress(parseAddress(`tcp:${host.includes(':') ? `[${host}]` : host}:${port}`), {}, this.#signal);
  }

  /** What comes over a passive connection, and both replies. */
  async get(command: string): Promise<{ readonly text: string; readonly replies: readonly string[] }> {
    const data = await this.passive();
    const first = await this.say(command);
    if (!first.startsWith('150')) return { text: '', replies: [first] };
    const text = (await readAll(data)).toString();
    data.close();
    return { text, replies: [first, await this.reply()] };
  }

  async put(command: string, content: string): Promise<readonly string[]> {
    const data = await this.passive();
    const first = await this.say(command);
    if (!first.startsWith('150')) return [first];
    await data.write(Buffer.from(content));
    await data.end();
    const last = await this.reply();
    data.close();
    return [first, last];
  }

  /** From here on over another channel, e.g. inside TLS. */
  async goOn(wrap: (channel: OpenChannel) => Promise<OpenChannel>): Promise<void> {
    await this.#reader.leave();
    this.channel = await wrap(this.channel);
    this.#reader = new ChannelReader(this.channel, 'server', this.#signal);
  }
}
