/** `-x`: through a proxy, by SOCKS 4, SOCKS 5 (RFC 1928) or HTTP CONNECT (RFC 9110 §9.3.6). What comes behind the proxy's answer is kept. */
import { isIP } from 'node:net';
import { parseIp4, parseIp6 } from '../../../core/address.ts';
import { concat } from '../../../core/bytes.ts';
import type { OpenChannel } from '../../../io/base/channel.ts';
import { strerror } from '../../../io/host/strerror.ts';
import type { SocketChannel } from '../../../io/net/socket-channel.ts';
import { NcError } from '../nc-error.ts';
import { connectTcp } from './connect.ts';
import type { NcMessages } from './messages.ts';
import { LookUpError, portOf, resolve } from './name-lookup.ts';
import { inetAton } from './numbers.ts';
import type { NcOptions } from './options.ts';
import { askPassword } from './password.ts';
import type { ProxyAddress } from './proxy-address.ts';

export interface Proxied {
  readonly channel: SocketChannel;
  /** Bytes of the far host that came with the answer. */
  readonly early: Uint8Array;
}

/** Undefined where the proxy cannot be reached. Throws a Refusal in the original's words. */
export const connectThrough = async (
  o: NcOptions,
  proxy: ProxyAddress,
  host: string,
  port: number,
  messages: NcMessages,
): Promise<Proxied | undefined> => {
  for (let attempt = 1; ; attempt++) {
    if (attempt > MOST_ATTEMPTS) throw new NcError('Too many authentication failures');
    const to = await connectTcp(o, proxy.host, proxyPort(proxy), messages.complain);
    if (to === undefined) return undefined;
    const reader = new ReplyReader(to.channel);
    const asked =
      proxy.kind === 'connect'
        ? askHttp(to.channel, reader, host, port, credentials(o, proxy, attempt))
        : ask[proxy.kind](to.channel, reader, host, port);
    const granted = await asked.catch((error: unknown) => {
      to.channel.socket.destroy(); // the program ends now
      throw error;
    });
    if (granted) return { channel: to.channel, early: reader.rest() };
    if (o.proxyUser === undefined) throw new NcError(`Proxy error: "${reader.lastLine}"`);
    if (attempt > 1) messages.say('Proxy authentication failed');
    to.channel.close();
  }
};

const MOST_ATTEMPTS = 4;

const proxyPort = ({ host, port }: ProxyAddress): number => portOf(port, 'tcp', `getaddrinfo for host "${host}" port ${port}`);

/** Only when the proxy has asked for it. */
const credentials = (o: NcOptions, proxy: ProxyAddress, attempt: number): string | undefined => {
  if (o.proxyUser === undefined || attempt === 1) return undefined;
  const password = askPassword(`Proxy password for ${o.proxyUser}@${proxy.host}: `);
  if (password === undefined) throw new NcError('Unable to read proxy passphrase');
  return Buffer.concat([Buffer.from(`${o.proxyUser}:`), password]).toString('base64');
};

/** False where it wants to know who asks. */
const askHttp = async (to: OpenChannel, answer: ReplyReader, host: string, port: number, basic: string | undefined): Promise<boolean> => {
  const bracketed = host.includes(':') ? `[${host}]` : host;
  if (isIP(host) !== 6 && /[\r\n\t [\]:]/.test(host)) throw new NcError('Invalid hostname');
  const auth = basic === undefined ? '' : `Proxy-Authorization: Basic ${basic}\r\n`;
  await to.write(Buffer.from(`CONNECT ${bracketed}:${port} HTTP/1.0\r\n${auth}\r\n`));
  const status = /^HTTP\/1\.[01] (\d{3})/.exec(await answer.line())?.[1];
  if (status === '407') return false;
  if (status !== '200') throw new NcError(`Proxy error: "${answer.lastLine}"`);
  for (let headers = 0; headers < MOST_HEADERS; headers++) if ((await answer.line()) === '') return true;
  throw new NcError('Too many proxy headers received');
};

const MOST_HEADERS = 64;

const askSocks5 = async (to: OpenChannel, answer: ReplyReader, host: string, port: number): Promise<boolean> => {
  await to.write(Uint8Array.of(5, 1, NO_AUTHENTICATION));
  const [, method] = await answer.bytes(2, 3);
  if (method === NO_METHOD) throw new NcError('authentication method negotiation failed');
  await to.write(concat([Uint8Array.of(5, 1, 0), socks5Address(host), Uint8Array.of(port >> 8, port)]));
  const [, result, , kind] = await answer.bytes(4, 4);
  if (result !== 0) throw new NcError(`connection failed, SOCKSv5 error: ${SOCKS5_ERRORS[result ?? 0] ?? 'Unknown error'}`);
  if (kind !== 1 && kind !== 4) throw new NcError('connection failed, unsupported address type');
  await answer.bytes(kind === 1 ? 6 : 18);
  return true;
};

