/**
 * The time server that a lecture has its students write (exercise 9-1): the client says `reqtime`, the server says what time it has, as text.
 * A request or a reply is a line, or what a segment or datagram brought where it ends no line. It has no port of its own.
 */
import type { Bytes } from '../../core/bytes.ts';
import { utf8 } from '../../core/bytes.ts';
import { extra } from '../../wire/field.ts';
import { layer } from '../../wire/layer.ts';
import { written } from '../../wire/row.ts';
import { type Message, MORE, type Reader } from '../../wire/stream.ts';
import type { Dissecting } from '../../wire/types.ts';
import { putVisible } from '../shared/row-text.ts';
import { CR, LF, lineFeed, SPACE } from '../shared/text.ts';
import { sentences } from './sentences.ts';

const WORD = 'reqtime';
/** Of all exchanges in datagrams: there is one question. */
const KEY = 1;

export interface TimeMessage extends Message {
  readonly reply: boolean;
}

/** How many requests and replies there were. */
export interface TimeTalk {
  asked: number;
  replied: number;
}

export const reqtimeReader: Reader<TimeTalk, TimeMessage> = {
  unframed: () => true,
  begins: ['r', 'r'],
  guess: (head, o, end) => (isReqtime(head, o, end) ? 1 : 0),
  open: () => ({ asked: 0, replied: 0 }),
  read(talk, from, b, o, end, closed) {
    const feed = lineFeed(b, o, end);
    const length = (feed < 0 ? end : feed + 1) - o;
    if (length === 0 || (from === 0 && feed < 0 && !closed && length < WORD.length && isWord(b, o, length))) return MORE;
    if (from === 1) return { kind: 'message', length, message: { reply: true, answers: ++talk.replied } };
    return { kind: 'message', length, message: { reply: false, asks: ++talk.asked } };
  },
  resume: () => true,
};

/** The first `length` bytes of the word. */
const isWord = (b: Bytes, o: number, length: number): boolean => {
  for (let i = 0; i < length; i++) if (b[o + i] !== WORD.charCodeAt(i)) return false;
  return true;
};

/** The word and at most the end of a line, or the NUL of a C program. */
export const isReqtime = (b: Bytes, o: number, end: number): boolean => {
  if (end - o < WORD.length || !isWord(b, o, WORD.length)) return false;
  for (let i = o + WORD.length; i < end; i++) {
    if (b[i] === LF) return true;
    if (b[i] !== CR && b[i] !== SPACE && b[i] !== 0) return false;
  }
  return true;
};

export const reqtime = layer('reqtime', {
  title: 'Time Request',
  spec: 'exercise 9-1',
  fields: {},
  extras: {
    request: extra('Request', 'string'),
    time: extra('Time of the server', 'string'),
    request_in: extra('Request in frame'),
    response_time: extra('Time since request', 'time', { unit: ' seconds' }),
  },
  stream: reqtimeReader,
  datagram: { guess: (b, o, end) => (isReqtime(b, o, end) ? 1 : 0) },
  exchange: (b, o, end) => (isReqtime(b, o, end) ? KEY : -1 - KEY),
  row: written((out, { b, o, end, message }) => {
    out.put(isReply(message as TimeMessage | undefined, b, o, end) ? TIME : REQUEST);
    putVisible(out, b, o, textEnd(b, o, end));
  }),
  sentences,
  body: (d) => putMessage(d),
});

const REQUEST = utf8('Request: ');
const TIME = utf8('Time: ');

/** Of datagrams the word says it. */
const isReply = (m: TimeMessage | undefined, b: Bytes, o: number, end: number): boolean => m?.reply ?? !isReqtime(b, o, end);

/** Without the end of its line. */
const textEnd = (b: Bytes, o: number, end: number): number => {
  let i = end;
  while (i > o && (b[i - 1] === LF || b[i - 1] === CR || b[i - 1] === 0)) i--;
  return i;
};

const putMessage = (d: Dissecting): void => {
  const length = textEnd(d.b, d.start, d.end) - d.start;
  const reply = isReply(d.message as TimeMessage | undefined, d.b, d.start, d.end);
  d.put(reply ? 'time' : 'request', d.start, length);
  d.header = d.end;
  if (!reply && !isReqtime(d.b, d.start, d.end))
    d.fault('request', d.start, length, `the server answers the word ${WORD} and no other`, 'note');
  if (!reply || d.answered === undefined) return;
  d.add('request_in', d.answered.frame);
  if (d.answered.nanos !== undefined) d.add('response_time', d.answered.nanos);
};
