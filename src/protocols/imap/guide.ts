/** IMAP by hand: LOGIN, LIST, EXAMINE, FETCH, LOGOUT, and what the answers mean (RFC 3501). */
import { type Account, coverFrom, type Guide, type Step } from '../../wire/guide.ts';
import { imapReader } from './reader.ts';
import { decodeUtf7 } from './utf7.ts';

interface ByHand {
  readonly account: Account;
  /** Commands that were not answered yet, by their tags. */
  readonly waiting: Map<string, string>;
  number: number;
  greeted: boolean;
  /** What succeeded. */
  readonly done: Set<string>;
  messages: number | undefined;
  /** The server asked for more of a command: credentials, a literal, DONE. */
  asked: boolean;
  /** Bytes of a literal that are still to be typed; undefined outside of one. */
  literal: number | undefined;
  /** The size of the literal that the last command announced. */
  announced: number;
}

export const imapGuide: Guide<ByHand> = {
  name: 'imap',
  title: 'Read mail on a server by hand',
  spec: 'RFC 3501',
  port: 143,
  tlsPort: 993,
  reader: imapReader,
  open: (account) => ({
    account,
    waiting: new Map(),
    number: 0,
    greeted: false,
    done: new Set(),
    messages: undefined,
    asked: false,
    literal: undefined,
    announced: 0,
  }),
  typed,
  heard: (s, text) => {
    const line = text.replace(/\r?\n$/, '');
    if (line.startsWith('+')) return goOn(s);
    return line.startsWith('* ') ? untagged(s, line.slice(2)) : tagged(s, line);
  },
  waits: (s) => !s.greeted || (s.waiting.size > 0 && !s.asked && s.literal === undefined),
  next: (s) => (s.waiting.size > 0 ? inCommand(s) : next(s, `a${s.number + 1}`)),
  cover: (s, line) => {
    if (s.asked && [...s.waiting.values()].some((verb) => verb === 'AUTHENTICATE')) return coverFrom(line, 0);
    if (s.literal !== undefined && [...s.waiting.values()].includes('LOGIN')) return coverFrom(line, 0);
    const open = SECRET.exec(line)?.[0].length;
    return open === undefined ? line : coverFrom(line, open);
  },
};

/** Up to what is secret: the password of LOGIN, the response that comes with AUTHENTICATE. */
const SECRET = /^\s*\S+\s+(?:LOGIN\s+(?:"(?:[^"\\]|\\.)*"|[^\s"]+)|AUTHENTICATE\s+\S+)\s+/i;

function typed(s: ByHand, line: string): void {
  s.asked = false;
  if (s.literal !== undefined) {
    const left = s.literal - new TextEncoder().encode(line).length - 2;
    s.literal = left >= 0 ? left : undefined;
    return;
  }
  const [, tag = '', verb = ''] = /^(\S+) (?:UID )?(\S+)/i.exec(line) ?? [];
  if (tag === '') return;
  s.number = Math.max(s.number, Number(/^a(\d{1,6})$/i.exec(tag)?.[1] ?? 0));
  s.waiting.set(tag, verb.toUpperCase());
  const [, size, plus] = /\{(\d+)(\+?)\}$/.exec(line) ?? [];
  s.announced = Number(size ?? 0);
  if (plus === '+') s.literal = s.announced;
}

const next = (s: ByHand, tag: string): Step | undefined => {
  const { name, password } = s.account;
  if (s.done.has('LOGOUT')) return undefined;
  if (!s.done.has('LOGIN') && !s.done.has('AUTHENTICATE'))
    return { line: `${tag} LOGIN ${atom(name)} ${atom(password)}`, why: 'logs in: the tag in front comes back with the answer' };
  if (!s.done.has('LIST')) return { line: `${tag} LIST "" "*"`, why: 'asks for the names of all folders' };
  if (!s.done.has('EXAMINE') && !s.done.has('SELECT')) return { line: `${tag} EXAMINE INBOX`, why: 'opens the inbox to read only' };
  if (!s.done.has('FETCH') && (s.messages ?? 0) > 0) return { line: `${tag} FETCH 1 BODY[]`, why: 'asks for the first message, whole' };
  return { line: `${tag} LOGOUT`, why: 'ends the session; the server closes the connection' };
};

