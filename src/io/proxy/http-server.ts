/**
 * The server side of an HTTP proxy: CONNECT (RFC 9110 §9.3.6), and GET, HEAD and POST of `http:` resources passed on as HTTP/1.0, one request a
 * connection. Whom to admit, where to connect and who may are the caller's.
 */
import type { OpenChannel } from '../base/channel.ts';
import { passChannel } from '../channels/pass-channel.ts';
import type { Credentials } from '../http/auth.ts';
import { ChannelReader } from '../http/channel-reader.ts';
import { excessOf, type HeadLimits, LARGEST_HEAD, parseRequest, type RequestHead } from '../http/head.ts';
import { normalizeRequest } from '../http/normalize.ts';
import { link } from '../link/link.ts';
import { HttpAuthenticator } from './http-authenticator.ts';
import { bodyLength, forwardRequest, type ProxyExchange } from './http-forward.ts';
import { parseAuthority, type Target } from './target.ts';

export interface HttpProxyOptions {
  /** Who may use it; everybody, if absent. */
  readonly auth?: Credentials | undefined;
  /** The name that is shown to who is asked for a password; default `Wirecat`. */
  readonly realm?: string;
  /** Bytes that a head may have; what is more is answered with 413. */
  readonly limits?: HeadLimits;
  /** Methods that are passed on beside CONNECT; default: those of old proxies. */
  readonly methods?: 'any';
  /** What a refusal says in its body; nothing, if absent. */
  readonly page?: (status: number) => string;
  /** Opens the target; a rejection is told to the client as 504. */
  dial(to: Target, signal: AbortSignal): Promise<OpenChannel>;
  /** Whether a request may be passed on, or a tunnel be made; false: 403. */
  allow?(to: Target, how: 'forward' | 'tunnel'): boolean | Promise<boolean>;
  /** A request came, with the answer that it got (200: passed on). */
  onRequest?(line: string, status: number): void;
}

const LIMITS: HeadLimits = { line: 8192, headers: LARGEST_HEAD };

/** Serves one client to its end. Rejects where its channel or the target's breaks; both are let go then. */
export const serveHttpProxy = async (channel: OpenChannel, options: HttpProxyOptions, signal: AbortSignal): Promise<void> => {
  const reader = new ChannelReader(channel, channel.remote, signal);
  const head = await headOf(reader, options.limits ?? LIMITS);
  const request = typeof head === 'number' ? undefined : parseRequest(normalizeRequest(head));
  const line = request === undefined ? '' : `${request.method} ${request.target}`;
  const refusal =
    request === undefined ? { status: typeof head === 'number' ? head : 400 } : await serve(channel, reader, request, options, signal);
  options.onRequest?.(line, refusal?.status ?? 200);
  if (refusal !== undefined) await refuse(channel, refusal, options.page?.(refusal.status) ?? '');
};

/** The head, or the status for one that is too large or has no end. */
const headOf = async (reader: ChannelReader, limits: HeadLimits): Promise<string | number> => {
  try {
    const head = await reader.head(limits.line + limits.headers);
    return head === undefined || excessOf(head, limits) !== undefined ? 413 : head;
  } catch (cause) {
    if (reader.ended) return 400;
    throw cause;
  }
};

/** Why a request is not served. */
interface ErrorResponse {
  readonly status: number;
  /** Header lines. */
  readonly headers?: readonly string[];
}

const METHODS: ReadonlySet<string> = new Set(['CONNECT', 'GET', 'HEAD', 'POST']);

