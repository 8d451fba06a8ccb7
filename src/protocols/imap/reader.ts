/** IMAP out of the bytes of a conversation: commands and responses with the literals in their lines, and credentials. */

import { type Bytes, u8 } from '../../core/bytes.ts';
import { fromLatin1 } from '../../core/latin1.ts';
import { MORE, type Read, type Reader, type Side } from '../../wire/stream.ts';
import { LARGEST_PART, lineLength, lineText, wordEnd } from '../shared/mail/lines.ts';
import { isDigit, SPACE, sameText } from '../shared/text.ts';
import { type Half, type ImapMessage, Kind, openTalk, resetHalf, type Talk } from './talk.ts';

type Found = Read<ImapMessage>;

const LETTERS_AND_DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

export const imapReader: Reader<Talk, ImapMessage> = {
  begins: [LETTERS_AND_DIGITS, '*'],
  guess: (b, o, end, from) => (from === 1 ? says(GREETS, b, o, end) : isTagged(b, o, end) ? says(COMMANDS, b, o, end) : 0),
  open: openTalk,
  read(t, from, b, o, end, closed) {
    if (t.become) return t.become;
    if (end === o) return MORE;
    const h = t.halves[from];
    if (from === 0 && t.refused) {
      const announced = refused(t, h);
      if (announced > 0) return take(t, h, from, b, o, announced);
    }
    return h.left > 0 ? literal(h, from, o, end, closed) : line(t, h, from, b, o, end, closed);
  },
  unfinished: (t, from) => {
    if (from === 1) return { kind: Kind.response, from };
    return t.special?.verb === 'authenticate' ? { kind: Kind.credentials, from } : undefined;
  },
  resume(t, from) {
    const h = t.halves[from];
    resetHalf(h);
    h.left = 0;
    h.rest = false;
    h.lost = true;
    if (from === 0) {
      t.special = t.waits = undefined;
      t.refused = false;
    }
    return true;
  },
};
const GREETING = 256;
const GUESSED_TAG = 20;

const says = (words: RegExp, b: Bytes, o: number, end: number): number =>
  words.test(fromLatin1(b, o, Math.min(end, o + GREETING))) ? 0.8 : 0;

/** A short word, and behind it a letter with which one of the COMMANDS begins. */
const isTagged = (b: Bytes, o: number, end: number): boolean => {
  const to = wordEnd(b, o, Math.min(end, o + GUESSED_TAG + 1));
  return to < end && b[to] === SPACE && 'cnslai'.includes(String.fromCharCode((b[to + 1] ?? 0) | 32));
};
const GREETS = /^\* (OK|PREAUTH|BYE) [^\r\n]*\r\n/i;
const COMMANDS = /^[A-Za-z0-9]{1,20} (CAPABILITY|NOOP|STARTTLS|(LOGIN|AUTHENTICATE|SELECT|LIST|ID) [^\r\n]+)\r\n/i;
/** Where a line begins behind missing bytes. */
const RESPONSE = /^(\* |\+ |\S{1,64} (OK|NO|BAD) )/i;
const COMMAND =
  /^\S{1,64} (UID )?(CAPABILITY|NOOP|LOGOUT|STARTTLS|LOGIN|AUTHENTICATE|SELECT|EXAMINE|CREATE|DELETE|RENAME|SUBSCRIBE|UNSUBSCRIBE|LIST|LSUB|STATUS|APPEND|CHECK|CLOSE|EXPUNGE|SEARCH|FETCH|STORE|COPY|MOVE|IDLE|ID|ENABLE|NAMESPACE)\b/i;

const literal = (h: Half, from: Side, o: number, end: number, closed: boolean): Found => {
  const wanted = Math.min(h.left, LARGEST_PART);
  if (end - o < wanted && !closed) return { kind: 'more', least: wanted };
  const length = Math.min(wanted, end - o);
  h.left -= length;
  h.rest = h.left === 0;
  return { kind: 'message', length, message: { kind: Kind.literal, from } };
};

