/** A tunnel through an HTTP proxy: CONNECT (RFC 9110 §9.3.6), with Basic or Digest where the proxy asks for it. */
import { IoError } from '../../core/fault.ts';
import { visible } from '../../core/text.ts';
import type { OpenChannel } from '../base/channel.ts';
import { passChannel } from '../channels/pass-channel.ts';
import { answer, bestChallenge, type Challenge, type Credentials } from '../http/auth.ts';
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
   * Digest is MD5.
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
  const reader = new ChannelReader(below, place, signal);
  let { challenge } = t;
  for (;;) {
    await below.write(request(t, challenge));
    const response = await readResponse(reader, place, t);
    if (t.old ? response.status === 200 : response.status >= 200 && response.status < 300)
      return passChannel(below, tunnelFacts(below, 'http-connect', t.to), reader.rest());
    if (response.status !== 407 || t.credentials === undefined || challenge !== undefined) throw refusal(response, place, challenge);
    challenge = bestChallenge(response.headers.all('proxy-authenticate'), t.old);
    if (challenge === undefined) throw refusal(response, place, challenge, asksFor(response));
    if (t.old || !(await skipBody(reader, response))) throw new ProxyWantsCredentials(challenge);
  }
};

const request = (t: HttpTunnel, challenge: Challenge | undefined): Uint8Array => {
  const target = targetText(t.to);
  const lines = t.version === '1.0' ? [`CONNECT ${target} HTTP/1.0`] : [`CONNECT ${target} HTTP/1.1`, `Host: ${target}`];
  if (challenge !== undefined && t.credentials !== undefined)
    lines.push(`Proxy-Authorization: ${answer(challenge, t.credentials, 'CONNECT', target)}`);
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'utf8');
};

const LIMITS: HeadLimits = { line: LARGEST_HEAD, headers: LARGEST_HEAD };

const readResponse = async (reader: ChannelReader, place: string, { old, limits = LIMITS }: HttpTunnel): Promise<ResponseHead> => {
  const most = Math.min(LARGEST_HEAD, limits.line + limits.headers);
  for (;;) {
    const head = await reader.head(most).catch((cause: unknown) => {
      throw reader.ended && reader.rest().includes(10) ? new IoError(place, 'ECONNRESET', 'expected all header lines, got the end') : cause;
    });
    if (head === undefined) throw new IoError(place, 'EPROTO', `expected a head of at most ${most} bytes, got more`);
    const excess = excessOf(head, limits);
    if (excess === 'headers') throw new IoError(place, 'EPROTO', `expected a head of at most ${limits.headers} bytes, got more`);
    if (excess === 'line') throw new IoError(place, 'EPROTO', `expected a line of at most ${limits.line} bytes, got more`);
    const response = parseResponse(onlyHeaders(normalizeResponse(head)));
    if (response === undefined) throw new IoError(place, 'EPROTO', `expected an answer in HTTP, got ${quoted(head)}`);
    if (old || response.status >= 200) return response; // 1xx are news on the way (RFC 9110 §15.2)
  }
};

const quoted = (text: string): string => JSON.stringify(visible(text.slice(0, 80)));

const refusal = (response: ResponseHead, place: string, tried: Challenge | undefined, wanted = 'a user and a password'): IoError => {
  const got = quoted(`${response.status} ${response.reason}`);
  const why = tried === undefined ? `it wants ${wanted}` : 'it does not take this user and password';
  return new IoError(place, 'EPROXY', `expected the proxy to connect, got ${got}${response.status === 407 ? `, because ${why}` : ''}`);
};

/** What none of our answers fits. */
const asksFor = ({ headers }: ResponseHead): string =>
  headers.all('proxy-authenticate').some((value) => /^digest/i.test(value))
    ? 'a Digest that cannot be answered'
    : 'a user and a password in a way that is not known here';

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