const serve = async (
  channel: OpenChannel,
  reader: ChannelReader,
  request: RequestHead,
  options: HttpProxyOptions,
  signal: AbortSignal,
): Promise<ErrorResponse | undefined> => {
  const { auth, realm = 'Wirecat' } = options;
  const isTunnel = request.method === 'CONNECT';
  const length = request.headers.get('content-length') ?? '0';
  const isNamed = isTunnel ? parseAuthority(request.target, 1) !== undefined : /^[a-z][a-z0-9+.-]*:/i.test(request.target);
  if (!/^\d{1,15}$/.test(length) || !isNamed) return { status: 400 };
  if (options.methods !== 'any' && !METHODS.has(request.method)) return { status: 405, headers: [`Allow: ${[...METHODS].join(', ')}`] };
  const challenge = auth === undefined ? undefined : authenticatorOf(auth, realm).check(request);
  // Some clients ask again only where they are told that this connection is over.
  if (challenge !== undefined) return { status: 407, headers: [...challenge, 'Connection: close'] };
  const exchange = { channel, reader, request, signal };
  if (isTunnel) return tunnel(exchange, options);
  const resource = parseResource(request.target);
  return resource === undefined ? { status: 400 } : forward(exchange, resource, options);
};

const authenticators = new WeakMap<Credentials, HttpAuthenticator>();
const authenticatorOf = (auth: Credentials, realm: string): HttpAuthenticator => {
  const known = authenticators.get(auth) ?? new HttpAuthenticator(auth, realm);
  authenticators.set(auth, known);
  return known;
};

const tunnel = async (x: ProxyExchange, options: HttpProxyOptions): Promise<ErrorResponse | undefined> => {
  const to = parseAuthority(x.request.target, undefined);
  if (to === undefined) return { status: 400 };
  const target = await reach(to, 'tunnel', options, x.signal);
  if (typeof target === 'number') return { status: target };
  await x.channel.write(Buffer.from('HTTP/1.0 200 OK\r\n\r\n'));
  const client = passChannel(x.channel, x.channel.facts, x.reader.rest());
  await link(client, target, {}, x.signal).done;
  return undefined;
};

const forward = async (x: ProxyExchange, { to, host, path }: Resource, options: HttpProxyOptions): Promise<ErrorResponse | undefined> => {
  const length = bodyLength(x.request);
  if (length === undefined) return { status: 400 };
  const target = await reach(to, 'forward', options, x.signal);
  if (typeof target === 'number') return { status: target };
  const status = await forwardRequest(x, target, { host, path, length });
  return status === undefined ? undefined : { status };
};

interface Resource {
  readonly to: Target;
  /** As the request had it. */
  readonly host: string;
  /** With the query. */
  readonly path: string;
}

/** What an absolute URI of the scheme `http` names. A fragment is the server's to judge. */
const parseResource = (uri: string): Resource | undefined => {
  const [, host = '', rest = ''] = /^http:\/\/([^/?#]*)(.*)$/i.exec(uri) ?? [];
  const to = /^http:\/\//i.test(uri) ? parseAuthority(host, 80) : undefined;
  return to === undefined ? undefined : { to, host, path: rest.startsWith('/') ? rest : `/${rest}` };
};

/** The target's channel, or the status that says why there is none. */
const reach = async (
  to: Target,
  how: 'forward' | 'tunnel',
  options: HttpProxyOptions,
  signal: AbortSignal,
): Promise<OpenChannel | number> => {
  if ((await options.allow?.(to, how)) === false) return 403;
  try {
    return await options.dial(to, signal);
  } catch {
    return 504;
  }
};

const refuse = async (channel: OpenChannel, { status, headers = [] }: ErrorResponse, page: string): Promise<void> => {
  const about = page === '' ? [] : ['Content-Type: text/plain; charset=utf-8', `Content-Length: ${Buffer.byteLength(page)}`];
  const lines = [`HTTP/1.0 ${status} ${REASONS[status] ?? 'Error'}`, ...headers, ...about];
  await channel.write(Buffer.from(`${lines.join('\r\n')}\r\n\r\n${page}`));
  await channel.end();
};

const REASONS: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  403: 'Forbidden',
  405: 'Method Not Allowed',
  407: 'Proxy Authentication Required',
  413: 'Request Entity Too Large',
  502: 'Bad Gateway',
  504: 'Gateway Timeout',
};
