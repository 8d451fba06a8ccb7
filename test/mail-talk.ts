/** MailTalk: a client of a mail service that a test speaks line by line. */
import { expect } from 'vitest';
import type { OpenChannel } from '../src/io/base/channel.ts';
import type { EndpointType } from '../src/io/base/endpoint.ts';
import { serve } from '../src/io/serve/serve.ts';
import type { Given, Service } from '../src/io/serve/service.ts';
import { serviceContext } from '../src/io/serve/service-context.ts';

let names = 0;

export class MailTalk {
  #channel: OpenChannel;
  #source: AsyncIterator<Uint8Array>;
  #held = '';

  constructor(channel: OpenChannel) {
    this.#channel = channel;
    this.#source = channel.incoming[Symbol.asyncIterator]();
  }

  /** Bytes as they are. */
  send(text: string): Promise<void> {
    return this.#channel.write(Buffer.from(text, 'latin1'));
  }

  /** The next line, without its end; '' at the end. */
  async line(): Promise<string> {
    for (;;) {
      const feed = this.#held.indexOf('\n');
      if (feed >= 0) {
        const line = this.#held.slice(0, feed).replace(/\r$/, '');
        this.#held = this.#held.slice(feed + 1);
        return line;
      }
      if (!(await this.#more())) return '';
    }
  }

  /** The last line of the next reply of SMTP. */
  async reply(): Promise<string> {
    for (;;) {
      const line = await this.line();
      if (!/^\d{3}-/.test(line)) return line;
    }
  }

  async ask(line: string, reply: RegExp): Promise<string> {
    await this.send(`${line}\r\n`);
    const got = await this.reply();
    expect(got).toMatch(reply);
    return got;
  }

  /** Everything up to a line that begins so, with it. */
  async until(begin: string): Promise<string> {
    let all = '';
    for (;;) {
      const line = await this.line();
      all += `${line}\n`;
      if (line.startsWith(begin)) return all;
      if (line === '' && this.#held === '' && !(await this.#more())) throw new Error(`the end came before ${begin}: ${all}`);
    }
  }

  /** Exactly so many bytes. */
  async bytes(count: number): Promise<string> {
    while (this.#held.length < count && (await this.#more()));
    const taken = this.#held.slice(0, count);
    this.#held = this.#held.slice(count);
    return taken;
  }

  /** A command of IMAP, and all that is answered up to its own reply. */
  async command(tag: string, line: string): Promise<string> {
    await this.send(`${tag} ${line}\r\n`);
    return this.until(`${tag} `);
  }

  async rest(): Promise<string> {
    while (await this.#more());
    return this.#held;
  }

  /** Reads no more, for who reads the channel after this. */
  async leave(): Promise<void> {
    await this.#source.return?.();
  }

  end(): Promise<void> {
    return this.#channel.end();
  }

  async #more(): Promise<boolean> {
    const { done, value } = await this.#source.next();
    if (done !== true) this.#held += Buffer.from(value).toString('latin1');
    return done !== true;
  }
}

/** A service that runs, and a first client of it; more with `call`. */
export interface Mails {
  readonly call: () => Promise<MailTalk>;
}

export const mails = async <O>(service: Service<O>, type: EndpointType, given: unknown, signal: AbortSignal): Promise<Mails> => {
  const words = type.scheme === 'memory' ? `mail${++names}` : '127.0.0.1:0';
  const listener = await type.accept?.(type.parse(words), {}, signal);
  if (listener === undefined) throw new Error('cannot listen there');
  serve(service, listener, { context: serviceContext(service.parse(given as Given), {}, signal) }, signal);
  return { call: async () => new MailTalk(await type.open(type.parse(listener.addresses[0] ?? ''), {}, signal)) };
};

export const mailTalk = async <O>(service: Service<O>, type: EndpointType, given: unknown, signal: AbortSignal): Promise<MailTalk> =>
  (await mails(service, type, given, signal)).call();
