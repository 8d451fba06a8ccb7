/** Message Send Protocol (RFC 1312, and RFC 1159): a short message for somebody's screen, and whether it was shown. Wireshark has no names for it. */
import { sayer } from '../../core/words.ts';
import { extra } from '../../wire/field.ts';
import { layer } from '../../wire/layer.ts';
import { type Message, MORE, type Reader } from '../../wire/stream.ts';
import type { Dissecting } from '../../wire/types.ts';
import { quoted } from '../shared/pieces.ts';
import type { en } from './en.ts';
import { PARTS, partsOf } from './message.ts';

const say = sayer<typeof en>('msp');
const PORT = 18;
/** Bytes of a message: a screen shows no more. */
const MOST = 1024;
const PLUS = 43;

interface MspLine extends Message {
  readonly reply: boolean;
}

export const mspReader: Reader<{ asked: number; replied: number }, MspLine> = {
  open: () => ({ asked: 0, replied: 0 }),
  read(talk, from, b, o, end, closed) {
    if (end === o) return MORE;
    if (from === 1) {
      const zero = b.indexOf(0, o);
      if ((zero < 0 || zero >= end) && !closed && end - o < MOST) return MORE;
      const length = (zero < 0 || zero >= end ? end - 1 : zero) + 1 - o;
      return { kind: 'message', length, message: { reply: true, answers: ++talk.replied } };
    }
    const parts = partsOf(b.subarray(o, Math.min(end, o + MOST)));
    if (parts === 'wrong') return { kind: 'fault', length: 0, text: 'a message begins with A or B, the version' };
    if (parts === undefined) return end - o >= MOST ? { kind: 'fault', length: 0, text: `a message has at most ${MOST} bytes` } : MORE;
    return { kind: 'message', length: parts.length, message: { reply: false, asks: ++talk.asked } };
  },
  resume: () => false,
};

export const msp = layer('msp', {
  title: 'Message Send Protocol',
  spec: 'RFC 1312',
  fields: {},
  extras: {
    version: extra('Version', 'string'),
    recipient: extra('Recipient', 'string'),
    recip_term: extra('Terminal of the recipient', 'string'),
    message: extra('Message', 'string'),
    sender: extra('Sender', 'string'),
    sender_term: extra('Terminal of the sender', 'string'),
    cookie: extra('Cookie', 'string'),
    signature: extra('Signature', 'string'),
    delivered: extra('Delivered', 'bool'),
    answer: extra('Answer', 'string'),
    request_in: extra('Request in frame'),
    response_time: extra('Time since request', 'time', { unit: ' seconds' }),
  },
  on: { 'tcp.port': PORT, 'udp.port': PORT },
  stream: mspReader,
  info: (d) => (isAnswer(d) ? `Response: ${d.b[d.start] === PLUS ? 'delivered' : 'refused'}` : 'Message'),
  sentences: {
    says: (at) => {
      const { sender, receiver } = at;
      if (!at.has('msp.delivered'))
        return at.has('msp.message') ? say('message', { sender, receiver, text: quoted(at.text('msp.message')) }) : undefined;
      return at.number('msp.delivered') === 1 ? say('delivered', { sender }) : say('refused', { sender });
    },
  },
  body: (d) => {
    if (isAnswer(d)) putAnswer(d);
    else putRequest(d);
    d.header = d.end;
  },
});

/** Of datagrams alone the first byte says it. */
const isAnswer = (d: Dissecting): boolean => (d.message as MspLine | undefined)?.reply ?? PARTS[d.b[d.start] ?? 0] === undefined;

const NAMES = ['recipient', 'recip_term', 'message', 'sender', 'sender_term', 'cookie', 'signature'] as const;

const putRequest = (d: Dissecting): void => {
  const parts = partsOf(d.b.subarray(d.start, d.end));
  d.put('version', d.start, 1);
  if (parts === undefined || parts === 'wrong') {
    d.fault('message', d.start, d.end - d.start, 'the message is not whole: each of its parts ends with a zero', 'warn');
    return;
  }
  for (const [i, { from, to }] of parts.parts.entries()) d.put(NAMES[i] ?? 'signature', d.start + from, to - from);
};

const putAnswer = (d: Dissecting): void => {
  d.put('delivered', d.start, 1, d.b[d.start] === PLUS);
  const zero = d.b.indexOf(0, d.start);
  const end = zero < 0 || zero > d.end ? d.end : zero;
  if (end > d.start + 1) d.put('answer', d.start + 1, end - d.start - 1);
  if (d.answered === undefined) return;
  d.add('request_in', d.answered.frame);
  if (d.answered.nanos !== undefined) d.add('response_time', d.answered.nanos);
};
