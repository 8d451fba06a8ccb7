/** Messages of syslog out of a stream: by their octets, or a line each (RFC 6587). */
import type { Bytes } from '../../core/bytes.ts';
import { type Message, MORE, type Reader } from '../../wire/stream.ts';
import { isDigit } from '../shared/text.ts';
import { MOST_PRIORITY, readPriority, syslogFrame } from './message.ts';

export interface SyslogLine extends Message {
  readonly skip: number;
  /** Bytes behind the message that end it. */
  readonly tail: number;
}

export const syslogReader: Reader<undefined, SyslogLine> = {
  begins: ['<123456789', ''],
  guess: (b, o, end, from) => (from === 0 ? guessHead(b, o, end) : 0),
  open: () => undefined,
  read(_, from, b, o, end, closed) {
    if (from === 1) return end > o ? { kind: 'fault', length: end - o, text: 'nobody answers in syslog', severity: 'note' } : MORE;
    const found = syslogFrame(b, o, end, closed);
    if (found === undefined) return MORE;
    if (found === 'wrong') return { kind: 'fault', length: 0, text: 'neither a length, a space and a message, nor a line' };
    const { skip, length, to } = found;
    return { kind: 'message', length, message: { skip, tail: o + length - to } };
  },
};

/** The priority is the head of what has no other; a length in front of it does not begin with 0. */
export const guessHead = (b: Bytes, o: number, end: number): number => {
  let at = o;
  while (at < end && at < o + 6 && isDigit(b[at])) at++;
  const start = at === o ? o : b[at] === 32 && b[o] !== ZERO ? at + 1 : end;
  const found = readPriority(b, start, end);
  return found !== undefined && found.priority <= MOST_PRIORITY && isText(b, found.to, end) ? 0.7 : 0;
};

/** At least one character of a text follows, and no control among the first. */
const isText = (b: Bytes, from: number, end: number): boolean => {
  if (from >= end) return false;
  for (let i = from; i < end && i < from + LOOK; i++) {
    const c = b[i] ?? 0;
    if (c < 32 && c !== 9 && !(c === 10 || c === 13 || c === 0)) return false;
  }
  return true;
};
const LOOK = 64;
const ZERO = 48;
