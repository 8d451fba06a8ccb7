/** Identification Protocol (RFC 1413): a server asks the machine of its client whose a connection is, by its two ports. Wireshark has no names for it. */
import { fromLatin1 } from '../../core/latin1.ts';
import { sayer } from '../../core/words.ts';
import { extra } from '../../wire/field.ts';
import { layer } from '../../wire/layer.ts';
import { type Message, MORE, type Reader } from '../../wire/stream.ts';
import type { Dissecting } from '../../wire/types.ts';
import { type LineScan, lineLength } from '../shared/mail/lines.ts';
import { quoted } from '../shared/pieces.ts';
import type { en } from './en.ts';

const say = sayer<typeof en>('ident');

interface IdentLine extends Message {
  readonly reply: boolean;
}

export const identReader: Reader<{ readonly lines: readonly [LineScan, LineScan]; asked: number; replied: number }, IdentLine> = {
  open: () => ({ lines: [{ at: 0 }, { at: 0 }], asked: 0, replied: 0 }),
  read(talk, from, b, o, end, closed) {
    const length = end === o ? 0 : lineLength(talk.lines[from], b, o, end, closed);
    if (length === 0) return MORE;
    if (from === 1) return { kind: 'message', length, message: { reply: true, answers: ++talk.replied } };
    return { kind: 'message', length, message: { reply: false, asks: ++talk.asked } };
  },
};

export const ident = layer('ident', {
  title: 'Identification Protocol',
  spec: 'RFC 1413',
  fields: {},
  extras: {
    server_port: extra('Port here'),
    client_port: extra('Port there'),
    type: extra('Type of answer', 'string'),
    system: extra('System', 'string'),
    user: extra('User', 'string'),
    error: extra('Error', 'string'),
    request_in: extra('Request in frame'),
    response_time: extra('Time since request', 'time', { unit: ' seconds' }),
  },
  on: { 'tcp.port': 113 },
  stream: identReader,
  info: (d) => (isAnswer(d) ? 'Response' : 'Request'),
  sentences: {
    says: (at) => {
      const { sender, receiver } = at;
      if (at.has('ident.user')) return say('user', { sender, user: quoted(at.text('ident.user')) });
      if (at.has('ident.error')) return say('error', { sender, why: at.text('ident.error') });
      if (!at.has('ident.server_port')) return undefined;
      return say('request', { sender, receiver, here: at.text('ident.server_port'), there: at.text('ident.client_port') });
    },
  },
  body: (d) => {
    putLine(d);
    d.header = d.end;
  },
});

const isAnswer = (d: Dissecting): boolean => (d.message as IdentLine | undefined)?.reply ?? d.lower?.v['srcport'] === 113;

/** `23 , 50000`, and in answers `: USERID : UNIX : ada` or `: ERROR : NO-USER` behind it. */
const LINE = /^(\s*(\d{1,5})\s*,\s*)(\d{1,5})(?:(\s*:\s*)(USERID|ERROR)(\s*:\s*)(?:([^:\r\n]*?)(\s*:\s?))?([^\r\n]*))?/i;

const putLine = (d: Dissecting): void => {
  const found = LINE.exec(fromLatin1(d.b, d.start, d.end));
  if (found === null) {
    d.fault('line', d.start, d.end - d.start, 'a line of two ports, as in: 23 , 50000', 'warn');
    return;
  }
  const [, before = '', here = '', there = '', first = '', type, second = '', system, third = '', rest = ''] = found;
  d.put('server_port', d.start + before.indexOf(here), here.length, Number(here));
  let at = d.start + before.length;
  d.put('client_port', at, there.length, Number(there));
  if (type !== undefined) {
    at += there.length + first.length;
    d.put('type', at, type.length);
    at += type.length + second.length;
    if (system !== undefined) d.put('system', at, system.length);
    at += (system?.length ?? 0) + third.length;
    if (rest.length > 0) d.put(/^user/i.test(type) ? 'user' : 'error', at, rest.length);
  }
  if (d.answered === undefined) return;
  d.add('request_in', d.answered.frame);
  if (d.answered.nanos !== undefined) d.add('response_time', d.answered.nanos);
};
