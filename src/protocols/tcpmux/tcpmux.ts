/** TCP Port Service Multiplexer (RFC 1078): the client names a service in a line, the server says + or -, and then both speak it. Wireshark has no names for it. */
import { fromLatin1 } from '../../core/latin1.ts';
import { sayer } from '../../core/words.ts';
import { extra } from '../../wire/field.ts';
import { layer } from '../../wire/layer.ts';
import { type Message, MORE, type Read, type Reader } from '../../wire/stream.ts';
import type { Dissecting } from '../../wire/types.ts';
import { type LineScan, LONGEST_LINE, lineLength } from '../shared/mail/lines.ts';
import { quoted } from '../shared/pieces.ts';
import { CR, LF } from '../shared/text.ts';
import type { en } from './en.ts';

const say = sayer<typeof en>('tcpmux');
const [PLUS, MINUS] = [43, 45];
const KEY = 1;

interface MuxLine extends Message {
  readonly reply: boolean;
}

interface MuxTalk {
  readonly lines: readonly [LineScan, LineScan];
  service: string;
  become: Read<never> | undefined;
}

export const tcpmuxReader: Reader<MuxTalk, MuxLine> = {
  open: () => ({ lines: [{ at: 0 }, { at: 0 }], service: '', become: undefined }),
  read(talk, from, b, o, end, closed) {
    if (talk.become !== undefined) return talk.become;
    if (from === 0 && talk.service !== '')
      return end - o < LONGEST_LINE ? MORE : { kind: 'fault', length: 0, text: 'the server has not answered yet' };
    const length = end === o ? 0 : lineLength(talk.lines[from], b, o, end, closed);
    if (length === 0) return MORE;
    if (from === 1) {
      if (b[o] === PLUS) talk.become = { kind: 'become', protocol: talk.service, length: 0 };
      return { kind: 'message', length, message: { reply: true, answers: KEY } };
    }
    talk.service = fromLatin1(b, o, textEnd(b, o, o + length)).toLowerCase();
    return { kind: 'message', length, message: { reply: false, asks: KEY } };
  },
};

export const tcpmux = layer('tcpmux', {
  title: 'TCP Port Service Multiplexer',
  spec: 'RFC 1078',
  fields: {},
  extras: {
    service: extra('Service', 'string'),
    positive: extra('Positive', 'bool'),
    reply: extra('Reply', 'string'),
    request_in: extra('Request in frame'),
    response_time: extra('Time since request', 'time', { unit: ' seconds' }),
  },
  on: { 'tcp.port': 1 },
  stream: tcpmuxReader,
  info: (d) => (isAnswer(d) ? 'Response' : 'Request'),
  sentences: {
    says: (at) => {
      const { sender, receiver } = at;
      const text = quoted(at.text('tcpmux.reply'));
      if (at.has('tcpmux.positive'))
        return at.number('tcpmux.positive') === 1 ? say('accepted', { sender, text }) : say('refused', { sender, text });
      if (at.has('tcpmux.reply')) return say('listed', { sender, text });
      const service = at.text('tcpmux.service');
      return /^help$/i.test(service) ? say('help', { sender, receiver }) : say('service', { sender, receiver, service: quoted(service) });
    },
  },
  body: (d) => {
    const end = textEnd(d.b, d.start, d.end);
    if (isAnswer(d)) putAnswer(d, end);
    else d.put('service', d.start, end - d.start);
    d.header = d.end;
  },
});

const isAnswer = (d: Dissecting): boolean => (d.message as MuxLine | undefined)?.reply ?? d.lower?.v['srcport'] === 1;

/** Without the end of the line. */
const textEnd = (b: Uint8Array, from: number, to: number): number => {
  let end = to;
  while (end > from && (b[end - 1] === LF || b[end - 1] === CR)) end--;
  return end;
};

const putAnswer = (d: Dissecting, end: number): void => {
  const sign = d.b[d.start];
  const isSigned = sign === PLUS || sign === MINUS;
  if (isSigned) d.put('positive', d.start, 1, sign === PLUS);
  const from = d.start + (isSigned ? 1 : 0);
  if (end > from) d.put('reply', from, end - from);
  if (d.answered === undefined) return;
  d.add('request_in', d.answered.frame);
  if (d.answered.nanos !== undefined) d.add('response_time', d.answered.nanos);
};