const NO_AUTHENTICATION = 0;
const NO_METHOD = 0xff;

/** Names are for the proxy to look up. */
const socks5Address = (host: string): Uint8Array => {
  const four = parseIp4(inetAton(host) ?? '');
  if (four !== undefined) return concat([Uint8Array.of(1), four]);
  const six = isIP(host) === 6 ? parseIp6(host.replace(/%.*/, '')) : undefined;
  if (six !== undefined) return concat([Uint8Array.of(4), six]);
  const name = Buffer.from(host);
  if (name.length > 255) throw new NcError('host name too long for SOCKS5');
  return concat([Uint8Array.of(3, name.length), name]);
};

const askSocks4 = async (to: OpenChannel, answer: ReplyReader, host: string, port: number): Promise<boolean> => {
  await to.write(concat([Uint8Array.of(4, 1, port >> 8, port), await ip4Of(host, port), Uint8Array.of(0)]));
  const [, result] = await answer.bytes(8);
  if (result !== GRANTED) throw new NcError(`connection failed, SOCKSv4 error: ${SOCKS4_ERRORS[result ?? 0] ?? 'Unknown error'}`);
  return true;
};

const GRANTED = 90;

const ask = { socks4: askSocks4, socks5: askSocks5 } as const;

/** SOCKS 4 knows addresses only. */
const ip4Of = async (host: string, port: number): Promise<Uint8Array> => {
  try {
    const [found] = await resolve(host, 4, false);
    return parseIp4(found?.address ?? '') ?? Uint8Array.of(0, 0, 0, 0);
  } catch (error) {
    if (!(error instanceof LookUpError)) throw error;
    throw new NcError(`getaddrinfo("${host.slice(0, 64)}", "${port}"): ${error.message}`);
  }
};

/** Reads the answer of a proxy and no more of it than belongs to it. */
class ReplyReader {
  lastLine = '';
  readonly #chunks: AsyncIterator<Uint8Array>;
  #buffer: Uint8Array = new Uint8Array(0);

  constructor(channel: OpenChannel) {
    this.#chunks = channel.incoming[Symbol.asyncIterator]();
  }

  /** `said` is how many the original says it wanted, where it is cut short. */
  async bytes(count: number, said = count): Promise<Uint8Array> {
    while (this.#buffer.length < count) {
      const end = await this.#more();
      if (end !== undefined) throw new NcError(`read failed (${this.#buffer.length}/${said}): ${end}`);
    }
    const taken = this.#buffer.subarray(0, count);
    this.#buffer = this.#buffer.subarray(count);
    return taken;
  }

  async line(): Promise<string> {
    let lf = this.#buffer.indexOf(LF);
    for (; lf < 0; lf = this.#buffer.indexOf(LF)) {
      if (this.#buffer.length > LONGEST_LINE) break;
      const end = await this.#more();
      if (end !== undefined) throw new NcError(`proxy read: ${end}`);
    }
    const text = Buffer.from(this.#buffer.subarray(0, lf)).toString('latin1').replaceAll('\r', '');
    if (lf < 0 || text.length >= LONGEST_LINE) throw new NcError('proxy read too long');
    this.#buffer = this.#buffer.subarray(lf + 1);
    this.lastLine = text;
    return text;
  }

  /** What came behind the answer. */
  rest(): Uint8Array {
    return this.#buffer;
  }

  /** Says why there is no more, if there is none. */
  async #more(): Promise<string | undefined> {
    try {
      const next = await this.#chunks.next();
      if (next.done === true) return 'Broken pipe';
      this.#buffer = concat([this.#buffer, next.value]);
      return undefined;
    } catch (error) {
      return strerror(error);
    }
  }
}

const LF = 10;
const LONGEST_LINE = 1024;

const SOCKS5_ERRORS: readonly (string | undefined)[] = [
  undefined,
  'General SOCKS server failure',
  'Connection not allowed by ruleset',
  'Network unreachable',
  'Host unreachable',
  'Connection refused',
  'TTL expired',
  'Command not supported',
  'Address type not supported',
];

const SOCKS4_ERRORS: Readonly<Record<number, string>> = {
  91: 'Request rejected or failed',
  92: 'SOCKS server cannot connect to identd on the client',
  93: 'Client program and identd report different user-ids',
};
