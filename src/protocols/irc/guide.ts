/** IRC by hand: NICK, USER, JOIN, a line to the room, NAMES, PART, QUIT, and what the numbers mean (RFC 2812). */
import { type Account, coverFrom, type Guide, type Step } from '../../wire/guide.ts';
import { type IrcMessage, readIrc, writeIrc } from './message.ts';
import { ircReader } from './reader.ts';

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
  title: 'Talk in a room of IRC by hand',
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
  if (s.pong !== undefined) return { line: s.pong, why: 'tells the server that we are there' };
  if (!s.welcome) {
    if (!s.done.has('NICK')) return { line: `NICK ${s.account.name}`, why: 'says by what name others see us' };
    if (!s.done.has('USER')) return { line: `USER ${s.account.name} 0 * :${s.account.name}`, why: 'says who we are; the welcome follows' };
    return { line: `NICK ${s.nick}_`, why: 'asks for another name: that one is taken, or no name' };
  }
  if (s.room === undefined && !s.done.has('PART')) return { line: 'JOIN #lab', why: 'enters a room, or makes it' };
  if (s.room !== undefined) {
    if (!s.done.has('PRIVMSG')) return { line: `PRIVMSG ${s.room} :hello`, why: 'says something to all who are there' };
    if (!s.done.has('NAMES')) return { line: `NAMES ${s.room}`, why: 'asks who is there' };
    return { line: `PART ${s.room}`, why: 'leaves the room' };
  }
  if (!s.done.has('LIST')) return { line: 'LIST', why: 'asks which rooms there are' };
  return { line: 'QUIT :bye', why: 'ends the session' };
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

const meaning = (s: ByHand, { prefix = '', command, params }: IrcMessage): string | undefined => {
  const who = prefix.split('!')[0] ?? '';
  const own = who === s.nick;
  if (command === 'PING') return `The server asks whether we are there: ${s.pong} answers.`;
  if (command === 'JOIN') return own ? 'We are in the room.' : `${who} has come into the room.`;
  if (command === 'PART' || command === 'QUIT') return own ? 'We have left it.' : `${who} has left.`;
  if (command === 'PRIVMSG') return `${who} says it ${params[0] === s.nick ? 'to us alone' : 'to all in the room'}.`;
  if (command === 'NICK') return own ? 'We have another name.' : `${who} is called otherwise from here on.`;
  if (s.told.has(command)) return undefined;
  s.told.add(command);
  return NUMBERS[command] ?? (/^[45]\d\d$/.test(command) ? 'Refused: the text says why.' : undefined);
};

const NUMBERS: Readonly<Record<string, string>> = {
  '001': 'The welcome: the server knows our name.',
  '002': 'What the server is and runs.',
  '003': 'Since when it runs.',
  '004': 'Its name, and the letters of the modes that it knows.',
  '005': 'What it can do, a word each.',
  '251': 'How many are here.',
  '322': 'A room, and how many are in it.',
  '323': 'The list of rooms ends.',
  '331': 'The room has no topic.',
  '332': 'The topic of the room.',
  '353': 'Who is in the room; @ may keep order there.',
  '366': 'The list of names ends.',
  '372': 'The message of the day, line by line.',
  '375': 'The message of the day begins.',
  '376': 'The message of the day ends: now rooms can be entered.',
  '401': 'Nobody has that name.',
  '403': 'There is no such room: names of rooms begin with #.',
  '421': 'The server does not know the command.',
  '422': 'There is no message of the day: now rooms can be entered.',
  '433': 'The name is taken: NICK with another one.',
  '451': 'First NICK and USER.',
  '461': 'Something is missing behind the command.',
  ERROR: 'The session is over, and the server closes the connection.',
  NOTICE: 'A remark, to which nobody answers.',
  PONG: 'The server is there.',
};
