/** The opening handshake of WebSocket (RFC 6455 §4), as client and as server. */

import { createHash, randomBytes } from 'node:crypto';
import { joinHostPort, splitHostPort } from '../../core/address.ts';
import { IoError } from '../../core/fault.ts';
import { sayTrouble } from '../../core/said.ts';
import { visible } from '../../core/text.ts';
import type { Said } from '../../core/words.ts';
import type { OpenChannel } from '../base/channel.ts';
import { now } from '../base/clock.ts';
import { lingeringClose } from '../channels/lingering-close.ts';
import { ChannelReader } from '../http/channel-reader.ts';
import { type Headers, LARGEST_HEAD, parseRequest, parseResponse, type RequestHead } from '../http/head.ts';
import { isOwnHost } from '../http/own-host.ts';
import { wsChannel } from './channel.ts';
import type { WsOptions } from './options.ts';

/** Rejects with an IoError or the signal's reason; the channel below is then the caller's to let go. */
export const wsClient = async (below: OpenChannel, o: WsOptions, scheme: string, signal: AbortSignal): Promise<OpenChannel> => {
  const place = `${scheme}:${below.remote}`;
  const path = o.path ?? '/';
  const key = randomBytes(16).toString('base64');
  const lines = [
    `GET ${path} HTTP/1.1`,
    `Host: ${hostHeader(below, scheme)}`,
    'Upgrade: websocket',
    'Connection: Upgrade',
    `Sec-WebSocket-Key: ${key}`,
    'Sec-WebSocket-Version: 13',
    `${HALF_CLOSE}`,
    ...(o.protocols === undefined ? [] : [`Sec-WebSocket-Protocol: ${o.protocols.join(', ')}`]),
    ...(o.origins === undefined ? [] : [`Origin: ${o.origins[0]}`]),
    ...(o.headers ?? []),
  ];
  await below.write(Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'));
  const reader = new ChannelReader(below, place, signal);
  const head = await reader.head(LARGEST_HEAD);
  const response = head === undefined ? undefined : parseResponse(head);
  if (response === undefined) throw new IoError(place, 'EPROTO', sayTrouble('wsNoHttp'));
  if (response.status !== 101)
    throw new IoError(place, 'EWSREFUSED', sayTrouble('wsRefused', { answer: shown(`${response.status} ${response.reason}`) }));
  const protocol = checkAnswer(response.headers, key, o, place);
  const facts = { ...below.facts, scheme, opened: now(), ws: { path, ...(protocol !== undefined && { protocol }) } };
  return wsChannel({
    below,
    early: reader.rest(),
    role: 'initiator',
    facts,
    place,
    options: o,
    halfClose: wantsHalfClose(response.headers),
  });
};

/** The sub-protocol that was agreed on. */
const checkAnswer = (headers: Headers, key: string, o: WsOptions, place: string): string | undefined => {
  const wrong = (text: string): IoError => new IoError(place, 'EPROTO', sayTrouble('wsWrong', { what: text }));
  if (headers.get('upgrade')?.toLowerCase() !== 'websocket') throw wrong('Upgrade: websocket');
  if (!hasWord(headers, 'connection', 'upgrade')) throw wrong('Connection: Upgrade');
  if (headers.get('sec-websocket-accept') !== acceptKey(key)) throw wrong('the right Sec-WebSocket-Accept');
  if (headers.get('sec-websocket-extensions')) throw wrong('no extension, as none was offered');
  const protocol = headers.get('sec-websocket-protocol');
  if (protocol !== undefined && !o.protocols?.includes(protocol)) throw wrong('one of the sub-protocols that were offered');
  return protocol;
};

/** Rejects with an IoError where the client is refused; it was told then, and the channel below is the caller's to let go. */
export const wsServer = async (below: OpenChannel, o: WsOptions, scheme: string, signal: AbortSignal): Promise<OpenChannel> => {
  const place = `${scheme}:${below.remote}`;
  const reader = new ChannelReader(below, place, signal);
  const head = await reader.head(LARGEST_HEAD);
  const request = head === undefined ? undefined : parseRequest(head);
  const refusal = head === undefined ? TOO_LONG : request === undefined ? NO_REQUEST : refusalOf(request, o, scheme);
  if (request === undefined || refusal !== undefined) throw await refuse(below, place, refusal ?? NO_REQUEST);
  return upgraded(below, request, { early: reader.rest(), options: o, scheme });
};

/** What is known of a client that asked for a WebSocket. */
export interface Upgrade {
  /** What came behind its request. */
  readonly early: Uint8Array;
  readonly options: WsOptions;
  readonly scheme: string;
  readonly mirrors?: boolean;
}

/** Answers a request that `refusalOf` has nothing against: from here on frames come and go. */
export const upgraded = async (below: OpenChannel, request: RequestHead, upgrade: Upgrade): Promise<OpenChannel> => {
  const { early, options: o, scheme, mirrors = false } = upgrade;
  const { headers } = request;
  const offered = headers.all('sec-websocket-protocol').flatMap((value) => value.split(',').map((name) => name.trim()));
  const protocol = offered.find((name) => o.protocols?.includes(name));
  const halfClose = wantsHalfClose(headers);
  const lines = [
    'HTTP/1.1 101 Switching Protocols',
    'Upgrade: websocket',
    'Connection: Upgrade',
    `Sec-WebSocket-Accept: ${acceptKey(headers.get('sec-websocket-key') ?? '')}`,
    ...(protocol === undefined ? [] : [`Sec-WebSocket-Protocol: ${protocol}`]),
    ...(halfClose ? [HALF_CLOSE] : []),
  ];
  await below.write(Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'));
  const origin = headers.get('origin');
  const agreed = { path: request.target, ...(protocol !== undefined && { protocol }), ...(origin !== undefined && { origin }) };
  const facts = { ...below.facts, scheme, opened: now(), ws: agreed };
  return wsChannel({ below, early, role: 'acceptor', facts, place: `${scheme}:${below.remote}`, options: o, halfClose, mirrors });
};

/** Status and reason. */
export type HandshakeRefusal = readonly [status: number, because: Said];

/** Why a request gets no WebSocket; undefined where it does. */
export const refusalOf = (request: RequestHead, o: WsOptions, scheme: string): HandshakeRefusal | undefined => {
  const { headers, method, version } = request;
  if (method !== 'GET' || version !== 'HTTP/1.1') return [405, sayTrouble('wsNoGet')];
  if (headers.all('host').length !== 1) return [400, sayTrouble('wsNoHost')];
  if (headers.get('upgrade')?.toLowerCase() !== 'websocket' || !hasWord(headers, 'connection', 'upgrade'))
    return [426, sayTrouble('wsNone')];
  if (headers.get('sec-websocket-version') !== '13') return [426, sayTrouble('wsOtherVersion')];
  if (!/^[A-Za-z0-9+/]{22}==$/.test(headers.get('sec-websocket-key') ?? '')) return [400, sayTrouble('wsKey')];
  if (o.path !== undefined && request.target !== o.path) return [404, sayTrouble('wsPath', { path: shown(request.target) })];
  return isWelcome(headers, o, scheme) ? undefined : [403, sayTrouble('wsOrigin', { origin: shown(headers.get('origin') ?? '') })];
};

/**
 * Programs send no Origin. A page's must be on the list or our own: else any page that a user visits could use this server. Its own is one
 * whose host is an address or this machine's own name; other names lead wherever their owner says (DNS rebinding).
 */
const isWelcome = (headers: Headers, o: WsOptions, scheme: string): boolean => {
  const all = headers.all('origin');
  const [origin] = all;
  if (origin === undefined) return true;
  if (all.length > 1) return false;
  if (o.origins?.some((allowed) => allowed === '*' || allowed === origin) === true) return true;
  const host = headers.get('host') ?? '';
  const own = `${scheme === 'wss' ? 'https' : 'http'}://${host}`;
  return origin.toLowerCase() === own.toLowerCase() && isOwnHost(host);
};

const TOO_LONG = [431, sayTrouble('wsLongHead', { most: String(LARGEST_HEAD) })] as const;
const NO_REQUEST = [400, sayTrouble('wsNoRequest')] as const;

/** A client that was refused may read the answer this long. */
const REFUSAL = { time: 1000, bytes: 65_536 };

const refuse = async (below: OpenChannel, place: string, [status, because]: HandshakeRefusal): Promise<IoError> => {
  const more = status === 426 ? 'Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n' : '';
  const head = `HTTP/1.1 ${status} ${REASONS[status] ?? 'Error'}\r\n${more}Connection: close\r\nContent-Length: 0\r\n\r\n`;
  await below.write(Buffer.from(head, 'latin1'));
  await lingeringClose(below, REFUSAL); // a reset now could destroy the answer
  return new IoError(place, 'EWSREFUSED', sayTrouble('wsTurnedAway', { status: String(status), because }));
};

/** Our own header, by which two Wirecats agree on half-close. */
const HALF_CLOSE = 'Wirecat: half-close';
const wantsHalfClose = (headers: Headers): boolean => headers.get('wirecat') === 'half-close';

const hostHeader = (below: OpenChannel, scheme: string): string => {
  const { remoteName, remote } = below.facts;
  const { host, port } = splitHostPort(remote);
  const usual = port === '' || port === (scheme === 'wss' ? '443' : '80');
  const name = remoteName ?? (port === '' ? 'localhost' : host); // a path or name of another kind of place is no host
  return usual ? joinHostPort(name, '').replace(/:$/, '') : joinHostPort(name, port);
};

/** RFC 6455 §4.2.2. */
const acceptKey = (key: string): string => createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');

const hasWord = (headers: Headers, name: string, word: string): boolean =>
  headers.all(name).some((value) =>
    value
      .toLowerCase()
      .split(',')
      .some((each) => each.trim() === word),
  );

const shown = (text: string): string => JSON.stringify(visible(text.slice(0, 200)));

const REASONS: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  426: 'Upgrade Required',
  431: 'Request Header Fields Too Large',
};
