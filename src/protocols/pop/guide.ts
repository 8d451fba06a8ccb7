/** POP3 by hand: USER, PASS, STAT, LIST, RETR, QUIT, and what the replies mean (RFC 1939). */
import { type Said, sayer } from '../../core/words.ts';
import { type Account, coverFrom, type Guide, type Step } from '../../wire/guide.ts';
import type { en } from './en-guide.ts';
import { popReader } from './reader.ts';

const say = sayer<typeof en>('popGuide');

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
  title: say('title'),
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
    if (!s.done.has('USER')) return { line: `USER ${name}`, why: say('whyUSER') };
    return { line: `PASS ${password}`, why: say('whyPASS') };
  }
  if (!s.done.has('STAT')) return { line: 'STAT', why: say('whySTAT') };
  if (s.messages > 0 && !s.done.has('LIST*')) return { line: 'LIST', why: say('whyLIST') };
  if (s.messages > 0 && !s.done.has('RETR')) return { line: 'RETR 1', why: say('whyRETR') };
  return { line: 'QUIT', why: say('whyQUIT') };
};

const reply = (s: ByHand, text: string): Said => {
  if (text.startsWith('+ ') || /^\+\r?\n/.test(text)) {
    s.waiting.shift();
    s.asked = true;
    return say('login');
  }
  const verb = s.waiting.shift() ?? '';
  s.asked = false;
  if (!text.startsWith('+OK')) {
    if (verb === 'PASS') s.done.delete('USER');
    return say(text.startsWith('-ERR') ? 'refused' : 'noReply');
  }
  s.done.add(verb);
  if (verb === 'STAT') s.messages = Number(/^\+OK (\d+)/.exec(text)?.[1] ?? 0);
  if (TEXT.has(verb)) s.text = verb;
  return DONE[verb] ?? say('done');
};

const followed = (s: ByHand, text: string): Said | undefined => {
  if (!text.endsWith('.\r\n')) return undefined;
  const verb = s.text ?? '';
  s.text = undefined;
  return BEHIND[verb] ?? say('dotEnds');
};

const DONE: Readonly<Record<string, Said>> = {
  greeting: say('greets'),
  USER: say('password'),
  PASS: say('loggedIn'),
  APOP: say('loggedIn'),
  AUTH: say('loggedIn'),
  STAT: say('STAT'),
  LIST: say('LIST'),
  'LIST*': say('lines'),
  UIDL: say('UIDL'),
  'UIDL*': say('lines'),
  RETR: say('RETR'),
  TOP: say('TOP'),
  CAPA: say('CAPA'),
  DELE: say('DELE'),
  RSET: say('RSET'),
  STLS: say('tls'),
  QUIT: say('over'),
};

const BEHIND: Readonly<Record<string, Said>> = {
  RETR: say('wasRETR'),
  'LIST*': say('wasLIST'),
  'UIDL*': say('wasUIDL'),
  CAPA: say('wasCAPA'),
};
