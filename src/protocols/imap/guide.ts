/** IMAP by hand: LOGIN, LIST, EXAMINE, FETCH, LOGOUT, and what the answers mean (RFC 3501). */
import { type Said, sayer } from '../../core/words.ts';
import { type Account, coverFrom, type Guide, type Step } from '../../wire/guide.ts';
import type { en } from './en-guide.ts';
import { imapReader } from './reader.ts';
import { decodeUtf7 } from './utf7.ts';

const say = sayer<typeof en>('imapGuide');

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
  title: say('title'),
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
    return { line: `${tag} LOGIN ${atom(name)} ${atom(password)}`, why: say('whyLOGIN') };
  if (!s.done.has('LIST')) return { line: `${tag} LIST "" "*"`, why: say('whyLIST') };
  if (!s.done.has('EXAMINE') && !s.done.has('SELECT')) return { line: `${tag} EXAMINE INBOX`, why: say('whyEXAMINE') };
  if (!s.done.has('FETCH') && (s.messages ?? 0) > 0) return { line: `${tag} FETCH 1 BODY[]`, why: say('whyFETCH') };
  return { line: `${tag} LOGOUT`, why: say('whyLOGOUT') };
};

const atom = (text: string): string => (/^[^\s(){%*"\\\]\p{Cc}]+$/u.test(text) ? text : `"${text.replace(/["\\]/g, '\\$&')}"`);

const inCommand = (s: ByHand): Step | undefined =>
  [...s.waiting.values()].includes('IDLE') && s.asked ? { line: 'DONE', why: say('whyDONE') } : undefined;

/** `+ …`: the server wants more of the command. */
const goOn = (s: ByHand): Said => {
  s.asked = true;
  const verbs = [...s.waiting.values()];
  if (verbs.includes('IDLE')) return say('idles');
  if (verbs.includes('AUTHENTICATE')) return say('login');
  s.literal ??= s.announced;
  return say('literal');
};

// ---- answers without a tag ---------------------------------------------------------------------------------------------

const untagged = (s: ByHand, text: string): Said | undefined => {
  const [, count, kind = '', rest = ''] = /^(?:(\d+) )?(\S+) ?([\s\S]*)$/.exec(text) ?? [];
  const word = kind.toUpperCase();
  if (!s.greeted) return greeting(s, word);
  if (count !== undefined) return counted(s, Number(count), word, rest);
  return (CODES[/^(?:OK|NO|BAD) \[([A-Z-]+)/i.exec(text)?.[1]?.toUpperCase() ?? ''] ?? WORDS[word])?.(rest);
};

const greeting = (s: ByHand, word: string): Said => {
  s.greeted = true;
  if (word === 'PREAUTH') s.done.add('LOGIN');
  return say(word === 'BYE' ? 'sentAway' : word === 'PREAUTH' ? 'greetsKnown' : 'greets');
};

const counted = (s: ByHand, count: number, word: string, rest: string): Said | undefined => {
  if (word === 'EXISTS') {
    s.messages = count;
    return say('exists', { count });
  }
  if (word === 'RECENT') return say('recent', { count });
  const number = String(count);
  if (word === 'EXPUNGE') return say('expunged', { number });
  if (word !== 'FETCH') return undefined;
  const size = /\{(\d+)\}\r?\n/.exec(rest)?.[1];
  return size === undefined ? say('fetched', { number }) : say('announced', { number, braces: `{${size}}`, size: Number(size) });
};

type Meaning = (rest: string) => Said;

const listed: Meaning = (rest) => {
  const [, flags = '', separator = '', name = ''] = /^\(([^)]*)\) (\S+) (.*)$/.exec(rest) ?? [];
  const plain = { name: decodeUtf7(name.replace(/^"(.*)"$/, '$1')) };
  const isEmpty = /\\Noselect/i.test(flags);
  if (separator === 'NIL' || separator === '') return say(isEmpty ? 'folderOnly' : 'folder', plain);
  return say(isEmpty ? 'folderOnlyWithin' : 'folderWithin', { ...plain, separator });
};

const WORDS: Readonly<Record<string, Meaning>> = {
  CAPABILITY: () => say('CAPABILITY'),
  LIST: listed,
  LSUB: listed,
  FLAGS: () => say('FLAGS'),
  SEARCH: (rest) => say(rest.trim() === '' ? 'nothingFits' : 'SEARCH'),
  STATUS: () => say('STATUS'),
  NAMESPACE: () => say('NAMESPACE'),
  ID: () => say('ID'),
  BYE: () => say('BYE'),
  NO: () => say('NO'),
  BAD: () => say('BAD'),
};

const CODES: Readonly<Record<string, Meaning>> = {
  UIDVALIDITY: () => say('UIDVALIDITY'),
  UIDNEXT: () => say('UIDNEXT'),
  UNSEEN: () => say('UNSEEN'),
  PERMANENTFLAGS: (rest) => say(/\[PERMANENTFLAGS \(\)\]/i.test(rest) ? 'noFlags' : 'PERMANENTFLAGS'),
  ALERT: () => say('ALERT'),
  COPYUID: () => say('COPYUID'),
};

// ---- the answer with the tag -------------------------------------------------------------------------------------------

const tagged = (s: ByHand, line: string): Said | undefined => {
  const [, tag = '', status = ''] = /^(\S+) (OK|NO|BAD)\b/i.exec(line) ?? [];
  const verb = s.waiting.get(tag);
  if (verb === undefined) return status === '' ? undefined : say('nobodyAsked', { tag });
  s.waiting.delete(tag);
  s.asked = false;
  s.literal = undefined;
  if (status.toUpperCase() === 'BAD') return say('notUnderstood', { tag });
  if (status.toUpperCase() === 'NO') return say('refused', { tag });
  s.done.add(verb);
  return DONE[verb] ?? say('done', { verb, tag });
};

const DONE: Readonly<Record<string, Said>> = {
  LOGIN: say('loggedIn'),
  AUTHENTICATE: say('loggedIn'),
  LIST: say('LIST'),
  EXAMINE: say('EXAMINE'),
  SELECT: say('SELECT'),
  FETCH: say('FETCH'),
  LOGOUT: say('LOGOUT'),
  STARTTLS: say('tls'),
  IDLE: say('IDLE'),
};
