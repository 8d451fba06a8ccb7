/** One client of Ncat's HTTP proxy: a tunnel (CONNECT), or one request passed on as HTTP/1.0, in the original's order of reading and refusing. */
import type { OpenChannel } from '../../../io/base/channel.ts';
import { withDeadline } from '../../../io/base/deadline.ts';
import { passChannel } from '../../../io/channels/pass-channel.ts';
import type { Credentials } from '../../../io/http/auth.ts';
import { ChannelReader } from '../../../io/http/channel-reader.ts';
import { pump } from '../../../io/link/pump.ts';
import { HttpAuthenticator } from '../../../io/proxy/http-authenticator.ts';
import type { Target } from '../../../io/proxy/target.ts';
import {
  forwardedHeaders,
  headersNamed,
  headText,
  lengthOf,
  type ProxyHeaders,
  parseHeaders,
  parseRequestLine,
  parseStatusLine,
  type RequestLine,
  type StatusLine,
} from './proxy-http.ts';

export interface ProxyRules {
  readonly auth: Credentials | undefined;
  /** A rejection is told to the client as 504. */
  dial(to: Target, signal: AbortSignal): Promise<OpenChannel>;
  /** A plain request there would come back again and again. */
  leadsHere(to: Target): Promise<boolean>;
  onRequest(line: string): void;
  /** Milliseconds in which a head must be whole. The original waits for ever. */
  readonly headTime?: number;
}

/** Long enough for who types a request by hand. */
const HEAD_TIME = 300_000;

/** A refusal: the status, and lines behind it. */
class Refused extends Error {
  readonly status: number;
  readonly headers: readonly string[];
  constructor(status: number, headers: readonly string[] = []) {
    super(`refused with ${status}`);
    this.status = status;
    this.headers = headers;
  }
}

/** Serves one client to its end, which is then the caller's to close. Rejects where its channel or the server's breaks. */
export const serveProxyClient = async (client: OpenChannel, rules: ProxyRules, signal: AbortSignal): Promise<void> => {
  try {
    const request = await withDeadline(
      rules.headTime ?? HEAD_TIME,
      () => new Error('no request came'),
      signal,
      (limited) => readRequest(new ChannelReader(client, client.remote, limited), rules),
    );
    if (request.line.method === 'CONNECT') await tunnel(client, request, rules, signal);
    else await forward(client, request, rules, signal);
  } catch (cause) {
    if (!(cause instanceof Refused)) throw cause;
    await client.write(Buffer.from([`HTTP/1.0 ${cause.status} ${REASONS[cause.status]}`, ...cause.headers, '', ''].join('\r\n')));
    await client.end();
  }
};

interface ProxyRequest {
  /** Has what comes behind the head. */
  readonly reader: ChannelReader;
  readonly line: RequestLine;
  readonly headers: ProxyHeaders;
  readonly length: number | undefined;
}

const METHODS: readonly string[] = ['CONNECT', 'GET', 'HEAD', 'POST'];

/** A method that is not known is refused before the headers come, a password is asked for behind them. */
const readRequest = async (reader: ChannelReader, rules: ProxyRules): Promise<ProxyRequest> => {
  let first = await lineOf(reader, LONGEST_LINE);
  while (/^\r?\n$/.test(first)) first = await lineOf(reader, LONGEST_LINE);
  rules.onRequest(first.trimEnd());
  const line = parseRequestLine(first);
  if (line === undefined) throw new Refused(400);
  if (!METHODS.includes(line.method)) throw new Refused(405, [`Allow: ${METHODS.join(', ')}`]);
  const headers = parseHeaders(await headersOf(reader));
  const length = headers === undefined ? 'bad' : lengthOf(headers);
  if (headers === undefined || length === 'bad') throw new Refused(400);
  const asked = { method: line.method, headers: { get: (name: string) => headersNamed(headers, name) } };
  const challenge = rules.auth === undefined ? undefined : authenticatorOf(rules.auth).check(asked);
  if (challenge !== undefined) throw new Refused(407, challenge);
  return { reader, line, headers, length };
};

const authenticators = new WeakMap<Credentials, HttpAuthenticator>();
const authenticatorOf = (auth: Credentials): HttpAuthenticator => {
  const known = authenticators.get(auth) ?? new HttpAuthenticator(auth, 'Ncat');
  authenticators.set(auth, known);
  return known;
};

