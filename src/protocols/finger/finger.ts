/** Finger (RFC 1288): the client says a line with a name, or none; the server answers with text and closes. */
import { sayer } from '../../core/words.ts';
import { extra } from '../../wire/field.ts';
import { layer } from '../../wire/layer.ts';
import { type Message, MORE, type Reader } from '../../wire/stream.ts';
import type { Dissecting } from '../../wire/types.ts';
import { LARGEST_PART, type LineScan, lineLength } from '../shared/mail/lines.ts';
import { quoted } from '../shared/pieces.ts';
import { CR, LF } from '../shared/text.ts';
import type { en } from './en.ts';

const say = sayer<typeof en>('finger');

interface FingerMessage extends Message {
  readonly reply: boolean;
}

/** A connection has one question. */
const KEY = 1;

export const fingerReader: Reader<LineScan, FingerMessage> = {
  open: () => ({ at: 0 }),
  read(scan, from, b, o, end, closed) {
    if (from === 0) {
      const length = end === o ? 0 : lineLength(scan, b, o, end, closed);
      return length === 0 ? MORE : { kind: 'message', length, message: { reply: false, asks: KEY } };
    }
    const length = Math.min(end - o, LARGEST_PART);
    if (length === 0 || (!closed && length < LARGEST_PART)) return MORE;
    return { kind: 'message', length, message: { reply: true, answers: KEY } };
  },
  resume: () => true,
};

export const finger = layer('finger', {
  title: 'FINGER',
  spec: 'RFC 1288',
  fields: {},
  extras: {
    query: extra('Query', 'string'),
    response: extra('Response', 'string'),
    response_to: extra('Request In'),
    response_time: extra('Response Time', 'time', { unit: ' seconds' }),
    nocrlf: extra('Missing <CR><LF>', 'none'),
  },
  on: { 'tcp.port': 79 },
  stream: fingerReader,
  heading: (d) => (isAnswer(d) ? 'FINGER: Response' : 'FINGER: Query'),
  info: (d) => (isAnswer(d) ? 'Response' : 'Query'),
  sentences: {
    says: (at) => {
      const { sender, receiver } = at;
      if (at.has('finger.response')) return say('response', { sender });
      const name = at
        .text('finger.query')
        .trim()
        .replace(/^\/W */, '');
      return name === '' ? say('all', { sender, receiver }) : say('one', { sender, receiver, name: quoted(name) });
    },
  },
  body: (d) => {
    const length = d.end - d.start;
    if (isAnswer(d)) {
      d.put('response', d.start, length);
      if (d.answered !== undefined) d.add('response_to', d.answered.frame);
      if (d.answered?.nanos !== undefined) d.add('response_time', d.answered.nanos);
    } else {
      d.put('query', d.start, length);
      if (d.b[d.end - 1] !== LF || d.b[d.end - 2] !== CR) d.fault('nocrlf', d.start, length, 'a query ends with CR LF', 'warn');
    }
    d.header = d.end;
  },
});

const isAnswer = (d: Dissecting): boolean => (d.message as FingerMessage | undefined)?.reply ?? d.lower?.v['srcport'] === 79;
