/** SMTP out of the bytes of a conversation: commands, replies of one line or more, content with dots (DATA) or counted (BDAT), credentials. */

import type { Bytes } from '../../core/bytes.ts';
import { fromLatin1 } from '../../core/latin1.ts';
import { MORE, type Read, type Reader, type Side } from '../../wire/stream.ts';
import { dotPart, LARGEST_PART, LONGEST_LINE, lineLength, lineText, wordEnd } from '../shared/mail/lines.ts';
import { decimal, isDigit, lineFeed, sameText } from '../shared/text.ts';
import { asks, Kind, openTalk, Phase, Secret, type SmtpMessage, type Talk } from './talk.ts';

type Found = Read<SmtpMessage>;

export const smtpReader: Reader<Talk, SmtpMessage> = {
  begins: ['EHLMehlm', '2'],
  guess,
  open: openTalk,
  read: (t, from, b, o, end, closed) => t.become ?? (from === 0 ? readClient(t, b, o, end, closed) : readServer(t, b, o, end, closed)),
  unfinished: (t, from) => {
    if (from === 1) return undefined;
    if (t.phase === Phase.credentials) return { kind: Kind.credentials, secret: Secret.both };
    if (t.phase === Phase.data) return { kind: Kind.content, dots: true, fragment: t.fragment };
    return t.phase === Phase.chunk ? { kind: Kind.content } : undefined;
  },
  tellsBegun: (t, from) => from === 0 && t.phase === Phase.data && t.fragment > 0,
  resume(t, from) {
    t.asked = [];
    if (from === 0) {
      t.phase = Phase.lost;
      t.line.at = t.told = t.looked = t.fragment = 0;
      t.dots.at = t.dots.line = 0;
    } else {
      t.replyLost = true;
      t.reply.at = t.reply.start = 0;
    }
    return true;
  },
};

/** A greeting or the first command, where it cannot be FTP's. */
function guess(b: Bytes, o: number, end: number, from: Side): number {
  const text = fromLatin1(b, o, Math.min(end, o + GREETING));
  if (from === 0) return /^((EHLO|HELO|LHLO) \S|MAIL FROM:<)/i.test(text) ? 0.9 : 0;
  return /^220[ -][^\r\n]*\bE?SMTP\b/i.test(text) ? 0.9 : 0;
}
const GREETING = 256;

// ---- the client ------------------------------------------------------------------------------------------------------

const readClient = (t: Talk, b: Bytes, o: number, end: number, closed: boolean): Found => {
  if (end === o) return MORE;
  switch (t.phase) {
    case Phase.data:
      return data(t, b, o, end, closed);
    case Phase.chunk:
      return chunk(t, o, end, closed);
    default:
      return line(t, b, o, end, closed);
  }
};

const line = (t: Talk, b: Bytes, o: number, end: number, closed: boolean): Found => {
  const length = lineLength(t.line, b, o, end, closed);
  if (length === 0) return MORE;
  if (t.phase === Phase.lost) {
    t.phase = Phase.command;
    if (!COMMAND.test(fromLatin1(b, o, o + Math.min(length, LONGEST_VERB))))
      return { kind: 'fault', length, text: 'part of a line whose beginning was not captured', severity: 'note' };
  } else if (t.phase === Phase.credentials && MAIL.test(fromLatin1(b, o, o + Math.min(length, LONGEST_VERB)))) t.phase = Phase.command;
  return {
    kind: 'message',
    length,
    message: t.phase === Phase.credentials ? credentials(t) : command(t, b, o, lineText(b, o, o + length)),
  };
};

const credentials = (t: Talk): SmtpMessage => {
  const secret = t.oneByOne ? (t.step === 0 ? Secret.name : Secret.password) : Secret.both;
  t.step++;
  return { kind: Kind.credentials, secret, asks: asks(t, AUTH) };
};

const command = (t: Talk, b: Bytes, o: number, to: number): SmtpMessage => {
  const stop = wordEnd(b, o, to);
  const verb = stop - o <= LONGEST_VERB ? fromLatin1(b, o, stop).toUpperCase() : '';
  if (verb === BDAT && beginChunk(t, b, stop, to)) return { kind: Kind.command };
  if (verb === DATA) {
    t.phase = Phase.data;
    t.begun = false;
  } else if (verb === AUTH) beginAuth(t, b, stop + 1, to);
  return { kind: Kind.command, asks: asks(t, verb) };
};
const [AUTH, BDAT, DATA, STARTTLS] = ['AUTH', 'BDAT', 'DATA', 'STARTTLS'];
const LONGEST_VERB = 16;
const COMMAND = /^(EHLO|HELO|LHLO|MAIL FROM:|RCPT TO:|DATA|BDAT|RSET|VRFY|EXPN|HELP|NOOP|QUIT|AUTH|STARTTLS)/i;
/** No Base64 (RFC 4954 §4): the login was accepted by a reply that the capture does not have. */
const MAIL = /^(MAIL FROM|RCPT TO):/i;

