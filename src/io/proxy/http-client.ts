/** A tunnel through an HTTP proxy: CONNECT (RFC 9110 §9.3.6), with Basic or Digest where the proxy asks for it. */

import { IoError } from '../../core/fault.ts';
import type { CutAnswer, HttpRefusal } from '../../core/refusal.ts';
import { sayTrouble } from '../../core/said.ts';
import { visible } from '../../core/text.ts';
import type { Said } from '../../core/words.ts';
import type { OpenChannel } from '../base/channel.ts';
import { passChannel } from '../channels/pass-channel.ts';
import { answer, bestChallenge, type Challenge, type Credentials, plainAnswer } from '../http/auth.ts';
import { ChannelReader } from '../http/channel-reader.ts';
import { excessOf, type HeadLimits, LARGEST_HEAD, parseResponse, type ResponseHead } from '../http/head.ts';
import { normalizeResponse, onlyHeaders } from '../http/normalize.ts';
import { type Target, targetText, tunnelFacts } from './target.ts';

export interface HttpTunnel {
  readonly to: Target;
  readonly credentials?: Credentials | undefined;
  /** Of the request; default 1.1. Proxies of the older kind close after a refusal. */
  readonly version?: '1.0' | '1.1';
  /**
   * As older programs have it: only 200 is a tunnel, an answer that is news on the way (1xx) is none, a connection serves for one request, and
   * Digest is MD5, plainly answered.
   */
  readonly old?: boolean;
  /** Of an answer's head; default: LARGEST_HEAD bytes of either. */
  readonly limits?: HeadLimits;
  /** From an earlier try whose connection the proxy has closed: answered at once. */
  readonly challenge?: Challenge | undefined;
}

/** The proxy wants credentials and has closed: a new connection with the challenge answered may fare better. */
export class ProxyWantsCredentials extends Error {
  override readonly name = 'ProxyWantsCredentials';
  readonly challenge: Challenge;
  constructor(challenge: Challenge) {
    super('the proxy wants credentials');
    this.challenge = challenge;
  }
}

/** A body of a refusal up to this long is read over, so that the same connection serves for another try. */
const LARGEST_BODY = 65_536;

/** Rejects with an IoError, with ProxyWantsCredentials or the signal's reason; the channel below is then the caller's to let go. */
export const httpTunnel = async (below: OpenChannel, t: HttpTunnel, signal: AbortSignal): Promise<OpenChannel> => {
  const place = `http-connect:${targetText(t.to)}`;
  const reader: ChannelReader = new ChannelReader(below, place, signal, (cut) => cutAt(reader.held, cut));
  let { challenge } = t;
  for (;;) {
    await below.write(request(t, challenge));
    const response = await readResponse(reader, place, t);
    if (t.old ? response.status === 200 : response.status >= 200 && response.status < 300)
      return passChannel(below, tunnelFacts(below, 'http-connect', t.to), reader.rest());
    if (response.status !== 407 || t.credentials === undefined || challenge !== undefined) throw refusal(response, place, challenge);
    challenge = bestChallenge(response.headers.all('proxy-authenticate'), t.old);
    if (challenge === undefined) throw refusal(response, place, challenge, unanswerable(response));
    if (t.old || !(await skipBody(reader, response))) throw new ProxyWantsCredentials(challenge);
  }
};

const request = (t: HttpTunnel, challenge: Challenge | undefined): Uint8Array => {
  const target = targetText(t.to);
  const lines = t.version === '1.0' ? [`CONNECT ${target} HTTP/1.0`] : [`CONNECT ${target} HTTP/1.1`, `Host: ${target}`];
  if (challenge !== undefined && t.credentials !== undefined)
    lines.push(`Proxy-Authorization: ${(t.old ? plainAnswer : answer)(challenge, t.credentials, 'CONNECT', target)}`);
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'utf8');
};

const LIMITS: HeadLimits = { line: LARGEST_HEAD, headers: LARGEST_HEAD };

const readResponse = async (reader: ChannelReader, place: string, { old, limits = LIMITS }: HttpTunnel): Promise<ResponseHead> => {
  const most = Math.min(LARGEST_HEAD, limits.line + limits.headers);
  for (;;) {
    const head = await reader.head(most);
    if (head === undefined) throw tooLong(place, 'headers', `a head of at most ${most} bytes`, most);
    const excess = excessOf(head, limits);
    if (excess === 'headers') throw tooLong(place, 'headers', `a head of at most ${limits.headers} bytes`, head.length);
    if (excess === 'line') throw tooLong(place, 'status line', `a line of at most ${limits.line} bytes`, head.length);
    const response = parseResponse(onlyHeaders(normalizeResponse(head)));
    if (response === undefined) throw noHttp(head, place);
    if (old || response.status >= 200) return response; // 1xx are news on the way (RFC 9110 §15.2)
  }
};

/** Where in its head an answer was cut: behind the first line come the headers. */
const cutAt = (held: Uint8Array, cut: CutAnswer): HttpRefusal => ({
  by: 'http',
  stage: held.includes(10) ? 'headers' : 'status line',
  ...cut,
});

const tooLong = (place: string, stage: 'status line' | 'headers', expected: string, got: number): IoError =>
  new IoError(place, 'EPROTO', `expected ${expected}, got more`, undefined, { by: 'http', stage, wrong: 'length', got });

const noHttp = (head: string, place: string): IoError => {
  const text = sayTrouble('noHttp', { answer: quoted(head) });
  return new IoError(place, 'EPROTO', text, undefined, { by: 'http', stage: 'status line', wrong: 'form', line: firstLine(head) });
};

const firstLine = (head: string): string => head.replace(/\r?\n[\s\S]*$/, '');

const quoted = (text: string): string => JSON.stringify(visible(text.slice(0, 80)));

type Login = NonNullable<Extract<HttpRefusal, { stage: 'status' }>['login']>;

const refusal = (response: ResponseHead, place: string, tried: Challenge | undefined, wanted: Login = 'wanted'): IoError => {
  const { status, reason, version } = response;
  const login = tried === undefined ? wanted : 'refused';
  const got = sayTrouble('proxyRefused', { answer: quoted(`${status} ${reason}`) });
  return new IoError(place, 'EPROXY', status === 407 ? [got, BECAUSE[login]] : got, undefined, {
    by: 'http',
    stage: 'status',
    wrong: 'status',
    got: status,
    line: `${version} ${status} ${reason}`,
    ...(status === 407 && { login }),
  });
};

const BECAUSE: Readonly<Record<Login, Said>> = {
  wanted: sayTrouble('proxyWants'),
  refused: sayTrouble('proxyDenies'),
  'unknown digest': sayTrouble('proxyDigest'),
  'unknown scheme': sayTrouble('proxyUnknown'),
};

/** What none of our answers fits. */
const unanswerable = ({ headers }: ResponseHead): Login =>
  headers.all('proxy-authenticate').some((value) => /^digest/i.test(value)) ? 'unknown digest' : 'unknown scheme';

/** False where the connection cannot serve again. */
const skipBody = async (reader: ChannelReader, response: ResponseHead): Promise<boolean> => {
  const { headers, version } = response;
  const connection = `${headers.get('connection') ?? ''},${headers.get('proxy-connection') ?? ''}`.toLowerCase();
  if (connection.includes('close') || (version === 'HTTP/1.0' && !connection.includes('keep-alive'))) return false;
  const length = headers.get('content-length');
  if (headers.get('transfer-encoding') !== undefined || length === undefined || !/^\d+$/.test(length)) return false;
  if (Number(length) > LARGEST_BODY) return false;
  await reader.bytes(Number(length));
  return true;
};
