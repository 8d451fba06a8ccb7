/** Simple Mail Transfer Protocol (RFC 5321), with chunks (RFC 3030), AUTH (RFC 4954) and STARTTLS (RFC 3207). */
import { type Bytes, fromUtf8 } from '../../core/bytes.ts';
import { extra } from '../../wire/field.ts';
import { layer } from '../../wire/layer.ts';
import { type Seen, written } from '../../wire/row.ts';
import type { Dissecting } from '../../wire/types.ts';
import { putMail } from '../shared/mail/content.ts';
import { bareEnd, eachLine, lineText, wordEnd } from '../shared/mail/lines.ts';
import { decimal, isDigit, sameText, startsWith } from '../shared/text.ts';
import { CODES } from './codes.ts';
import { smtpReader } from './reader.ts';
import { smtpBegun, smtpLabel, writeSmtp } from './row.ts';
import { sentences } from './sentences.ts';
import { Kind, Secret, type SmtpMessage } from './talk.ts';

export const smtp = layer('smtp', {
  title: 'Simple Mail Transfer Protocol',
  spec: 'RFC 5321',
  fields: {},
  extras: {
    req: extra('Request', 'bool', { hidden: true }),
    rsp: extra('Response', 'bool', { hidden: true }),
    command_line: extra('Command Line', 'string'),
    'req.command': extra('Command', 'string'),
    'req.parameter': extra('Request parameter', 'string'),
    response: extra('Response', 'string'),
    'response.code': extra('Response code', 'dec', { names: CODES }),
    'rsp.parameter': extra('Response parameter', 'string'),
    'auth.username': extra('Username', 'string'),
    'auth.password': extra('Password', 'string', { secret: true }),
    'auth.username_password': extra('Username/Password', 'string', { secret: true }),
    message: extra('Message', 'string'),
    eom: extra('End of message', 'none'),
    request_in: extra('Request in frame'),
    response_time: extra('Time since request', 'time', { unit: ' seconds' }),
  },
  on: { 'tcp.port': [25, 587] },
  stream: smtpReader,
  row: written((out, at) => writeSmtp(out, at, messageOf(at))),
  rowLabel: (at) => smtpLabel(at, messageOf(at)),
  begun: smtpBegun,
  begunLabel: 'SMTP',
  joins: { between: ' | ', lead: ['C: ', 'S: '] },
  sentences,
  body: (d) => {
    putMessage(d, (d.message as SmtpMessage | undefined) ?? alone(d.b, d.start, d.end));
    d.header = d.end;
  },
});

const messageOf = ({ message, b, o, end }: Seen): SmtpMessage => (message as SmtpMessage | undefined) ?? alone(b, o, end);

/** Bytes that no reader was asked about. */
const alone = (b: Bytes, o: number, end: number): SmtpMessage => ({
  kind: end - o >= 4 && isDigit(b[o]) && isDigit(b[o + 1]) && isDigit(b[o + 2]) ? Kind.reply : Kind.command,
});

const putMessage = (d: Dissecting, m: SmtpMessage): void => {
  if (m.kind !== Kind.content) d.add(m.kind === Kind.reply ? 'rsp' : 'req', true);
  if (m.kind === Kind.reply) putReply(d);
  else if (m.kind === Kind.content) putContent(d, m);
  else if (m.kind === Kind.credentials) putCredentials(d, m.secret ?? Secret.both, d.start, lineText(d.b, d.start, d.end));
  else putCommand(d);
};

const putLine = (d: Dissecting, key: string, from: number, to: number): ReturnType<Dissecting['put']> => {
  const field = d.put(key, from, to - from);
  if (field) field.text = fromUtf8(d.b.subarray(from, lineText(d.b, from, to)));
  return field;
};

// ---- commands --------------------------------------------------------------------------------------------------------

const putCommand = (d: Dissecting): void => {
  const to = lineText(d.b, d.start, d.end);
  const stop = wordEnd(d.b, d.start, to);
  if (stop === d.start) return;
  d.under(putLine(d, 'command_line', d.start, d.end), () => {
    d.put('req.command', d.start, stop - d.start);
    if (stop + 1 < to) d.put('req.parameter', stop + 1, to - stop - 1);
    if (sameText(d.b, d.start, stop, 'auth')) putInitial(d, stop + 1, to);
  });
};

/** `AUTH PLAIN AGd1…`: the first response stands in the command (RFC 4954 §4). */
const putInitial = (d: Dissecting, from: number, to: number): void => {
  const stop = wordEnd(d.b, from, to);
  if (stop + 1 < to) putCredentials(d, sameText(d.b, from, stop, 'login') ? Secret.name : Secret.both, stop + 1, to);
};

const putCredentials = (d: Dissecting, secret: number, from: number, to: number): void => {
  if (to > from) d.put(CREDENTIALS[secret] ?? 'auth.username_password', from, to - from);
};
const CREDENTIALS: Readonly<Record<number, string>> = { [Secret.name]: 'auth.username', [Secret.password]: 'auth.password' };

const putContent = (d: Dissecting, m: SmtpMessage): void => {
  const text = m.dots && m.last ? d.end - DOT_LINE : d.end;
  eachLine(d.b, d.start, text, (from, to) => putLine(d, 'message', from, to));
  if (m.dots && m.last) d.put('eom', text, DOT_LINE, true);
  if (m.dots && bareEnd(d.b, d.start, d.end) >= 0)
    d.fault('bare', d.start, d.end - d.start, 'a line ends without CR LF: servers disagree on where this message ends (RFC 5321 §2.3.8)');
  d.header = d.end;
  if (m.whole) putMail(d, d.start, text);
};
const DOT_LINE = 3;

// ---- replies ---------------------------------------------------------------------------------------------------------

const putReply = (d: Dissecting): void => {
  let first: ReturnType<Dissecting['put']>;
  eachLine(d.b, d.start, d.end, (from, to) => {
    const isFirst = from === d.start;
    if (isFirst) first = putLine(d, 'response', from, to);
    d.under(first, () => putReplyLine(d, from, lineText(d.b, from, to), isFirst));
  });
  putPairing(d);
};

const putReplyLine = (d: Dissecting, from: number, to: number, isFirst: boolean): void => {
  const code = decimal(d.b, from, Math.min(from + 3, to));
  if (code < 100) {
    d.fault('response', from, to - from, 'a reply begins with a code of three digits (RFC 5321 §4.2)');
    return;
  }
  if (isFirst) d.put('response.code', from, 3, code);
  else if (!startsWith(d.b, d.start, d.end, String(code)))
    d.fault('code', from, 3, 'all lines of a reply have the same code (RFC 5321 §4.2.1)');
  if (to > from + 4) d.put('rsp.parameter', from + 4, to - from - 4);
};

const putPairing = (d: Dissecting): void => {
  if (d.answered === undefined) return;
  d.add('request_in', d.answered.frame);
  if (d.answered.nanos !== undefined) d.add('response_time', d.answered.nanos);
};
