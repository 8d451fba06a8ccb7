/** Messages of IRC out of the bytes of a conversation: each is a line. */
import { fromLatin1 } from '../../core/latin1.ts';
import { type Message, MORE, type Reader } from '../../wire/stream.ts';
import { type LineScan, lineLength } from '../shared/mail/lines.ts';

export interface IrcLine extends Message {
  readonly reply: boolean;
}

interface IrcTalk {
  readonly lines: readonly [LineScan, LineScan];
  readonly lost: [boolean, boolean];
}

export const ircReader: Reader<IrcTalk, IrcLine> = {
  begins: ['CNPU', ':'],
  guess: (b, o, end, from) => ((from === 0 ? FIRST_WORDS : NOTICE).test(fromLatin1(b, o, Math.min(end, o + LOOK))) ? 0.7 : 0),
  open: () => ({ lines: [{ at: 0 }, { at: 0 }], lost: [false, false] }),
  read(talk, from, b, o, end, closed) {
    const length = end === o ? 0 : lineLength(talk.lines[from], b, o, end, closed);
    if (length === 0) return MORE;
    const { lost } = talk;
    const isLost = lost[from] && !LINE.test(fromLatin1(b, o, Math.min(o + length, o + LOOK)));
    lost[from] = false;
    if (isLost) return { kind: 'fault', length, text: 'part of a line whose beginning was not captured', severity: 'note' };
    return { kind: 'message', length, message: { reply: from === 1 } };
  },
  resume(talk, from) {
    talk.lines[from].at = 0;
    talk.lost[from] = true;
    return true;
  },
};

const LOOK = 128;
/** Where a line begins behind missing bytes: who says it, or a command. */
const LINE = /^(:\S+ ([A-Z]+|\d{3})[ \r\n]|[A-Z]{3,}[ \r\n])/;
const FIRST_WORDS = /^(CAP LS|NICK \S+\r?\n|PASS \S+\r?\n(NICK|USER|CAP) |USER \S+ \S+ \S+ :)/;
const NOTICE = /^:\S+ (NOTICE|001|020|CAP) /;
