/** Internet Relay Chat (RFC 1459, RFC 2812): messages of clients and servers, a line each. */
import { type Bytes, utf8 } from '../../core/bytes.ts';
import { extra } from '../../wire/field.ts';
import { layer } from '../../wire/layer.ts';
import { written } from '../../wire/row.ts';
import type { Dissecting } from '../../wire/types.ts';
import { lineText, wordEnd } from '../shared/mail/lines.ts';
import { putSecret } from '../shared/mail/masked.ts';
import { putVisible } from '../shared/row-text.ts';
import { COLON, decimal, isDigit, SPACE, sameText } from '../shared/text.ts';
import { type IrcLine, ircReader } from './reader.ts';
import { sentences } from './sentences.ts';

export const irc = layer('irc', {
  title: 'Internet Relay Chat',
  spec: 'RFC 2812',
  fields: {},
  extras: {
    request: extra('Request', 'string'),
    'request.prefix': extra('Prefix', 'string'),
    'request.command': extra('Command', 'string'),
    'request.command_parameter': extra('Parameter', 'string'),
    'request.secret': extra('Parameter', 'string', { as: 'irc.request.command_parameter', secret: true }),
    'request.trailer': extra('Trailer', 'string'),
    response: extra('Response', 'string'),
    'response.prefix': extra('Prefix', 'string'),
    'response.command': extra('Command', 'string'),
    'response.num_command': extra('Command', 'dec'),
    'response.command_parameter': extra('Parameter', 'string'),
    'response.trailer': extra('Trailer', 'string'),
    ctcp: extra('CTCP Data', 'string'),
  },
  on: { 'tcp.port': [6667, 57_000] },
  stream: ircReader,
  row: written((out, at) => {
    const { b, o, end, message } = at;
    const { reply } = (message as IrcLine | undefined) ?? { reply: isReply(b, o) };
    out.put(reply ? RESPONSE : REQUEST);
    const to = lineText(b, o, end);
    const open = reply ? to : openTo(b, o, to);
    putVisible(out, b, o, open);
    if (open < to) putSecret(out, at, open, to);
  }),
  sentences,
  body: (d) => {
    putLine(d);
    d.header = d.end;
  },
});

const REQUEST = utf8('Request: ');
const RESPONSE = utf8('Response: ');
const CTCP = 1;

/** Of bytes that no reader was asked about. */
const isReply = (b: Bytes, o: number): boolean => b[o] === COLON;

/** Where what is secret begins: the password of PASS and of OPER. */
const openTo = (b: Bytes, from: number, to: number): number => {
  const stop = wordEnd(b, from, to);
  if (sameText(b, from, stop, 'pass')) return Math.min(stop + 1, to);
  return sameText(b, from, stop, 'oper') ? Math.min(wordEnd(b, Math.min(stop + 1, to), to) + 1, to) : to;
};

const blanksEnd = (b: Bytes, from: number, to: number): number => {
  let at = from;
  while (at < to && b[at] === SPACE) at++;
  return at;
};

const putLine = (d: Dissecting): void => {
  const { reply } = (d.message as IrcLine | undefined) ?? { reply: isReply(d.b, d.start) };
  const side = reply ? 'response' : 'request';
  const to = lineText(d.b, d.start, d.end);
  d.under(d.put(side, d.start, to - d.start), () => putParts(d, side, to));
};

const putParts = (d: Dissecting, side: 'request' | 'response', to: number): void => {
  let at = d.start;
  if (d.b[at] === COLON) {
    const end = wordEnd(d.b, at, to);
    d.put(`${side}.prefix`, at + 1, end - at - 1);
    at = blanksEnd(d.b, end, to);
  }
  const end = wordEnd(d.b, at, to);
  if (end === at) d.fault(side, d.start, to - d.start, 'a message has a command (RFC 2812 §2.3.1)');
  else putCommand(d, side, at, end, to);
};

const putCommand = (d: Dissecting, side: 'request' | 'response', at: number, end: number, to: number): void => {
  d.put(`${side}.command`, at, end - at);
  if (side === 'response' && isNumber(d.b, at, end)) d.put('response.num_command', at, 3, decimal(d.b, at, end));
  putParameters(d, side, end, to);
};

const isNumber = (b: Bytes, at: number, end: number): boolean =>
  end - at === 3 && isDigit(b[at]) && isDigit(b[at + 1]) && isDigit(b[at + 2]);

const putParameters = (d: Dissecting, side: 'request' | 'response', from: number, to: number): void => {
  const open = side === 'request' ? openTo(d.b, d.start, to) : to;
  let at = blanksEnd(d.b, from, to);
  while (at < to && d.b[at] !== COLON) {
    const end = wordEnd(d.b, at, to);
    d.put(at >= open ? 'request.secret' : `${side}.command_parameter`, at, end - at);
    at = blanksEnd(d.b, end, to);
  }
  if (at < to) putTrailer(d, side, at + 1, to, at >= open);
};

const putTrailer = (d: Dissecting, side: 'request' | 'response', from: number, to: number, secret: boolean): void => {
  d.put(secret ? 'request.secret' : `${side}.trailer`, from, to - from);
  const isTagged = to - from >= 2 && d.b[from] === CTCP && d.b[to - 1] === CTCP;
  if (isTagged) d.put('ctcp', from + 1, to - from - 2);
};
