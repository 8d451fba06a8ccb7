/** IRC by hand: NICK, USER, JOIN, a line to the room, NAMES, PART, QUIT, and what the numbers mean (RFC 2812). */
import { type Said, sayer } from '../../core/words.ts';
import { type Account, coverFrom, type Guide, type Step } from '../../wire/guide.ts';
import { en } from './en-guide.ts';
import { type IrcMessage, readIrc, writeIrc } from './message.ts';
import { ircReader } from './reader.ts';

const say = sayer<typeof en>('ircGuide');

interface ByHand {
  readonly account: Account;
  /** Replies that end what was asked, of which one is still to come; the last of them first. */
  readonly waiting: ReadonlySet<string>[];
  readonly done: Set<string>;
  nick: string;
  welcome: boolean;
  /** Where we are. */
  room: string | undefined;
  /** The server asks whether we are there: what answers. */
  pong: string | undefined;
  /** Numbers that were told once: a list comes line by line. */
  readonly told: Set<string>;
}

export const ircGuide: Guide<ByHand> = {
  name: 'irc',
  title: say('title'),
  spec: 'RFC 2812',
  port: 6667,
  tlsPort: 6697,
  reader: ircReader,
  open: (account) => ({
    account,
    waiting: [],
    done: new Set(),
    nick: account.name,
    welcome: false,
    room: undefined,
    pong: undefined,
    told: new Set(),
  }),
  typed: (s, line) => {
    const { command, params } = readIrc(line);
    s.done.add(command);
    if (command === 'PONG') s.pong = undefined;
    if (command === 'NICK') s.nick = params[0] ?? s.nick;
    const ends = endsOf(s, command);
    if (ends !== undefined) s.waiting.push(ends);
  },
  heard: (s, text) => {
    const message = readIrc(text.replace(/\r?\n$/, ''));
    follow(s, message);
    const end = s.waiting.findIndex((ends) => ends.has(message.command) || message.command === 'ERROR');
    if (end >= 0) s.waiting.splice(end, 1);
    return meaning(s, message);
  },
  waits: (s) => s.waiting.length > 0,
  next: (s) => next(s),
  cover: (_s, line) => {
    const open = /^(?:PASS +|OPER +\S+ +)/i.exec(line)?.[0].length;
    return open === undefined ? line : coverFrom(line, open);
  },
};

const REFUSED = ['421', '451', '461', '462'];

/** What shows that a command was carried out, or refused; undefined where a server that agrees says nothing. */
const endsOf = ({ welcome, done }: ByHand, command: string): ReadonlySet<string> | undefined => {
  if (!welcome && (command === 'NICK' || command === 'USER'))
    return done.has('NICK') && done.has('USER') ? new Set(['376', '422', '432', '433', ...REFUSED]) : undefined;
  const ends = ENDS[command];
  return ends === undefined ? undefined : new Set([...ends, ...REFUSED]);
};

const ENDS: Readonly<Record<string, readonly string[]>> = {
  JOIN: ['366', '403', '405', '471', '473', '474', '475'],
  PART: ['PART', '403', '442'],
  NAMES: ['366'],
  LIST: ['323'],
  TOPIC: ['331', '332', 'TOPIC', '403', '442', '482'],
  WHO: ['315'],
  WHOIS: ['318', '401', '431'],
  MOTD: ['376', '422'],
  PING: ['PONG', '409'],
  QUIT: ['ERROR'],
};

const next = (s: ByHand): Step | undefined => {
  if (s.done.has('QUIT')) return undefined;
  if (s.pong !== undefined) return { line: s.pong, why: say('whyPONG') };
  if (!s.welcome) {
    if (!s.done.has('NICK')) return { line: `NICK ${s.account.name}`, why: say('whyNICK') };
    if (!s.done.has('USER')) return { line: `USER ${s.account.name} 0 * :${s.account.name}`, why: say('whyUSER') };
    return { line: `NICK ${s.nick}_`, why: say('whyOther') };
  }
  if (s.room === undefined && !s.done.has('PART')) return { line: 'JOIN #lab', why: say('whyJOIN') };
  if (s.room !== undefined) {
    if (!s.done.has('PRIVMSG')) return { line: `PRIVMSG ${s.room} :hello`, why: say('whyPRIVMSG') };
    if (!s.done.has('NAMES')) return { line: `NAMES ${s.room}`, why: say('whyNAMES') };
    return { line: `PART ${s.room}`, why: say('whyPART') };
  }
  if (!s.done.has('LIST')) return { line: 'LIST', why: say('whyLIST') };
  return { line: 'QUIT :bye', why: say('whyQUIT') };
};

const follow = (s: ByHand, { prefix = '', command, params }: IrcMessage): void => {
  const own = prefix.split('!')[0] === s.nick;
  if (command === '001') {
    s.welcome = true;
    s.nick = params[0] ?? s.nick;
  } else if (command === 'PING') s.pong = writeIrc({ prefix: undefined, command: 'PONG', params });
  else if (command === 'JOIN' && own) s.room = params[0];
  else if ((command === 'PART' && own) || (command === 'KICK' && params[1] === s.nick)) s.room = undefined;
};

const meaning = (s: ByHand, { prefix = '', command, params }: IrcMessage): Said | undefined => {
  const who = prefix.split('!')[0] ?? '';
  const own = who === s.nick;
  if (command === 'PING') return say('PING', { line: s.pong ?? '' });
  if (command === 'JOIN') return own ? say('weJoin') : say('JOIN', { who });
  if (command === 'PART' || command === 'QUIT') return own ? say('weLeave') : say('leaves', { who });
  if (command === 'PRIVMSG') return say(params[0] === s.nick ? 'toUs' : 'toAll', { who });
  if (command === 'NICK') return own ? say('ourNick') : say('NICK', { who });
  if (s.told.has(command)) return undefined;
  s.told.add(command);
  const key = /^\d/.test(command) ? `n${command}` : command;
  if (isMeaning(key)) return say(key);
  return /^[45]\d\d$/.test(command) ? say('refused') : undefined;
};

const WORDS = ['ERROR', 'NOTICE', 'PONG'] as const;
type Meaning = Extract<keyof typeof en, `n${number}`> | (typeof WORDS)[number];
const isMeaning = (key: string): key is Meaning => (key.startsWith('n') ? Object.hasOwn(en, key) : WORDS.some((word) => word === key));
