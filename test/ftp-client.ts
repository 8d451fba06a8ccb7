/** FTP for tests: a server with a folder, and a client that says a line and hears its reply, and takes data connections. */

import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lineText } from '../src/core/said.ts';
import { acceptAddress, openAddress, parseAddress } from '../src/io/address/address.ts';
import type { OpenChannel } from '../src/io/base/channel.ts';
import type { Listener } from '../src/io/base/endpoint.ts';
import { openFiles } from '../src/io/files/files.ts';
import { ChannelReader } from '../src/io/http/channel-reader.ts';
import { serve } from '../src/io/serve/serve.ts';
import { serviceContext } from '../src/io/serve/service-context.ts';
import { ftp } from '../src/io/services/ftp/ftp.ts';
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

export interface FtpWords {
  readonly host?: string;
  readonly write?: boolean;
  readonly user?: readonly string[];
}

/** A server's folder, and clients of it. */
export class FtpBench {
  readonly stop = new AbortController();
  readonly base = mkdtempSync(join(tmpdir(), 'wirecat-ftp-'));
  readonly root = join(this.base, 'site');
  /** What the operator was told. */
  readonly said: string[] = [];

  constructor() {
    mkdirSync(join(this.root, 'docs'), { recursive: true });
    writeFileSync(join(this.root, 'hello.txt'), 'hello\nthere\n');
    writeFileSync(join(this.root, 'docs/a.txt'), 'a');
    writeFileSync(join(this.root, '.secret'), 'SECRET');
    writeFileSync(join(this.base, 'outside'), 'SECRET');
    symlinkSync('../outside', join(this.root, 'link'));
  }

  close(): void {
    this.stop.abort();
    rmSync(this.base, { recursive: true });
  }

  listen(address = 'tcp:127.0.0.1:0'): Promise<Listener> {
    return acceptAddress(parseAddress(address), {}, this.stop.signal);
  }

  open(address: string): Promise<OpenChannel> {
    return openAddress(parseAddress(address), {}, this.stop.signal);
  }

  /** Where it listens. */
  async served({ host = '127.0.0.1', write = true, user }: FtpWords = {}): Promise<string> {
    const listener = await this.listen(`tcp:${host}:0`);
    const { signal } = this.stop;
    const files = openFiles(this.root, { write });
    const context = serviceContext(ftp.parse({ user } as object), { files, say: (line) => this.said.push(lineText(line)) }, signal);
    serve(ftp, listener, { context }, signal);
    return listener.addresses[0] ?? '';
  }

  /** A client that has been greeted. */
  async called(words: FtpWords = {}): Promise<FtpClient> {
    const client = new FtpClient(await this.open(`tcp:${await this.served(words)}`), this.stop.signal);
    const greeting = await client.reply();
    if (!/^220 .*FTP/.test(greeting)) throw new Error(greeting);
    return client;
  }

  /** One who has logged in, and wants bytes. */
  async guest(words: FtpWords = {}): Promise<FtpClient> {
    const client = await this.called(words);
    const codes = await client.codes('USER guest', 'PASS guest', 'TYPE I');
    if (codes.join() !== '331,230,200') throw new Error(codes.join());
    return client;
  }
}
