/** `-x`: through a proxy, by SOCKS 4, SOCKS 5 or HTTP CONNECT: who is asked what, and the original's words for how it went. */
import { isIP } from 'node:net';
import type { HttpRefusal, Refusal, Socks4Refusal, Socks5Refusal } from '../../../core/refusal.ts';
import { refusalOf } from '../../../io/base/errors.ts';
import { resetNow } from '../../../io/host/socket-reset.ts';
import { strerror } from '../../../io/host/strerror.ts';
import type { SocketChannel } from '../../../io/net/socket-channel.ts';
import { httpLineHandshake } from '../../../io/proxy/http-line-client.ts';
import { socks4Handshake } from '../../../io/proxy/socks4.ts';
import { socks5Handshake } from '../../../io/proxy/socks5.ts';
import type { Target } from '../../../io/proxy/target.ts';
import { inetAton } from '../inet-aton.ts';
import { LookUpError, resolve } from '../name-lookup.ts';
import { NcError } from '../nc-error.ts';
import type { NetcatWire } from '../wire.ts';
import { connectTcp } from './connect.ts';
import type { NcMessages } from './messages.ts';
import type { NcOptions } from './options.ts';
import { askPassword } from './password.ts';
import { portOf } from './ports.ts';
import type { ProxyAddress } from './proxy-address.ts';

export interface Proxied {
  readonly channel: SocketChannel;
  /** Bytes of the far host that came with the answer. */
  readonly early: Uint8Array;
}

/** Undefined where the proxy cannot be reached. Throws an NcError in the original's words. */
export const connectThrough = async (
  o: NcOptions,
  proxy: ProxyAddress,
  host: string,
  port: number,
  messages: NcMessages,
  wire?: NetcatWire,
): Promise<Proxied | undefined> => {
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
    const below = await connectTcp(o, proxy.host, proxyPort(proxy), messages.complain, wire, proxy.port);
    if (below === undefined) return undefined;
    const { channel } = below;
    wire?.watch(channel);
    try {
      return { channel, early: await HANDSHAKES[proxy.kind](channel, { host, port }, authorization(o, proxy, attempt)) };
    } catch (cause) {
      if (o.proxyUser === undefined || !wantsLogin(refusalOf(cause))) {
        letGo(channel, refusalOf(cause));
        throw failure(cause);
      }
    }
    if (attempt > 1) messages.say('Proxy authentication failed');
    channel.close();
  }
  throw new NcError('Too many authentication failures');
};

const MOST_ATTEMPTS = 4;

/** The program ends now. The original reads no more than it needs to know: who had said more sees a reset. */
const letGo = ({ socket, ledger }: SocketChannel, at: Refusal | undefined): void => {
  if (ledger.received > bytesRead(at)) resetNow(socket);
  else socket.destroy();
};

const bytesRead = (at: Refusal | undefined): number => {
  if (at === undefined || !('wrong' in at) || at.wrong === 'end' || at.wrong === 'broken') return Number.POSITIVE_INFINITY;
  if (at.by === 'http') return 'line' in at ? at.line.length + '\r\n'.length : 0;
  if (at.by === 'socks4') return SOCKS4_REPLY;
  return at.by === 'socks5' && at.stage === 'request' ? SOCKS5_METHOD + SOCKS5_REPLY : SOCKS5_METHOD;
};
/** Bytes of the answers, that of SOCKS 5 without its address (RFC 1928). */
const [SOCKS4_REPLY, SOCKS5_METHOD, SOCKS5_REPLY] = [8, 2, 4];

const proxyPort = ({ host, port }: ProxyAddress): number => portOf(port, 'tcp', `getaddrinfo for host "${host}" port ${port}`);

const wantsLogin = (at: Refusal | undefined): boolean => at?.by === 'http' && at.wrong === 'status' && at.got === 407;

/** Only when the proxy has asked for it. */
const authorization = (o: NcOptions, proxy: ProxyAddress, attempt: number): string | undefined => {
  if (proxy.kind !== 'connect' || o.proxyUser === undefined || attempt === 1) return undefined;
  const password = askPassword(`Proxy password for ${o.proxyUser}@${proxy.host}: `);
  if (password === undefined) throw new NcError('Unable to read proxy passphrase');
  return `Basic ${Buffer.concat([Buffer.from(`${o.proxyUser}:`), password]).toString('base64')}`;
};

type Handshake = (below: SocketChannel, to: Target, authorization: string | undefined) => Promise<Uint8Array>;

const never = new AbortController().signal;

const byHttp: Handshake = (below, to, authorization) => {
  if (/[\r\n\t [\]]/.test(to.host)) throw new NcError('Invalid hostname');
  return httpLineHandshake(below, { to, authorization, longestLine: 1023, mostHeaders: 63 }, never);
};

/** SOCKS 4 knows addresses only. */
const bySocks4: Handshake = async (below, { host, port }) => {
  try {
    const [found] = await resolve(host, 4, false);
    return await socks4Handshake(below, { to: { host: found?.address ?? '0.0.0.0', port }, anyVersion: true }, never);
  } catch (cause) {
    if (!(cause instanceof LookUpError)) throw cause;
    throw new NcError(`getaddrinfo("${host.slice(0, 64)}", "${port}"): ${cause.message}`);
  }
};

/** Names are for the proxy to look up. */
const bySocks5: Handshake = (below, to) => {
  const host = inetAton(to.host) ?? (isIP(to.host) === 6 ? to.host.replace(/%.*/, '') : to.host);
  const resolve = async (): Promise<Target> => {
    if (Buffer.byteLength(host) > 255) throw new NcError('host name too long for SOCKS5');
    return { host, port: to.port };
  };
  return socks5Handshake(below, { to, old: true, resolve }, never);
};

const HANDSHAKES: Readonly<Record<ProxyAddress['kind'], Handshake>> = { connect: byHttp, socks4: bySocks4, socks5: bySocks5 };

const failure = (cause: unknown): unknown => {
  const words = wordsOf(refusalOf(cause), cause);
  return words === undefined ? cause : new NcError(words);
};

const wordsOf = (at: Refusal | undefined, cause: unknown): string | undefined => {
  const end = at !== undefined && 'wrong' in at && at.wrong === 'end' ? 'Broken pipe' : strerror(cause);
  if (at?.by === 'http') return httpWords(at, end);
  return at?.by === 'socks4' || at?.by === 'socks5' ? socksWords(at, end) : undefined;
};

const httpWords = (at: HttpRefusal, end: string): string => {
  if (at.wrong === 'status' || at.wrong === 'form') return `Proxy error: "${at.line}"`;
  if (at.wrong === 'count') return 'Too many proxy headers received';
  return at.wrong === 'length' ? 'proxy read too long' : `proxy read: ${end}`;
};

const socksWords = (at: Socks4Refusal | Socks5Refusal, end: string): string => {
  if (at.wrong === 'end' || at.wrong === 'broken')
    return `read failed (${at.wrong === 'end' ? at.got : 0}/${at.stage === 'method' ? 3 : at.wanted}): ${end}`;
  if (at.wrong === 'reply' && at.by === 'socks4') return `connection failed, SOCKSv4 error: ${SOCKS4_ERRORS[at.got] ?? 'Unknown error'}`;
  if (at.wrong === 'reply') return `connection failed, SOCKSv5 error: ${SOCKS5_ERRORS[at.got] ?? 'Unknown error'}`;
  return at.wrong === 'method' ? 'authentication method negotiation failed' : 'connection failed, unsupported address type';
};

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
