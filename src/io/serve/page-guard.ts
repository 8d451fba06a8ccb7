/** Page guard: a program behind a listener is not for web pages. Of what begins as the HTTP request of somebody else's page it gets no byte. */

import { isLoopback } from '../../core/address.ts';
import { IoError } from '../../core/fault.ts';
import { visible } from '../../core/text.ts';
import type { OpenChannel } from '../base/channel.ts';
import { wrappedChannel } from '../channels/wrapped-channel.ts';
import { LARGEST_HEAD, parseRequest, type RequestHead } from '../http/head.ts';
import { isOwnHost } from '../http/own-host.ts';

/** The program's channel, which takes what `client` says once it is clear whose words they are. A page is answered with 403. */
export const guardFromPages = (program: OpenChannel, client: OpenChannel): OpenChannel => {
  const address = client.facts.localIp?.address;
  const first = new FirstWords(address === undefined || isLoopback(address));
  const pass = async (): Promise<void> => {
    const held = first.take();
    if (held.length > 0) await program.write(held);
  };
  return wrappedChannel(program, {
    scheme: program.facts.scheme,
    incoming: program.incoming,
    write: async (chunk) => {
      if (first.isOver) return program.write(chunk);
      const page = first.add(chunk);
      if (page !== undefined) await refuse(client, page);
      if (first.isOver) await pass();
    },
    flush: pass,
  });
};

const ANSWER = Buffer.from('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');

const refuse = async (client: OpenChannel, page: string): Promise<never> => {
  await client.write(ANSWER).catch(() => {});
  throw new IoError(client.remote, 'EPERM', `${page} asked for a program, and got none of it`);
};

/** What may still become the first line of a request. */
const BEGINS = /^(?:[A-Z]{0,10}|[A-Z]{1,10} [^ \r\n]*|[A-Z]{1,10} [^ \r\n]+ [HTP/\d.]{0,8}\r?)$/;
const IS_REQUEST = /^[A-Z]{1,10} [^ \r\n]+ HTTP\/1\.[01]\r?\n/;

class FirstWords {
  isOver = false;
  #held = Buffer.alloc(0);
  /** Nobody from elsewhere can ask, so that a name of elsewhere is a trick (DNS rebinding). */
  readonly #onLoopback: boolean;

  constructor(onLoopback: boolean) {
    this.#onLoopback = onLoopback;
  }

  /** Whose page it is, where it is one. */
  add(chunk: Uint8Array): string | undefined {
    this.#held = Buffer.concat([this.#held, chunk]);
    const text = this.#held.toString('latin1', 0, LARGEST_HEAD);
    const isRequest = IS_REQUEST.test(text);
    if (!isRequest && !BEGINS.test(text)) this.isOver = true;
    if (this.isOver) return undefined;
    const end = /\r?\n\r?\n/.exec(text);
    if (end === null) return this.#held.length < LARGEST_HEAD ? undefined : 'a request without an end of its head';
    this.isOver = true;
    return pageOf(text.slice(0, end.index + end[0].length), this.#onLoopback);
  }

  take(): Uint8Array {
    this.isOver = true;
    const held = this.#held;
    this.#held = Buffer.alloc(0);
    return held;
  }
}

/** Undefined for a program's request, and for one of a page that came from here. */
const pageOf = (head: string, onLoopback: boolean): string | undefined => {
  const request = parseRequest(head);
  if (request === undefined) return /^(?:origin|sec-fetch-site):/im.test(head) ? 'a web page' : undefined;
  const origin = request.headers.all('origin').find((each) => !isOwn(each, request));
  if (origin !== undefined) return `a web page of ${visible(origin)}`;
  if (['cross-site', 'same-site'].includes(request.headers.get('sec-fetch-site') ?? '')) return 'a web page';
  const host = request.headers.get('host');
  return !onLoopback || host === undefined || isOwnHost(host)
    ? undefined
    : `a request to ${visible(host)}, which is no name of this machine,`;
};

const isOwn = (origin: string, { headers }: RequestHead): boolean => {
  const host = headers.get('host') ?? '';
  return isOwnHost(host) && origin.toLowerCase().replace(/^https?:\/\//, '') === host.toLowerCase();
};
