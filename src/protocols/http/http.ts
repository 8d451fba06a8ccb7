/** Hypertext Transfer Protocol, version 1 (RFC 9110, RFC 9112). */

import { fromLatin1 } from '../../core/latin1.ts';
import { layer } from '../../wire/layer.ts';
import type { Dissecting } from '../../wire/types.ts';
import { putBody, putRaw } from './body-tree.ts';
import { httpFields } from './fields.ts';
import { giveHeaders } from './give-headers.ts';
import { type Headers, putHead } from './head-tree.ts';
import { putLints } from './lints.ts';
import { fullUri, type HttpMessage, Kind, Mark } from './message.ts';
import { carriesSecret, isSure, mayHave, needs, tells } from './quick.ts';
import { httpReader } from './reader.ts';
import { httpBegun, httpLabel, httpRow } from './row.ts';
import { sentences } from './sentences.ts';

export const http = layer('http', {
  title: 'Hypertext Transfer Protocol',
  spec: 'RFC 9112',
  fields: {},
  extras: httpFields,
  on: { 'tcp.port': [80, 1900, 2710, 2869, 3128, 3132, 5985, 8080, 8088, 11371], 'tls.alpn': ['http/1.1', 'http/1.0'] },
  stream: httpReader,
  quick: { isSure, mayHave, tells, needs, carriesSecret, give: giveHeaders },
  own: (message) => (message as HttpMessage).lead + (message as HttpMessage).head,
  row: httpRow,
  rowLabel: httpLabel,
  begun: httpBegun,
  sentences,
  body: (d) => putMessage(d),
});

const putMessage = (d: Dissecting): void => {
  const m = (d.message as HttpMessage | undefined) ?? alone(d);
  if (m === undefined) return;
  const from = Math.min(d.start + m.head, d.end);
  const body = { from, to: Math.min(from + m.body, d.end) };
  d.header = from;
  if (m.head > 0) putWhole(d, m, body);
  else {
    if (m.kind === Kind.reply) putPairing(d, m);
    putRaw(d, body);
  }
};

const putWhole = (d: Dissecting, m: HttpMessage, body: { readonly from: number; readonly to: number }): void => {
  const h = putHead(d, d.start + m.lead, body.from);
  putLints(d, h, m, d.start + m.lead, body.from);
  if (h.request) putRequest(d, h, m);
  else putPairing(d, m);
  putBody(d, h, m, body);
};

/** Bytes that no reader was asked about. */
const alone = (d: Dissecting): HttpMessage | undefined => {
  const found = httpReader.read(httpReader.open(NOBODY), 0, d.b, d.start, d.end, true);
  return found.kind === 'message' ? found.message : undefined;
};
const NOBODY = { ports: [0, 0], tools: {}, secrets: { add: () => {}, find: () => undefined } } as const;

// ---- what belongs together -------------------------------------------------------------------------------------------

const putRequest = (d: Dissecting, { start }: Headers, m: HttpMessage): void => {
  if (m.marks & Mark.connect) putTunnel(d, start.secondFrom, start.secondTo);
  if (m.host !== '') d.add('request.full_uri', addressOf(d, m));
  if (fromLatin1(d.b, d.start + m.lead, start.firstTo) === 'NOTIFY') d.add('notification', true);
  else {
    d.add('request', true);
    d.add('request_number', m.number);
    if (m.before && m.before.request > 0) d.add('prev_request_in', m.before.request);
  }
};

/** `www.example.com:443`: what the bytes behind the reply go to. */
const putTunnel = (d: Dissecting, from: number, to: number): void => {
  const target = fromLatin1(d.b, from, to);
  const colon = target.lastIndexOf(':');
  if (colon <= 0 || !/^\d{1,5}$/.test(target.slice(colon + 1))) return;
  d.add('proxy_connect_host', target.slice(0, colon));
  d.add('proxy_connect_port', Number(target.slice(colon + 1)));
};

const putPairing = (d: Dissecting, m: HttpMessage): void => {
  d.add('response', true);
  d.add('response_number', m.number);
  if (m.before && m.before.request > 0) d.add('prev_request_in', m.before.request);
  if (m.before && m.before.reply > 0) d.add('prev_response_in', m.before.reply);
  const { answered } = d;
  if (answered === undefined) return;
  const request = answered.message as HttpMessage | undefined;
  if (answered.nanos !== undefined) d.add('time', answered.nanos);
  d.add('request_in', answered.frame);
  if (request && request.target !== '') d.add('response_for.uri', addressOf(d, request));
};

const addressOf = (d: Dissecting, m: HttpMessage): string =>
  fullUri(d.below('tls') ? 'https' : 'http', m.host, m.target, (m.marks & Mark.connect) !== 0);
