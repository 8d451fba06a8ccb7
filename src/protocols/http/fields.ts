/** The fields of HTTP/1, under Wireshark's names; which header goes under which. */

import type { Bytes } from '../../core/bytes.ts';
import { extra } from '../../wire/field.ts';
import { answeredFrame, answerTime } from '../../wire/row.ts';
import type { FieldSpec, Fields } from '../../wire/types.ts';
import { sameText } from '../shared/text.ts';
import { hostOf, isReply, isRequest, methodOf, statusOf, targetOf } from './quick.ts';

/** Headers with a name of their own: as written in small letters, and their title. */
const HEADERS: readonly (readonly [header: string, title: string, key?: string])[] = [
  ['accept', 'Accept'],
  ['accept-encoding', 'Accept-Encoding'],
  ['accept-language', 'Accept-Language'],
  ['authorization', 'Authorization'],
  ['cache-control', 'Cache-Control'],
  ['connection', 'Connection'],
  ['content-encoding', 'Content-Encoding'],
  ['content-length', 'Content-Length', 'content_length_header'],
  ['content-type', 'Content-Type'],
  ['cookie', 'Cookie'],
  ['date', 'Date'],
  ['host', 'Host'],
  ['http2-settings', 'HTTP2-Settings'],
  ['last-modified', 'Last-Modified'],
  ['location', 'Location'],
  ['proxy-authenticate', 'Proxy-Authenticate'],
  ['proxy-authorization', 'Proxy-Authorization'],
  ['referer', 'Referer'],
  ['sec-websocket-accept', 'Sec-WebSocket-Accept'],
  ['sec-websocket-extensions', 'Sec-WebSocket-Extensions'],
  ['sec-websocket-key', 'Sec-WebSocket-Key'],
  ['sec-websocket-protocol', 'Sec-WebSocket-Protocol'],
  ['sec-websocket-version', 'Sec-WebSocket-Version'],
  ['server', 'Server'],
  ['set-cookie', 'Set-Cookie'],
  ['transfer-encoding', 'Transfer-Encoding'],
  ['upgrade', 'Upgrade'],
  ['user-agent', 'User-Agent'],
  ['www-authenticate', 'WWW-Authenticate'],
  ['x-forwarded-for', 'X-Forwarded-For'],
];
const keyOf = ([header, , key = header.replaceAll('-', '_')]: (typeof HEADERS)[number]): string => key;
/** The header of each key. */
export const headerOf: ReadonlyMap<string, string> = new Map(HEADERS.map((h) => [keyOf(h), h[0]]));

/** Whoever knows these is taken for somebody. */
const SECRET: ReadonlySet<string> = new Set(['authorization', 'cookie', 'proxy-authorization', 'set-cookie']);

const mark = (title: string, from?: FieldSpec['from']) => extra(title, 'bool', { hidden: true, ...(from && { from }) });
const line = { title: 'Header' } as const;

export const httpFields: Fields = {
  chat: extra('First line', 'none'),
  'request.method': extra('Request Method', 'string', { from: methodOf }),
  'request.uri': extra('Request URI', 'string', { from: targetOf }),
  'request.uri.path': extra('Request URI Path', 'string'),
  'request.uri.query': extra('Request URI Query', 'string'),
  'request.uri.query.parameter': extra('Request URI Query Parameter', 'string'),
  'request.version': extra('Request Version', 'string'),
  'response.version': extra('Response Version', 'string'),
  'response.code': extra('Status Code', 'dec', { from: statusOf }),
  'response.code.desc': extra('Status Code Description', 'string'),
  'response.phrase': extra('Response Phrase', 'string'),
  ...Object.fromEntries(HEADERS.map((h) => [keyOf(h), extra(h[1], 'string', SECRET.has(h[0]) ? { secret: true } : {})])),
  host: extra('Host', 'string', { from: hostOf }),
  'request.line': extra(line.title, 'string'),
  'response.line': extra(line.title, 'string'),
  /** The same of headers that have a field of their own. */
  'request.line.known': extra(line.title, 'string', { as: 'http.request.line', hidden: true }),
  'response.line.known': extra(line.title, 'string', { as: 'http.response.line', hidden: true }),
  content_length: extra('Content length'),
  cookie_pair: extra('Cookie pair', 'string', { secret: true }),
  authbasic: extra('Credentials', 'string', { secret: true }),
  'request.full_uri': extra('Full request URI', 'string'),
  request: mark('Request', isRequest),
  response: mark('Response', isReply),
  notification: mark('Notification'),
  request_number: extra('Request number'),
  response_number: extra('Response number'),
  time: extra('Time since request', 'time', { unit: ' seconds', from: answerTime }),
  request_in: extra('Request in frame', 'dec', { from: answeredFrame }),
  prev_request_in: extra('Previous request in frame'),
  prev_response_in: extra('Previous response in frame'),
  'response_for.uri': extra('Request URI', 'string'),
  proxy_connect_host: extra('Proxy-Connect-Hostname', 'string'),
  proxy_connect_port: extra('Proxy-Connect-Port'),
  chunk: extra('Data chunk', 'none'),
  chunk_size: extra('Chunk size', 'dec', { unit: ' bytes' }),
  chunk_extension: extra('Chunk extension', 'string'),
  chunk_data: extra('Chunk data', 'bytes'),
  chunk_boundary: extra('Chunk boundary', 'bytes'),
  chunked_trailer_part: extra('Trailers', 'string'),
  encoded_body: extra('Content-encoded entity body', 'none'),
  file_data: extra('File Data', 'string'),
};

/** Headers by the length of their name: a look at the few of the right length is quicker than making a string to look it up. */
const BY_LENGTH: (readonly [header: string, key: string])[][] = [];
for (const h of HEADERS) {
  const list = BY_LENGTH[h[0].length] ?? [];
  list.push([h[0], keyOf(h)]);
  BY_LENGTH[h[0].length] = list;
}

/** The field of the header whose name is [from, to). */
export const headerKey = (b: Bytes, from: number, to: number): string | undefined =>
  BY_LENGTH[to - from]?.find(([header]) => sameText(b, from, to, header))?.[1];
