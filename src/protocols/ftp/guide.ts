/** FTP by hand: USER, PASS, PASV, LIST, PASV, RETR, QUIT, and what the replies mean (RFC 959, RFC 2428, RFC 4217). */
import { type Said, sayer } from '../../core/words.ts';
import { type Account, coverFrom, type Guide, type Step, type Transfer } from '../../wire/guide.ts';
import { isSecret, isTransfer } from './command.ts';
import { parseExtendedPassive, parsePort } from './data-ports.ts';
import { en } from './en-guide.ts';
import { ftpReader } from './reader.ts';

const say = sayer<typeof en>('ftpGuide');

interface ByHand {
  readonly account: Account;
  /** Commands that were not answered yet; the first one is the greeting. */
  readonly waiting: string[];
  readonly done: Set<string>;
  /** The code of a reply of several lines that has begun. */
  open: string;
  /** A data connection is arranged and not used yet. */
  isArranged: boolean;
  /** PASV was refused: over IPv6 it has no room for an address. */
  isExtended: boolean;
  isProtected: boolean;
  /** Of PROT that was said last. */
  level: string;
  /** What begins with the reply that was heard last. */
  begins: Transfer | undefined;
  /** A file that LIST has shown. */
  file: string | undefined;
}

export const ftpGuide: Guide<ByHand> = {
  name: 'ftp',
  title: say('title'),
  spec: 'RFC 959',
  port: 21,
  tlsPort: 990,
  reader: ftpReader,
  open: (account) => ({
    account,
    waiting: ['greeting'],
    done: new Set(),
    open: '',
    isArranged: false,
    isExtended: false,
    isProtected: false,
    level: 'C',
    begins: undefined,
    file: undefined,
  }),
  typed: (s, line) => {
    s.waiting.push(verbOf(line));
    if (verbOf(line) === 'PROT') s.level = line.slice(5).trim().toUpperCase();
  },
  heard: (s, text) => {
    const last = lastLine(s, text);
    return last === undefined ? undefined : reply(s, last);
  },
  waits: (s) => s.waiting.length > 0,
  next: (s) => (s.done.has('QUIT') ? undefined : next(s)),
  cover: (_, line) => (isSecret(verbOf(line)) ? coverFrom(line, verbOf(line).length + 1) : line),
  transfer: (s) => s.begins,
  received: (s, text) => {
    s.file ??= fileIn(text);
  },
};

/** The first short file of a list in the form of ls -l; else the first one. */
const fileIn = (list: string): string | undefined => {
  const found = [...list.matchAll(/^-\S+ +\d+ +\S+ +\S+ +(\d+) +\S+ +\d+ +\S+ (.+?)\r?$/gm)];
  return (found.find(([, size]) => Number(size) < SHORT) ?? found[0])?.[2];
};
const SHORT = 10_000;

const verbOf = (line: string): string => (line.split(' ', 1)[0] ?? '').toUpperCase();

/** The last line of a reply that is whole: its lines may come one by one. */
const lastLine = (s: ByHand, text: string): string | undefined => {
  for (const line of text.split(/\r?\n/)) {
    const [, code = '', mark = ''] = /^(\d{3})([ -]|$)/.exec(line) ?? [];
    if (s.open === '' && mark === '-') s.open = code;
    else if (code !== '' && mark !== '-' && (s.open === '' || s.open === code)) {
      s.open = '';
      return line;
    }
  }
  return undefined;
};

const next = (s: ByHand): Step => {
  const { name, password } = s.account;
  if (!s.done.has('USER')) return { line: `USER ${name}`, why: say('whyUSER') };
  if (!s.done.has('PASS')) return { line: `PASS ${password}`, why: say('whyPASS') };
  const wanted = s.done.has('LIST') ? (s.file === undefined || s.done.has('RETR') ? undefined : `RETR ${s.file}`) : 'LIST';
  if (wanted === undefined) return { line: 'QUIT', why: say('whyQUIT') };
  if (!s.isArranged) return s.isExtended ? { line: 'EPSV', why: say('whyEPSV') } : { line: 'PASV', why: say('whyPASV') };
  return { line: wanted, why: say(wanted === 'LIST' ? 'whyLIST' : 'whyRETR') };
};

const reply = (s: ByHand, line: string): Said => {
  const code = Number(line.slice(0, 3));
  const verb = s.waiting[0] ?? '';
  s.begins = undefined;
  if (code < 200) return begun(s, verb);
  s.waiting.shift();
  if (code >= 400) return refused(s, verb, code);
  s.done.add(verb);
  if (code === 230) s.done.add('PASS');
  if (verb === 'PROT') s.isProtected = s.level === 'P';
  return MEANINGS[code]?.(s, line) ?? DONE[verb] ?? say(code < 300 ? 'done' : 'more');
};

/** A reply that another one follows. */
const begun = (s: ByHand, verb: string): Said => {
  if (!isTransfer(verb)) return say('goesOn');
  s.isArranged = false;
  s.begins = { sends: SENDS.has(verb), isProtected: s.isProtected };
  return say('carries');
};

const SENDS: ReadonlySet<string> = new Set(['STOR', 'STOU', 'APPE']);

const refused = (s: ByHand, verb: string, code: number): Said => {
  if (verb === 'PASV') s.isExtended = true;
  if (verb === 'PASS') s.done.delete('USER');
  if (isTransfer(verb)) {
    s.isArranged = false;
    if (verb === 'LIST' || verb === 'RETR') s.done.add(verb);
  }
  const key = `c${code}`;
  return say(code < 500 ? 'refusedNow' : 'refusedForGood', { why: say(isReason(key) ? key : 'textSays') });
};

type Reason = Extract<keyof typeof en, `c${number}`>;
const isReason = (key: string): key is Reason => Object.hasOwn(en, key);

type Meaning = (s: ByHand, line: string) => Said | undefined;

const MEANINGS: Readonly<Record<number, Meaning>> = {
  220: () => say('greets'),
  221: () => say('over'),
  226: (s) => (s.done.has('LIST') || s.done.has('RETR') ? say('wasAll') : undefined),
  227: (s, line) => {
    s.isArranged = true;
    const at = parsePort(line);
    if (at?.address === undefined) return undefined;
    const port = at.port.value;
    const address = at.address.value.join('.');
    return say('passive', { address, high: String(port >> 8), low: String(port & 255), port: String(port) });
  },
  229: (s, line) => {
    s.isArranged = true;
    return say('extended', { port: String(parseExtendedPassive(line)?.port.value ?? '?') });
  },
  200: (s) => {
    if (s.done.has('PORT') || s.done.has('EPRT')) s.isArranged = true;
    return undefined;
  },
  230: () => say('loggedIn'),
  234: () => say('tls'),
  331: () => say('password'),
  332: () => say('account'),
  350: () => say('second'),
};

const DONE: Readonly<Record<string, Said>> = {
  PWD: say('PWD'),
  CWD: say('CWD'),
  CDUP: say('CDUP'),
  TYPE: say('TYPE'),
  SYST: say('SYST'),
  FEAT: say('FEAT'),
  SIZE: say('SIZE'),
  MDTM: say('MDTM'),
  PORT: say('active'),
  EPRT: say('active'),
  PBSZ: say('PBSZ'),
  PROT: say('PROT'),
  NOOP: say('NOOP'),
};