/** `BDAT 86 LAST` (RFC 3030 §2). The reply comes behind the chunk; false where there are no bytes to come. */
const beginChunk = (t: Talk, b: Bytes, stop: number, to: number): boolean => {
  const sizeTo = wordEnd(b, stop + 1, to);
  const size = decimal(b, stop + 1, sizeTo);
  if (size <= 0) return false;
  t.left = size;
  t.lastChunk = sameText(b, Math.min(sizeTo + 1, to), to, 'last');
  t.phase = Phase.chunk;
  return true;
};

/** What follows are credentials until a reply says something else; a response may stand in the command already. */
const beginAuth = (t: Talk, b: Bytes, from: number, to: number): void => {
  const stop = wordEnd(b, from, to);
  t.oneByOne = sameText(b, from, stop, 'login');
  t.step = stop < to ? 1 : 0;
  t.phase = Phase.credentials;
};

const data = (t: Talk, b: Bytes, o: number, end: number, closed: boolean): Found => {
  const part = dotPart(t.dots, b, o, end, closed);
  if (part === undefined) {
    tell(t, b, o, end);
    return MORE;
  }
  t.told = t.looked = t.fragment = 0;
  const { length, last } = part;
  const whole = last && !t.begun;
  t.begun = true;
  if (last) t.phase = Phase.command;
  return { kind: 'message', length, message: { kind: Kind.content, dots: true, last, whole, ...(last && { asks: asks(t, '') }) } };
};

/** A segment without a line's end tells nothing: the next one tells of its bytes, too. */
const tell = (t: Talk, b: Bytes, o: number, end: number): void => {
  const found = lineFeed(b, o + Math.max(t.told, t.looked), end) >= 0;
  t.looked = end - o;
  t.fragment = found ? end - o - t.told : 0;
  if (found) t.told = end - o;
};

const chunk = (t: Talk, o: number, end: number, closed: boolean): Found => {
  const wanted = Math.min(t.left, LARGEST_PART);
  if (end - o < wanted && !closed) return { kind: 'more', least: wanted };
  const length = Math.min(wanted, end - o);
  t.left -= length;
  const whole = t.left === 0;
  if (whole) t.phase = Phase.command;
  return { kind: 'message', length, message: { kind: Kind.content, last: whole && t.lastChunk, ...(whole && { asks: asks(t, BDAT) }) } };
};

// ---- the server ------------------------------------------------------------------------------------------------------

const readServer = (t: Talk, b: Bytes, o: number, end: number, closed: boolean): Found => {
  if (end === o) return MORE;
  for (;;) {
    const start = o + t.reply.start;
    const length = start < end ? lineLength(t.reply, b, start, end, closed) : 0;
    if (length === 0 && !(closed && start === end)) return MORE;
    const total = t.reply.start + length;
    const goesOn = length > 0 && isReply(b, start, start + length) && b[start + 3] === HYPHEN && total < LONGEST_LINE;
    if (goesOn) {
      t.reply.start = total;
      continue;
    }
    t.reply.start = 0;
    return replied(t, b, o, total);
  }
};
const HYPHEN = 45;

const isReply = (b: Bytes, o: number, end: number): boolean => end - o >= 4 && isDigit(b[o]) && isDigit(b[o + 1]) && isDigit(b[o + 2]);

const replied = (t: Talk, b: Bytes, o: number, length: number): Found => {
  const code = decimal(b, o, Math.min(o + 3, o + length));
  const lost = t.replyLost;
  t.replyLost = false;
  if (code < 100 && lost) return { kind: 'fault', length, text: 'part of a line whose beginning was not captured', severity: 'note' };
  const asked = code < 100 ? undefined : t.asked.shift();
  if (asked !== undefined) steer(t, asked.verb, code);
  return { kind: 'message', length, message: { kind: Kind.reply, ...(asked && { answers: asked.key }) } };
};

/** What a reply makes of the client's next bytes. */
const steer = (t: Talk, verb: string, code: number): void => {
  if (verb === DATA && code >= 400 && t.phase === Phase.data && !t.begun && t.dots.at === 0) t.phase = Phase.command;
  else if (verb === AUTH && code !== 334 && t.phase === Phase.credentials) t.phase = Phase.command;
  else if (verb === STARTTLS && code === 220) t.become = { kind: 'become', protocol: 'tls', length: 0, inside: 'smtp' };
};
