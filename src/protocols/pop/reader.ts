/** POP3 out of the bytes of a conversation: commands, replies, and the text behind those that have some, up to a line of a dot. */

import type { Bytes } from '../../core/bytes.ts';
import { fromLatin1 } from '../../core/latin1.ts';
import { MORE, type Read, type Reader } from '../../wire/stream.ts';
import { dotPart, lineLength, lineText, wordEnd } from '../shared/mail/lines.ts';
import { startsWith } from '../shared/text.ts';
import { Kind, openTalk, type PopMessage, type Talk } from './talk.ts';

type Found = Read<PopMessage>;

export const popReader: Reader<Talk, PopMessage> = {
  begins: ['CSUAcsua', '+'],
  guess: (b, o, end, from) => ((from === 1 ? REPLIES : COMMANDS).test(fromLatin1(b, o, Math.min(end, o + GREETING))) ? 0.6 : 0),
  open: openTalk,
  read(t, from, b, o, end, closed) {
    if (t.become) return t.become;
    if (end === o) return MORE;
    return from === 0 ? readClient(t, b, o, end, closed) : readServer(t, b, o, end, closed);
  },
  unfinished: (t, from) =>
    from === 0 && t.auth ? { kind: Kind.credentials } : from === 1 ? { kind: t.text ? Kind.text : Kind.reply } : undefined,
  resume(t, from) {
    t.replied = true;
    t.asked = [];
    t.lost[from] = true;
    if (from === 0) {
      t.line.at = 0;
      t.auth = false;
      return true;
    }
    t.reply.at = t.dots.at = t.dots.line = 0;
    t.text = t.mail = false;
    return true;
  },
};
const GREETING = 256;
const REPLIES = /^\+OK [^\r\n]*\r\n/;
const COMMANDS = /^(CAPA|STLS|UIDL|STAT|APOP \S+ [0-9a-f]{32})\r\n/i;
/** Where a command begins behind missing bytes. */
const COMMAND = /^(USER|PASS|APOP|AUTH|CAPA|STLS|STAT|LIST|UIDL|RETR|TOP|DELE|RSET|NOOP|QUIT)[ \r]/i;

const readClient = (t: Talk, b: Bytes, o: number, end: number, closed: boolean): Found => {
  const length = lineLength(t.line, b, o, end, closed);
  if (length === 0) return MORE;
  if (t.lost[0] && !COMMAND.test(fromLatin1(b, o, o + Math.min(length, LONGEST_VERB)))) return found(t, 0, length);
  t.lost[0] = false;
  const to = lineText(b, o, o + length);
  const stop = wordEnd(b, o, to);
  const verb = stop - o <= LONGEST_VERB ? fromLatin1(b, o, stop).toUpperCase() : '';
  const kind = t.auth ? Kind.credentials : Kind.command;
  if (!t.auth) t.auth = verb === AUTH && stop + 1 < to;
  return { kind: 'message', length, message: { kind, asks: kind === Kind.credentials ? asks(t, AUTH, false) : asks(t, verb, stop >= to) } };
};
const AUTH = 'AUTH';
const LONGEST_VERB = 8;

const asks = (t: Talk, verb: string, bare: boolean): number => {
  if (t.asked.length >= MOST_ASKED) t.asked.shift();
  t.asked.push({ key: ++t.requests, verb, bare });
  return t.requests;
};
const MOST_ASKED = 1000;

const found = (t: Talk, side: 0 | 1, length: number): Found => {
  t.lost[side] = false;
  return { kind: 'fault', length, text: 'part of a line whose beginning was not captured', severity: 'note' };
};

const readServer = (t: Talk, b: Bytes, o: number, end: number, closed: boolean): Found => {
  if (t.text) return text(t, b, o, end, closed);
  const length = lineLength(t.reply, b, o, end, closed);
  if (length === 0) return MORE;
  const isOk = startsWith(b, o, end, '+OK');
  const isReply = isOk || startsWith(b, o, end, '-ERR');
  const goesOn = startsWith(b, o, end, '+ ') || startsWith(b, o, end, '+\r');
  if (t.lost[1] && !isReply) return found(t, 1, length);
  t.lost[1] = false;
  const asked = isReply || goesOn ? t.asked.shift() : undefined;
  if (asked !== undefined) steer(t, asked.verb, asked.bare, isOk, goesOn);
  const first = !t.replied && isOk && t.requests === 0;
  t.replied = true;
  return {
    kind: 'message',
    length,
    message: {
      kind: Kind.reply,
      ...(first && { first }),
      ...(asked && { answers: asked.key }),
      ...(asked && !(asked.bare && asked.verb !== 'STAT') && NUMBERS.has(asked.verb) && { verb: asked.verb }),
    },
  };
};

const NUMBERS: ReadonlySet<string> = new Set(['STAT', 'LIST', 'UIDL']);

/** RFC 1939 §3: which replies have text behind them hangs on the command. */
const steer = (t: Talk, verb: string, bare: boolean, isOk: boolean, goesOn: boolean): void => {
  if (verb === AUTH && !goesOn) t.auth = false;
  if (!isOk) return;
  if (verb === 'STLS') t.become = { kind: 'become', protocol: 'tls', length: 0, inside: 'pop' };
  t.mail = verb === 'RETR' || verb === 'TOP';
  t.text = TEXT.has(verb) || (bare && BARE_TEXT.has(verb));
};
const TEXT: ReadonlySet<string> = new Set(['RETR', 'TOP', 'CAPA']);
const BARE_TEXT: ReadonlySet<string> = new Set(['LIST', 'UIDL', AUTH]);

const text = (t: Talk, b: Bytes, o: number, end: number, closed: boolean): Found => {
  const part = dotPart(t.dots, b, o, end, closed);
  if (part === undefined) return MORE;
  const mail = t.mail && part.last;
  t.mail = false;
  if (part.last) t.text = false;
  return { kind: 'message', length: part.length, message: { kind: Kind.text, last: part.last, mail } };
};
