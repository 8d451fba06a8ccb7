/** Post Office Protocol version 3 (RFC 1939), with CAPA (RFC 2449), STLS (RFC 2595) and AUTH (RFC 5034). */
import { type Bytes, fromUtf8, utf8 } from '../../core/bytes.ts';
import { extra } from '../../wire/field.ts';
import { layer } from '../../wire/layer.ts';
import { written } from '../../wire/row.ts';
import type { Dissecting } from '../../wire/types.ts';
import { putMail } from '../shared/mail/content.ts';
import { eachLine, lineText, wordEnd } from '../shared/mail/lines.ts';
import { putSecret } from '../shared/mail/masked.ts';
import { putVisible } from '../shared/row-text.ts';
import { sameText, startsWith } from '../shared/text.ts';
import { popReader } from './reader.ts';
import { sentences } from './sentences.ts';
import { Kind, type PopMessage } from './talk.ts';

export const pop = layer('pop', {
  title: 'Post Office Protocol',
  spec: 'RFC 1939',
  fields: {},
  extras: {
    request: extra('Request', 'string'),
    'request.command': extra('Request command', 'string'),
    'request.parameter': extra('Request parameter', 'string'),
    'request.secret': extra('Request parameter', 'string', { as: 'pop.request.parameter', secret: true }),
    'request.data': extra('Data', 'string', { secret: true }),
    response: extra('Response', 'string'),
    'response.indicator': extra('Response indicator', 'string'),
    'response.description': extra('Response description', 'string'),
    'response.data': extra('Data', 'string'),
    request_in: extra('Request in frame'),
    response_time: extra('Time since request', 'time', { unit: ' seconds' }),
  },
  on: { 'tcp.port': 110 },
  stream: popReader,
  row: written((out, at) => {
    const { b, o, end, wire, message } = at;
    const { kind } = (message as PopMessage | undefined) ?? alone(b, o, end);
    out.put(kind === Kind.reply || kind === Kind.text ? SERVER : CLIENT);
    const to = lineText(b, o, end);
    const shown = kind === Kind.credentials ? o : kind === Kind.command ? openTo(b, o, to) : to;
    if (kind === Kind.text) out.text(`DATA fragment, ${wire - o} bytes`);
    else putVisible(out, b, o, shown);
    if (shown < to && kind !== Kind.text) putSecret(out, at, shown, to);
  }),
  // What a segment completes is one there.
  stack: (_, below) => (below === 'pop' ? [] : ['pop']),
  sentences,
  body: (d) => {
    putMessage(d);
    d.header = d.end;
  },
});

const CLIENT = utf8('C: ');
const SERVER = utf8('S: ');

/** Bytes that no reader was asked about. */
const alone = (b: Bytes, o: number, end: number): PopMessage => ({
  kind: startsWith(b, o, end, '+') || startsWith(b, o, end, '-ERR') ? Kind.reply : Kind.command,
});

/** Where what is secret in a command begins: the password, the digest, the first response. */
const openTo = (b: Bytes, from: number, to: number): number => {
  const stop = wordEnd(b, from, to);
  if (sameText(b, from, stop, 'pass')) return Math.min(stop + 1, to);
  if (!sameText(b, from, stop, 'apop') && !sameText(b, from, stop, 'auth')) return to;
  return Math.min(wordEnd(b, Math.min(stop + 1, to), to) + 1, to);
};

const putText = (d: Dissecting, mail: boolean): void => {
  eachLine(d.b, d.start, d.end, (from, to) => putLine(d, 'response.data', from, to));
  d.header = d.end;
  if (mail) putMail(d, d.start, d.end - DOT_LINE);
};
const DOT_LINE = 3;

const isSecret = (d: Dissecting): boolean => {
  const to = lineText(d.b, d.start, d.end);
  return openTo(d.b, d.start, to) < to;
};

const putMessage = (d: Dissecting): void => {
  const { kind, mail } = (d.message as PopMessage | undefined) ?? alone(d.b, d.start, d.end);
  if (kind === Kind.text) putText(d, mail === true);
  else if (kind === Kind.credentials) putLine(d, 'request.data', d.start, d.end);
  else if (kind === Kind.command) putWords(d, 'request', 'command', isSecret(d) ? 'secret' : 'parameter');
  else putReply(d);
};

const putLine = (d: Dissecting, key: string, from: number, to: number): ReturnType<Dissecting['put']> => {
  const field = d.put(key, from, to - from);
  if (field) field.text = fromUtf8(d.b.subarray(from, lineText(d.b, from, to)));
  return field;
};

/** The first word and what follows it. */
const putWords = (d: Dissecting, key: string, first: string, rest: string): void => {
  const to = lineText(d.b, d.start, d.end);
  const stop = wordEnd(d.b, d.start, to);
  d.under(putLine(d, key, d.start, d.end), () => {
    if (stop > d.start) d.put(`${key}.${first}`, d.start, stop - d.start);
    if (stop + 1 < to) d.put(`${key}.${rest}`, stop + 1, to - stop - 1);
  });
};

const putReply = (d: Dissecting): void => {
  putWords(d, 'response', 'indicator', 'description');
  if (!startsWith(d.b, d.start, d.end, '+') && !startsWith(d.b, d.start, d.end, '-ERR'))
    d.fault('response', d.start, d.end - d.start, 'a reply begins with +OK or -ERR (RFC 1939 §3)');
  if (d.answered === undefined) return;
  d.add('request_in', d.answered.frame);
  if (d.answered.nanos !== undefined) d.add('response_time', d.answered.nanos);
};
