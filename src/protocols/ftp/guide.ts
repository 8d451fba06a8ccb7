/** FTP by hand: USER, PASS, PASV, LIST, PASV, RETR, QUIT, and what the replies mean (RFC 959, RFC 2428, RFC 4217). */
import { type Account, coverFrom, type Guide, type Step, type Transfer } from '../../wire/guide.ts';
import { FTP_CODES } from './codes.ts';
import { isSecret, isTransfer } from './command.ts';
import { parseExtendedPassive, parsePort } from './data-ports.ts';
import { ftpReader } from './reader.ts';

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
  title: 'Fetch files by hand',
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
  if (!s.done.has('USER')) return { line: `USER ${name}`, why: 'says who we are' };
  if (!s.done.has('PASS')) return { line: `PASS ${password}`, why: 'logs in; without TLS everybody on the way can read it' };
  const wanted = s.done.has('LIST') ? (s.file === undefined || s.done.has('RETR') ? undefined : `RETR ${s.file}`) : 'LIST';
  if (wanted === undefined) return { line: 'QUIT', why: 'ends the session' };
  if (!s.isArranged)
    return s.isExtended
      ? { line: 'EPSV', why: 'asks for the port of a data connection, on any network (RFC 2428)' }
      : { line: 'PASV', why: 'asks where the server takes a data connection: each transfer has one of its own' };
  return wanted === 'LIST' ? { line: 'LIST', why: 'asks what is in the folder' } : { line: wanted, why: 'asks for a file' };
};

const reply = (s: ByHand, line: string): string => {
  const code = Number(line.slice(0, 3));
  const verb = s.waiting[0] ?? '';
  s.begins = undefined;
  if (code < 200) return begun(s, verb);
  s.waiting.shift();
  if (code >= 400) return refused(s, verb, code);
  s.done.add(verb);
  if (code === 230) s.done.add('PASS');
  if (verb === 'PROT') s.isProtected = s.level === 'P';
  return MEANINGS[code]?.(s, line) ?? DONE[verb] ?? `${FTP_CODES[code] ?? 'Done'}.`;
};

/** A reply that another one follows. */
const begun = (s: ByHand, verb: string): string => {
  if (!isTransfer(verb)) return 'Something goes on; another reply follows.';
  s.isArranged = false;
  s.begins = { sends: SENDS.has(verb), isProtected: s.isProtected };
  return 'The data connection carries it now; a reply here says when that is all.';
};

const SENDS: ReadonlySet<string> = new Set(['STOR', 'STOU', 'APPE']);

const refused = (s: ByHand, verb: string, code: number): string => {
  if (verb === 'PASV') s.isExtended = true;
  if (verb === 'PASS') s.done.delete('USER');
  if (isTransfer(verb)) {
    s.isArranged = false;
    if (verb === 'LIST' || verb === 'RETR') s.done.add(verb);
  }
  return `Refused: ${FTP_CODES[code]?.toLowerCase() ?? 'the text says why'}. ${code < 500 ? 'It may work another time.' : 'It will not work so.'}`;
};

type Meaning = (s: ByHand, line: string) => string | undefined;

const MEANINGS: Readonly<Record<number, Meaning>> = {
  220: () => 'The server greets: it is ready.',
  221: () => 'The session is over, and the server closes the connection.',
  226: (s) =>
    s.done.has('LIST') || s.done.has('RETR') ? 'That was all; the end of the data connection was the end of the file.' : undefined,
  227: (s, line) => {
    s.isArranged = true;
    const at = parsePort(line);
    if (at?.address === undefined) return undefined;
    const port = at.port.value;
    return `The server listens at ${at.address.value.join('.')}, port ${port >> 8} × 256 + ${port & 255} = ${port}: the next transfer goes over a connection to there.`;
  },
  229: (s, line) => {
    s.isArranged = true;
    return `The server listens on port ${parseExtendedPassive(line)?.port.value ?? '?'} of its own address for the next transfer.`;
  },
  200: (s) => {
    if (s.done.has('PORT') || s.done.has('EPRT')) s.isArranged = true;
    return undefined;
  },
  230: () => 'We are logged in.',
  234: () => 'TLS begins with the next byte.',
  331: () => 'The name is taken; the password is next.',
  350: () => 'The server waits for the command that belongs to this one.',
};

const DONE: Readonly<Record<string, string>> = {
  PWD: 'The folder where we are, in quotes.',
  CWD: 'We are in another folder.',
  CDUP: 'We are one folder further up.',
  TYPE: 'Files come in this form from here on: A as text with CR LF, I as their bytes.',
  SYST: 'What kind of system it seems to be: how lists look.',
  FEAT: 'What the server knows beyond RFC 959.',
  SIZE: 'The bytes of the file.',
  MDTM: 'When the file was changed, in UTC.',
  PORT: 'The server will connect to us for the next transfer.',
  EPRT: 'The server will connect to us for the next transfer.',
  PBSZ: 'PROT may be said now.',
  PROT: 'Data connections are inside TLS (P) or in the clear (C) from here on.',
  NOOP: 'Nothing was to be done.',
};
