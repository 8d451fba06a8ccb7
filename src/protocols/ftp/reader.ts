/** Reads the control connection of FTP: commands line by line, replies as they come, and what both say of data connections. */

import type { Bytes } from '../../core/bytes.ts';
import { fromUtf8 } from '../../core/bytes.ts';
import { fromLatin1 } from '../../core/latin1.ts';
import { type Arranged, type Message, MORE, type Read, type Reader } from '../../wire/stream.ts';
import { lineFeed, lineTextEnd, startsWith } from '../shared/text.ts';
import { commandWords, goesOn, isTransfer, lineEnd, replyCode } from './command.ts';
import { parseExtendedPassive, parseExtendedPort, parsePort } from './data-ports.ts';
import { changedTo, quotedPath } from './directory.ts';

export interface FtpMessage extends Message {
  readonly reply: boolean;
  /** Where the session is, as far as it was told. */
  readonly directory: string;
}

/** A data connection, from what arranges it until something else does. */
export interface DataConnection {
  readonly method: 'PORT' | 'PASV' | 'EPRT' | 'EPASV';
  directory: string;
  command: string | undefined;
  /** The message that said it, and its frame. */
  said: FtpMessage | undefined;
  frame: number;
}

export interface FtpTalk {
  asked: number;
  answered: number;
  /** Verb and argument of commands that were not answered yet. */
  waiting: (readonly [verb: string, argument: string])[];
  /** The code of a reply of several lines that has begun. */
  open: number;
  directory: string;
  data: DataConnection | undefined;
  /** Both speak TLS from here on. */
  secured: boolean;
}

type Found = Read<FtpMessage>;

/** A line that is longer is no command. */
const LONGEST_LINE = 8192;
const MOST_WAITING = 100;

export const ftpReader: Reader<FtpTalk, FtpMessage> = {
  unframed: () => true,
  begins: ['UAP', '12'],
  guess: (head, o, end, from) => (from === 1 ? guessReply(head, o, end) : guessCommand(head, o, end)),
  open: () => ({ asked: 0, answered: 0, waiting: [], open: 0, directory: '', data: undefined, secured: false }),
  read(t, from, b, o, end, closed) {
    if (t.secured) return { kind: 'become', protocol: 'tls', length: 0, inside: 'ftp' };
    if (o === end) return MORE;
    const feed = lineFeed(b, o, end);
    if (feed < 0 && !closed && end - o < LONGEST_LINE) return MORE;
    const next = feed < 0 ? end : feed + 1;
    return from === 0 ? command(t, b, o, next, lineTextEnd(b, o, feed < 0 ? end : feed)) : reply(t, b, o, next, end, closed);
  },
  placed({ data }, message, frame) {
    if (data !== undefined && data.said === message) data.frame = frame;
  },
  resume: (t) => {
    t.waiting = [];
    t.open = 0;
    return true;
  },
};

/** A greeting that says so: SMTP greets with the same code. */
const guessReply = (b: Bytes, o: number, end: number): number =>
  (replyCode(b, o, end) === 220 || replyCode(b, o, end) === 120) &&
  /\bftp|ftpd?\b/i.test(fromLatin1(b, o, lineEnd(b, o, Math.min(end, o + 200))))
    ? 0.9
    : 0;

const guessCommand = (b: Bytes, o: number, end: number): number => (OPENINGS.some((line) => startsWith(b, o, end, line)) ? 0.8 : 0);
const OPENINGS = ['USER anonymous\r\n', 'USER ftp\r\n', 'AUTH TLS\r\n', 'AUTH SSL\r\n', 'PBSZ 0\r\n'];

// ---- commands --------------------------------------------------------------------------------------------------------

const command = (t: FtpTalk, b: Bytes, o: number, next: number, to: number): Found => {
  const { verbTo, argument } = commandWords(b, o, to);
  const verb = fromLatin1(b, o, verbTo).toUpperCase();
  const words = fromUtf8(b.subarray(argument, to));
  t.asked++;
  t.waiting.push([verb, words]);
  if (t.waiting.length > MOST_WAITING) t.waiting.shift();
  const message: FtpMessage = { reply: false, directory: t.directory, asks: t.asked };
  if (t.data !== undefined && (t.data.command === undefined || isTransfer(verb)))
    noteTransfer(t.data, t, message, fromUtf8(b.subarray(o, to)));
  const arranged =
    verb === 'PORT' || verb === 'EPRT' ? arrange(t, verb, (verb === 'PORT' ? parsePort : parseExtendedPort)(words)) : undefined;
  return { kind: 'message', length: next - o, message: arranged === undefined ? message : { ...message, arranges: arranged } };
};

const noteTransfer = (data: DataConnection, t: FtpTalk, said: FtpMessage, command: string): void => {
  if (data.command !== undefined && isTransfer(data.command.split(' ', 1)[0] ?? '')) return;
  Object.assign(data, { command, said, directory: t.directory });
};

const arrange = (t: FtpTalk, method: DataConnection['method'], at: ReturnType<typeof parsePort>): Arranged | undefined => {
  if (at === undefined) return undefined;
  t.data = { method, directory: t.directory, command: undefined, said: undefined, frame: 0 };
  return { protocol: 'ftp-data', port: at.port.value, about: t.data };
};

// ---- replies ---------------------------------------------------------------------------------------------------------

/** The lines of one reply that are there: a server may send them one by one. */
const reply = (t: FtpTalk, b: Bytes, o: number, first: number, end: number, closed: boolean): Found => {
  const answers = answered(t);
  let arranged: Arranged | undefined;
  let at = o;
  for (let next = first; ; ) {
    const to = lineEnd(b, at, next);
    const code = replyCode(b, at, to);
    if (code > 0 && (t.open === 0 || code === t.open)) {
      t.open = goesOn(b, at, to) ? code : 0;
      arranged = tell(t, code, fromUtf8(b.subarray(Math.min(to, at + 4), to))) ?? arranged;
    }
    at = next;
    if (t.open === 0 || at === end) break;
    const feed = lineFeed(b, at, end);
    if (feed < 0 && !(closed || end - at >= LONGEST_LINE)) break;
    next = feed < 0 ? end : feed + 1;
  }
  const message: FtpMessage = {
    reply: true,
    directory: t.directory,
    ...(answers > 0 && { answers }),
    ...(arranged && { arranges: arranged }),
  };
  return { kind: 'message', length: at - o, message };
};

/** Which command a reply is for: the oldest that was not answered; 0 for what the server says unasked. */
const answered = (t: FtpTalk): number => (t.waiting.length > 0 ? t.asked - t.waiting.length + 1 : 0);

/** What a line with a code means for the session. */
const tell = (t: FtpTalk, code: number, text: string): Arranged | undefined => {
  const [verb, argument] = t.waiting[0] ?? ['', ''];
  if (t.open === 0 && code >= 200) t.waiting.shift();
  if (code === 250 && verb === 'CWD') t.directory = changedTo(t.directory, argument);
  if ((code === 250 || code === 200) && verb === 'CDUP') t.directory = changedTo(t.directory, '..');
  if (code === 257 && verb !== 'MKD' && verb !== 'XMKD') t.directory = quotedPath(text) ?? t.directory;
  if (code === 234 && verb === 'AUTH') t.secured = true;
  if (code === 227) return arrange(t, 'PASV', parsePort(text));
  return code === 229 ? arrange(t, 'EPASV', parseExtendedPassive(text)) : undefined;
};
