/** One request passed on to its server and the answer passed back, as HTTP/1.0, without the headers that concern one hop only. */
import type { OpenChannel } from '../base/channel.ts';
import { ChannelReader } from '../http/channel-reader.ts';
import { LARGEST_HEAD, parseResponse, type RequestHead, type ResponseHead } from '../http/head.ts';
import { normalizeResponse } from '../http/normalize.ts';

/** A client's request. */
export interface ProxyExchange {
  readonly channel: OpenChannel;
  readonly reader: ChannelReader;
  readonly request: RequestHead;
  readonly signal: AbortSignal;
}

export interface ForwardedRequest {
  /** As the request had it. */
  readonly host: string;
  /** With the query. */
  readonly path: string;
  /** Bytes of the body. */
  readonly length: number;
}

/** Undefined when it is done; else the status to answer with, where nothing was answered yet. */
export const forwardRequest = async (x: ProxyExchange, server: OpenChannel, to: ForwardedRequest): Promise<number | undefined> => {
  try {
    await server.write(Buffer.from(requestHead(x.request, to), 'latin1'));
    sendBody(x.reader, server, to.length).catch((error: Error) => (x.reader.ended ? server.end().catch(() => {}) : server.abort(error)));
    const status = await forwardResponse(x, server);
    server.close();
    if (status === undefined) await x.channel.end();
    return status;
  } catch (cause) {
    server.abort(cause instanceof Error ? cause : new Error(String(cause)));
    throw cause;
  }
};

/** Undefined where it is in doubt. A body in chunks, or one of two different lengths, is what requests are smuggled with (RFC 9112 §11.2). */
export const bodyLength = ({ method, headers }: RequestHead): number | undefined => {
  const lengths = headers.all('content-length');
  if (headers.get('transfer-encoding') !== undefined || new Set(lengths).size > 1) return undefined;
  const [text] = lengths;
  if (text === undefined) return method === 'POST' ? undefined : 0;
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
};

const requestHead = (request: RequestHead, to: ForwardedRequest): string => {
  const kept = endToEnd(request.lines).filter((line) => !/^host:/i.test(line));
  return [`${request.method} ${to.path} HTTP/1.0`, ...kept, `Host: ${to.host}`, 'Connection: close', '', ''].join('\r\n');
};

/** A server that answers without reading it all is no fault; that a client does not send it all, the server sees by its end. */
const sendBody = async (reader: ChannelReader, server: OpenChannel, length: number): Promise<void> => {
  let wanted = true;
  const write = (part: Uint8Array): Promise<void> =>
    server.write(part).catch(() => {
      wanted = false;
    });
  for await (const part of reader.stretch(length)) if (wanted) await write(part);
};

const forwardResponse = async (x: ProxyExchange, server: OpenChannel): Promise<number | undefined> => {
  const answers = new ChannelReader(server, server.remote, x.signal);
  const response = await finalResponse(answers);
  if (response === undefined || !saysLength(response)) return 502;
  const first = `HTTP/1.0 ${response.status} ${response.reason}`;
  const kept = endToEnd(response.lines).filter((line) => !(isChunked(response) && /^content-length:/i.test(line)));
  await x.channel.write(Buffer.from([first, ...kept, 'Connection: close', '', ''].join('\r\n'), 'latin1'));
  if (x.request.method === 'HEAD') return undefined;
  for await (const part of bodyOf(answers, response)) await x.channel.write(part);
  return undefined;
};

/** The first that is not news on the way (RFC 9110 §15.2); undefined where the server speaks no HTTP. */
const finalResponse = async (answers: ChannelReader): Promise<ResponseHead | undefined> => {
  for (;;) {
    const head = await answers.head(LARGEST_HEAD).catch(() => undefined);
    const response = head === undefined ? undefined : parseResponse(normalizeResponse(head));
    if (response === undefined || response.status >= 200) return response;
  }
};

/** Whether its length is beyond doubt: chunks, one number, or all that comes (RFC 9112 §6.3). */
const saysLength = (response: ResponseHead): boolean => {
  const lengths = new Set(response.headers.all('content-length'));
  return isChunked(response) || lengths.size === 0 || (lengths.size === 1 && [...lengths].every((text) => /^\d{1,15}$/.test(text)));
};

const isChunked = ({ headers }: ResponseHead): boolean => /\bchunked$/i.test(headers.get('transfer-encoding') ?? '');

/** Chunks are undone: HTTP/1.0 has none. */
const bodyOf = (answers: ChannelReader, response: ResponseHead): AsyncIterable<Uint8Array> => {
  if (isChunked(response)) return chunksOf(answers);
  const length = response.headers.get('content-length');
  return length === undefined ? answers.all() : answers.stretch(Number(length));
};

/** RFC 9112 §7.1. */
async function* chunksOf(answers: ChannelReader): AsyncGenerator<Uint8Array> {
  for (;;) {
    const line = await answers.line(LONGEST_LINE);
    const size = /^[0-9a-f]{1,12}(?=[ \t]*(;|$))/i.exec(line)?.[0];
    if (size === undefined) throw new Error('a chunk without its size');
    if (Number.parseInt(size, 16) === 0) return;
    yield* answers.stretch(Number.parseInt(size, 16));
    await answers.line(LONGEST_LINE);
  }
}

const LONGEST_LINE = 4096;

/** RFC 9110 §7.6.1: what stands in Connection, and what has always been for one hop. */
const endToEnd = (lines: readonly string[]): readonly string[] => {
  const nameOf = (line: string): string => line.slice(0, line.indexOf(':')).toLowerCase();
  const named = lines.filter((line) => /^(proxy-)?connection:/i.test(line)).flatMap((line) => line.slice(line.indexOf(':') + 1).split(','));
  const oneHop = new Set([...named.map((word) => word.trim().toLowerCase()), ...ONE_HOP]);
  return lines.filter((line) => !oneHop.has(nameOf(line)));
};

const ONE_HOP: readonly string[] = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'trailers',
  'transfer-encoding',
  'upgrade',
];
