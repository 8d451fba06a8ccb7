/**
 * The far side of an HTTP proxy: CONNECT (RFC 9110 §9.3.6), and GET, HEAD and POST of `http:` resources passed on as HTTP/1.0, one request a
 * connection. Whom to admit, where to connect and who may are the caller's.
 */
import type { OpenChannel } from '../channel.ts';
import { link } from '../link.ts';
import { passChannel } from '../pass-channel.ts';
import type { Credentials } from './http-auth.ts';
import { Doorkeeper } from './http-doorkeeper.ts';
import { LARGEST_HEAD, parseRequest, type RequestHead } from './http-message.ts';
import { type Exchange, passRequest } from './http-pass.ts';
import { Reader } from './reader.ts';
import { parseAuthority, type Target } from './target.ts';

export interface HttpProxyOptions {
  /** Who may use it; everybody, if absent. */
  readonly auth?: Credentials | undefined;
  /** The name that is shown to who is asked for a password; default `Wirecat`. */
  readonly realm?: string;
  /** The status for a head that is too large; default 431 (RFC 6585), older proxies say 413. */
  readonly tooLarge?: 413 | 431;
  /** Opens the target; a rejection is told to the client as 504. */
  dial(to: Target, signal: AbortSignal): Promise<OpenChannel>;
  /** False: 403. */
  allow?(to: Target): boolean | Promise<boolean>;
  /** A request came, with the answer that it got (200: passed on). */
  onRequest?(line: string, status: number): void;
}

/** Serves one client to its end. Rejects where its channel or the target's breaks; both are let go then. */
export const serveHttpProxy = async (channel: OpenChannel, options: HttpProxyOptions, signal: AbortSignal): Promise<void> => {
  const reader = new Reader(channel, channel.remote, signal);
  const head = await reader.head(LARGEST_HEAD);
  const request = head === undefined ? undefined : parseRequest(head);
  const line = request === undefined ? '' : `${request.method} ${request.target}`;
  const refusal =
    request === undefined
      ? { status: head === undefined ? (options.tooLarge ?? 431) : 400 }
      : await serve(channel, reader, request, options, signal);
  options.onRequest?.(line, refusal?.status ?? 200);
  if (refusal !== undefined) await refuse(channel, refusal);
};

/** Why a request is not served. */
interface Refusal {
  readonly status: number;
  /** Header lines. */
  readonly headers?: readonly string[];
}

const METHODS: ReadonlySet<string> = new Set(['CONNECT', 'GET', 'HEAD', 'POST']);

const serve = async (
  channel: OpenChannel,
  reader: Reader,
  request: RequestHead,
  options: HttpProxyOptions,
  signal: AbortSignal,
): Promise<Refusal | undefined> => {
  const { auth, realm = 'Wirecat' } = options;
  const challenge = auth === undefined ? undefined : doorkeeperOf(auth, realm).check(request);
  if (!METHODS.has(request.method)) return { status: 405, headers: [`Allow: ${[...METHODS].join(', ')}`] };
  if (challenge !== undefined) return { status: 407, headers: challenge };
  const exchange = { channel, reader, request, signal };
  return request.method === 'CONNECT' ? tunnel(exchange, options) : forward(exchange, options);
};

const doorkeepers = new WeakMap<Credentials, Doorkeeper>();
const doorkeeperOf = (auth: Credentials, realm: string): Doorkeeper => {
  const known = doorkeepers.get(auth) ?? new Doorkeeper(auth, realm);
  doorkeepers.set(auth, known);
  return known;
};

const tunnel = async (x: Exchange, options: HttpProxyOptions): Promise<Refusal | undefined> => {
  const to = parseAuthority(x.request.target, undefined);
  if (to === undefined) return { status: 400 };
  const target = await reach(to, options, x.signal);
  if (typeof target === 'number') return { status: target };
  await x.channel.write(Buffer.from('HTTP/1.0 200 OK\r\n\r\n'));
  const client = passChannel(x.channel, x.channel.facts, x.reader.rest());
  await link(client, target, {}, x.signal).done;
  return undefined;
};

const forward = async (x: Exchange, options: HttpProxyOptions): Promise<Refusal | undefined> => {
  const match = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)([^#]*)$/i.exec(x.request.target);
  if (match === null) return { status: 400 };
  const [, scheme = '', authority = '', rest = ''] = match;
  if (scheme.toLowerCase() !== 'http') return { status: 501 };
  const to = parseAuthority(authority, 80);
  if (to === undefined) return { status: 400 };
  const target = await reach(to, options, x.signal);
  if (typeof target === 'number') return { status: target };
  const status = await passRequest(x, target, { host: authority, path: rest.startsWith('/') ? rest : `/${rest}` });
  return status === undefined ? undefined : { status };
};

/** The target's channel, or the status that says why there is none. */
const reach = async (to: Target, options: HttpProxyOptions, signal: AbortSignal): Promise<OpenChannel | number> => {
  if ((await options.allow?.(to)) === false) return 403;
  try {
    return await options.dial(to, signal);
  } catch {
    return 504;
  }
};

const refuse = async (channel: OpenChannel, { status, headers = [] }: Refusal): Promise<void> => {
  const lines = [`HTTP/1.0 ${status} ${REASONS[status] ?? 'Error'}`, ...headers, 'Content-Length: 0', 'Connection: close'];
  await channel.write(Buffer.from(`${lines.join('\r\n')}\r\n\r\n`));
  await channel.end();
};

const REASONS: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  403: 'Forbidden',
  405: 'Method Not Allowed',
  407: 'Proxy Authentication Required',
  413: 'Request Entity Too Large',
  431: 'Request Header Fields Too Large',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  504: 'Gateway Timeout',
};
