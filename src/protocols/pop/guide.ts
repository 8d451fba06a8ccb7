/** POP3 by hand: USER, PASS, STAT, LIST, RETR, QUIT, and what the replies mean (RFC 1939). */
import { type Account, coverFrom, type Guide, type Step } from '../../wire/guide.ts';
import { popReader } from './reader.ts';

interface ByHand {
  readonly account: Account;
  /** Commands that were not answered yet; the first one is the greeting. */
  readonly waiting: string[];
  /** The command whose text is coming, behind its reply. */
  text: string | undefined;
  readonly done: Set<string>;
  messages: number;
  asked: boolean;
}

export const popGuide: Guide<ByHand> = {
  name: 'pop3',
  title: 'Fetch mail by hand',
  spec: 'RFC 1939',
  port: 110,
  tlsPort: 995,
  reader: popReader,
  open: (account) => ({ account, waiting: ['greeting'], text: undefined, done: new Set(), messages: 0, asked: false }),
  typed: (s, line) => {
    const [verb = '', argument] = line.toUpperCase().split(' ');
    s.waiting.push(s.asked ? 'AUTH' : argument === undefined && BARE_TEXT.has(verb) ? `${verb}*` : verb);
    s.asked = false;
  },
  heard: (s, text) => (s.text === undefined ? reply(s, text) : followed(s, text)),
  waits: (s) => s.waiting.length > 0 || s.text !== undefined,
  next: (s) => (s.asked ? undefined : next(s)),
  cover: (s, line) => {
    if (s.asked) return coverFrom(line, 0);
    const open = /^(?:PASS|APOP +\S+|AUTH +\S+) /i.exec(line)?.[0].length;
    return open === undefined ? line : coverFrom(line, open);
  },
};

/** Text follows these; behind those with a star only where no message is named. */
const TEXT: ReadonlySet<string> = new Set(['RETR', 'TOP', 'CAPA', 'LIST*', 'UIDL*', 'AUTH*']);
const BARE_TEXT: ReadonlySet<string> = new Set(['LIST', 'UIDL', 'AUTH']);

const next = (s: ByHand): Step | undefined => {
  if (s.done.has('QUIT')) return undefined;
  const { name, password } = s.account;
  if (!s.done.has('PASS') && !s.done.has('APOP') && !s.done.has('AUTH')) {
    if (!s.done.has('USER')) return { line: `USER ${name}`, why: 'says who we are' };
    return { line: `PASS ${password}`, why: 'logs in; the maildrop is locked until the end' };
  }
  if (!s.done.has('STAT')) return { line: 'STAT', why: 'asks how many messages there are, and of what size together' };
  if (s.messages > 0 && !s.done.has('LIST*')) return { line: 'LIST', why: 'asks for the size of each message' };
  if (s.messages > 0 && !s.done.has('RETR')) return { line: 'RETR 1', why: 'asks for the first message' };
  return { line: 'QUIT', why: 'ends the session; what was marked by DELE is deleted now' };
};

const reply = (s: ByHand, text: string): string => {
  if (text.startsWith('+ ') || /^\+\r?\n/.test(text)) {
    s.waiting.shift();
    s.asked = true;
    return 'The server waits for the next part of the login, in Base64.';
  }
  const verb = s.waiting.shift() ?? '';
  s.asked = false;
  if (!text.startsWith('+OK')) {
    if (verb === 'PASS') s.done.delete('USER');
    return text.startsWith('-ERR') ? 'Refused: the text says why.' : 'That is no reply of POP3: it begins with +OK or -ERR.';
  }
  s.done.add(verb);
  if (verb === 'STAT') s.messages = Number(/^\+OK (\d+)/.exec(text)?.[1] ?? 0);
  if (TEXT.has(verb)) s.text = verb;
  return DONE[verb] ?? 'Done.';
};

const followed = (s: ByHand, text: string): string | undefined => {
  if (!text.endsWith('.\r\n')) return undefined;
  const verb = s.text ?? '';
  s.text = undefined;
  return BEHIND[verb] ?? 'The dot alone in a line is the end.';
};

const DONE: Readonly<Record<string, string>> = {
  greeting: 'The server greets: it is ready. Text in <> could be used by APOP, which sends no password.',
  USER: 'The name is taken; the password is next.',
  PASS: 'We are logged in.',
  APOP: 'We are logged in.',
  AUTH: 'We are logged in.',
  STAT: 'The number of messages, and the bytes of all together.',
  LIST: 'The number of the message, and its bytes.',
  'LIST*': 'A line for each message follows, up to a dot.',
  UIDL: 'The number of the message, and a name that it keeps for ever.',
  'UIDL*': 'A line for each message follows, up to a dot.',
  RETR: 'The message follows, up to a dot alone in a line.',
  TOP: 'The head and so many lines of the text follow, up to a dot.',
  CAPA: 'What the server can do follows, up to a dot.',
  DELE: 'The message is marked; QUIT deletes it, RSET takes the mark away.',
  RSET: 'No message is marked any more.',
  STLS: 'TLS begins with the next byte.',
  QUIT: 'The session is over, and the server closes the connection.',
};

const BEHIND: Readonly<Record<string, string>> = {
  RETR: 'That was the message. The dot alone is no part of it; a line of it that began with a dot got another one.',
  'LIST*': 'Number and bytes of each message.',
  'UIDL*': 'Number and lasting name of each message.',
  CAPA: 'The commands and extensions that the server knows.',
};