/** A line with the literals in it. */
const line = (t: Talk, h: Half, from: Side, b: Bytes, o: number, end: number, closed: boolean): Found => {
  for (;;) {
    const start = o + h.start;
    if (start >= end) return closed ? take(t, h, from, b, o, end - o) : { kind: 'more', least: h.start + 1 };
    const length = lineLength(h.line, b, start, end, closed);
    if (length === 0) return MORE;
    if (h.lost && !(from === 1 ? RESPONSE : COMMAND).test(fromLatin1(b, start, start + Math.min(length, GREETING)))) return skip(h, length);
    h.lost = false;
    const size = literalSize(b, start, start + length);
    const total = h.start + length;
    if (size < 0) return take(t, h, from, b, o, total);
    if (from === 0) waitFor(t, b, o, start, start + length);
    h.announced = total;
    if (total + size > LARGEST_PART) {
      h.left = size;
      return take(t, h, from, b, o, total);
    }
    h.start = total + size;
  }
};

const skip = (h: Half, length: number): Found => {
  h.lost = false;
  return { kind: 'fault', length, text: 'part of a line whose beginning was not captured', severity: 'note' };
};

/** The bytes that `{12}` or `{12+}` at the end of a line announces (RFC 3501 §4.3, RFC 7888); -1 for none. */
export const literalSize = (b: Bytes, from: number, end: number): number => {
  let i = lineText(b, from, end) - 1;
  if (i < from || b[i] !== CLOSE) return -1;
  i--;
  if (b[i] === PLUS || b[i] === MINUS) i--;
  let [size, unit] = [0, 1];
  for (; i >= from && isDigit(b[i]) && unit <= MOST; i--, unit *= 10) size += (u8(b, i) - 48) * unit;
  return unit > 1 && i >= from && (b[i] === OPEN || (b[i] === TILDE && b[i - 1] === OPEN)) ? size : -1;
};
const [OPEN, CLOSE, PLUS, MINUS, TILDE] = [123, 125, 43, 45, 126];
const MOST = 1e10;

/** The client may send the literal when the server says `+`, unless it is one of those that wait for nothing. */
const waitFor = (t: Talk, b: Bytes, o: number, from: number, end: number): void => {
  const to = lineText(b, from, end);
  t.refused = false;
  t.waits = b[to - 2] === PLUS || b[to - 2] === MINUS ? undefined : wordAt(b, o, to);
};

/** The server did not want the literal: the command ends where it was announced, at so many bytes; 0 where it was taken so far. */
const refused = (t: Talk, h: Half): number => {
  t.refused = false;
  h.left = 0;
  return h.start > 0 ? h.announced : 0;
};

const wordAt = (b: Bytes, from: number, to: number): string => fromLatin1(b, from, Math.min(wordEnd(b, from, to), from + LONGEST_TAG));
const LONGEST_TAG = 64;

const take = (t: Talk, h: Half, from: Side, b: Bytes, o: number, length: number): Found => {
  resetHalf(h);
  const { rest } = h;
  h.rest = false;
  const to = lineText(b, o, o + length);
  if (rest) return { kind: 'message', length, message: { kind: Kind.rest, from } };
  return { kind: 'message', length, message: from === 0 ? request(t, b, o, to) : response(t, b, o, to) };
};

const request = (t: Talk, b: Bytes, o: number, to: number): ImapMessage => {
  if (t.special?.verb === 'authenticate') return { kind: Kind.credentials, from: 0 };
  const tagTo = wordEnd(b, o, to);
  if (tagTo >= to) return { kind: Kind.command, from: 0 };
  const tag = wordAt(b, o, to);
  const verbTo = wordEnd(b, tagTo + 1, to);
  const verb = SPECIAL.find((word) => sameText(b, tagTo + 1, verbTo, word));
  if (verb !== undefined) t.special = { tag, verb };
  return { kind: Kind.command, from: 0, asks: tag };
};
const SPECIAL = ['authenticate', 'starttls', 'compress'];

const response = (t: Talk, b: Bytes, o: number, to: number): ImapMessage => {
  const tag = wordAt(b, o, to);
  if (tag === '+') t.waits = undefined;
  if (tag === '*' || tag === '+' || tag === '') return { kind: Kind.response, from: 1 };
  if (tag === t.waits) {
    t.waits = undefined;
    t.refused = true;
  }
  if (tag === t.special?.tag) settle(t, sameText(b, o + tag.length + 1, Math.min(o + tag.length + 3, to), 'ok'));
  return { kind: Kind.response, from: 1, answers: tag };
};

const settle = (t: Talk, isOk: boolean): void => {
  const verb = t.special?.verb;
  t.special = undefined;
  if (isOk && verb === 'starttls') t.become = { kind: 'become', protocol: 'tls', length: 0, inside: 'imap' };
  else if (isOk && verb === 'compress') t.become = { kind: 'become', protocol: '', length: 0 };
};