/** Whoever ends first ends the tunnel, as in the original: a direction cannot be ended alone. */
const tunnel = async (
  client: OpenChannel,
  { reader, line: { uri } }: ProxyRequest,
  rules: ProxyRules,
  signal: AbortSignal,
): Promise<void> => {
  const { host = '', port } = uri;
  if (port === undefined) throw new Refused(400);
  const server = await reach({ host, port }, rules, signal);
  await client.write(Buffer.from('HTTP/1.0 200 OK\r\n\r\n'));
  const inside = passChannel(client, client.facts, reader.rest());
  await Promise.race([pump(inside, server), pump(server, inside)]);
  server.close();
  inside.close();
};

const forward = async (client: OpenChannel, request: ProxyRequest, rules: ProxyRules, signal: AbortSignal): Promise<void> => {
  const { scheme, host, port = 80 } = request.line.uri;
  if (scheme !== 'http' || host === undefined) throw new Refused(400);
  const to = { host, port };
  if (await rules.leadsHere(to)) throw new Refused(403);
  const server = await reach(to, rules, signal);
  try {
    await send(server, request, port === 80 ? host : `${host}:${port}`);
    await answer(client, server, signal);
  } finally {
    server.close();
  }
  await client.end();
};

const reach = (to: Target, rules: ProxyRules, signal: AbortSignal): Promise<OpenChannel> =>
  rules.dial(to, signal).catch(() => {
    throw new Refused(504);
  });

/** A body without a length, as one in chunks, cannot be passed on. */
const send = async (server: OpenChannel, request: ProxyRequest, host: string): Promise<void> => {
  const { reader, line, headers, length } = request;
  const kept = forwardedHeaders(headers, [
    ['Host', host],
    ['Connection', 'close'],
  ]);
  if ((line.method === 'POST' && length === undefined) || kept === undefined) throw new Refused(400);
  const lost = (): never => {
    throw new Refused(504);
  };
  await server.write(Buffer.from(headText(`${line.method} ${line.uri.path || '/'} HTTP/1.0`, kept), 'latin1')).catch(lost);
  try {
    for await (const part of reader.stretch(length ?? 0)) await server.write(part).catch(lost);
  } catch (cause) {
    if (!reader.ended) throw cause; // less than was said: the server decides
  }
};

/** What is no answer ends the connection without a word. */
const answer = async (client: OpenChannel, server: OpenChannel, signal: AbortSignal): Promise<void> => {
  const reader = new ChannelReader(server, server.remote, signal);
  const head = await readAnswer(reader);
  if (head === undefined) return;
  const kept = forwardedHeaders(head.headers, [['Connection', 'close']]);
  if (kept === undefined) throw new Refused(400);
  await client.write(Buffer.from(headText(`HTTP/1.0 ${head.status} ${head.reason}`, kept), 'latin1'));
  try {
    for await (const part of head.length === undefined ? reader.all() : reader.stretch(head.length)) await client.write(part);
  } catch {
    // Cut off: all that came has been passed on.
  }
};

type AnswerHead = StatusLine & Pick<ProxyRequest, 'headers' | 'length'>;

const readAnswer = async (reader: ChannelReader): Promise<AnswerHead | undefined> => {
  try {
    const line = parseStatusLine(await lineOf(reader, LONGEST_LINE));
    const headers = line && parseHeaders(await headersOf(reader));
    const length = headers && lengthOf(headers);
    return line === undefined || headers === undefined || length === 'bad' ? undefined : { ...line, headers, length };
  } catch {
    return undefined;
  }
};

/** Bytes of a line with its end, and of all headers, from which on they are too many. */
const LONGEST_LINE = 1024;
const LONGEST_HEADERS = 10_240;

/** A line with its end. Throws a 413 where it is too long, a 400 where it breaks off. */
const lineOf = async (reader: ChannelReader, most: number): Promise<string> => {
  const wanted = (held: Uint8Array): number => held.indexOf(10) + 1 || (held.length >= most ? held.length : 0);
  const bytes = await reader.until(wanted, 'the end of a line').catch((cause: unknown) => {
    throw reader.ended ? new Refused(400) : cause;
  });
  if (bytes.length >= most) throw new Refused(413);
  return Buffer.from(bytes).toString('latin1');
};

/** All up to and with the empty line. */
const headersOf = async (reader: ChannelReader): Promise<string> => {
  for (let all = ''; ; ) {
    const line = await lineOf(reader, LONGEST_HEADERS);
    all += line;
    if (all.length >= LONGEST_HEADERS) throw new Refused(413);
    if (/^\r?\n$/.test(line)) return all;
  }
};

const REASONS: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  403: 'Forbidden',
  405: 'Method Not Allowed',
  407: 'Proxy Authentication Required',
  413: 'Request Entity Too Large',
  504: 'Gateway Timeout',
};