const atom = (text: string): string => (/^[^\s(){%*"\\\]\p{Cc}]+$/u.test(text) ? text : `"${text.replace(/["\\]/g, '\\$&')}"`);

const inCommand = (s: ByHand): Step | undefined =>
  [...s.waiting.values()].includes('IDLE') && s.asked ? { line: 'DONE', why: 'ends the waiting' } : undefined;

/** `+ …`: the server wants more of the command. */
const goOn = (s: ByHand): string => {
  s.asked = true;
  const verbs = [...s.waiting.values()];
  if (verbs.includes('IDLE')) return 'The server will tell by itself when something changes; DONE ends that.';
  if (verbs.includes('AUTHENTICATE')) return 'The server waits for the next part of the login, in Base64.';
  s.literal ??= s.announced;
  return 'The server waits for the bytes that were announced in braces.';
};

// ---- answers without a tag ---------------------------------------------------------------------------------------------

const untagged = (s: ByHand, text: string): string | undefined => {
  const [, count, kind = '', rest = ''] = /^(?:(\d+) )?(\S+) ?([\s\S]*)$/.exec(text) ?? [];
  const word = kind.toUpperCase();
  if (!s.greeted) return greeting(s, word);
  if (count !== undefined) return counted(s, Number(count), word, rest);
  return (CODES[/^(?:OK|NO|BAD) \[([A-Z-]+)/i.exec(text)?.[1]?.toUpperCase() ?? ''] ?? WORDS[word])?.(rest, s);
};

const greeting = (s: ByHand, word: string): string => {
  s.greeted = true;
  if (word === 'PREAUTH') s.done.add('LOGIN');
  if (word === 'BYE') return 'The server sends us away.';
  return word === 'PREAUTH'
    ? 'The server greets, and takes us for logged in.'
    : 'The server greets: it is ready for commands, each with a tag of its own.';
};

const counted = (s: ByHand, count: number, word: string, rest: string): string | undefined => {
  if (word === 'EXISTS') {
    s.messages = count;
    return count === 1 ? 'One message is in the folder.' : `${count} messages are in the folder.`;
  }
  if (word === 'RECENT')
    return count === 1 ? 'One of them is new: nobody was told of it before.' : `${count} of them are new: nobody was told of them before.`;
  if (word === 'EXPUNGE') return `Message ${count} is gone for good; those behind it count one less.`;
  if (word !== 'FETCH') return undefined;
  const size = /\{(\d+)\}\r?\n/.exec(rest)?.[1];
  if (size !== undefined)
    return `Of message ${count}: {${size}} announces ${size} bytes, which follow as they are, up to the closing bracket.`;
  return `What was asked of message ${count}, as name and value in turns.`;
};

type Say = (rest: string, s: ByHand) => string | undefined;

const listed: Say = (rest) => {
  const [, flags = '', separator = '', name = ''] = /^\(([^)]*)\) (\S+) (.*)$/.exec(rest) ?? [];
  const plain = decodeUtf7(name.replace(/^"(.*)"$/, '$1'));
  const parts = [`A folder: ${plain}`];
  if (/\\Noselect/i.test(flags)) parts.push('it holds no messages itself');
  if (separator !== 'NIL') parts.push(`${separator} stands between folders within folders`);
  return `${parts.join('; ')}.`;
};

const WORDS: Readonly<Record<string, Say>> = {
  CAPABILITY: () => 'What the server can do beside the basic commands.',
  LIST: listed,
  LSUB: listed,
  FLAGS: () => 'The marks that messages can have here, as \\Seen for read.',
  SEARCH: (rest) => (rest.trim() === '' ? 'No message fits.' : 'The numbers of the messages that fit.'),
  STATUS: () => 'What was asked of a folder, without opening it.',
  NAMESPACE: () => 'Where own folders begin: prefix and separator; then those of others and shared ones, NIL for none.',
  ID: () => 'What the server says of its program.',
  BYE: () => 'The server will close the connection.',
  NO: () => 'A warning.',
  BAD: () => 'The server did not understand what it got.',
};

const CODES: Readonly<Record<string, Say>> = {
  UIDVALIDITY: () => 'Numbers that last (UIDs) are good as long as this value stays the same.',
  UIDNEXT: () => 'The lasting number that the next message will get.',
  UNSEEN: () => 'The first message that was not read yet.',
  PERMANENTFLAGS: (rest) =>
    /\[PERMANENTFLAGS \(\)\]/i.test(rest)
      ? 'No mark can be changed for good: the folder is open to read only.'
      : 'The marks that can be changed for good.',
  ALERT: () => 'Something that every user should read.',
  COPYUID: () => 'The lasting numbers before and after the copy.',
};

// ---- the answer with the tag -------------------------------------------------------------------------------------------

const tagged = (s: ByHand, line: string): string | undefined => {
  const [, tag = '', status = ''] = /^(\S+) (OK|NO|BAD)\b/i.exec(line) ?? [];
  const verb = s.waiting.get(tag);
  if (verb === undefined) return status === '' ? undefined : `An answer to ${tag}, which nobody asked.`;
  s.waiting.delete(tag);
  s.asked = false;
  s.literal = undefined;
  if (status.toUpperCase() === 'BAD') return `The server did not understand ${tag}: its text says what it expects.`;
  if (status.toUpperCase() === 'NO') return `The server understood ${tag} and refuses: its text says why.`;
  s.done.add(verb);
  return DONE[verb] ?? `${verb} is done: the answer to ${tag} is whole.`;
};

const DONE: Readonly<Record<string, string>> = {
  LOGIN: 'We are logged in.',
  AUTHENTICATE: 'We are logged in.',
  LIST: 'Those were all folders.',
  EXAMINE: 'The folder is open to read only: nothing that we do will change it.',
  SELECT: 'The folder is open: reading a message marks it as \\Seen.',
  FETCH: 'The message is here, and stays on the server.',
  LOGOUT: 'The session is over.',
  STARTTLS: 'TLS begins with the next byte.',
  IDLE: 'The waiting is over.',
};
