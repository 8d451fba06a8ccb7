/** SMTP by hand: EHLO, MAIL, RCPT, DATA, a mail up to its dot, QUIT, and what the codes mean (RFC 5321). */
import { type Account, coverFrom, type Guide, type Step } from '../../wire/guide.ts';
import { CODES } from './codes.ts';
import { smtpReader } from './reader.ts';

interface ByHand {
  readonly account: Account;
  /** Commands that were not answered yet. */
  readonly waiting: string[];
  greeted: boolean;
  /** What succeeded since the last mail. */
  readonly done: Set<string>;
  /** Lines of the mail that is being typed; undefined outside of one. */
  mail: { lines: number; isOwn: boolean } | undefined;
  /** The server asks for a name or a password. */
  asked: boolean;
}

export const smtpGuide: Guide<ByHand> = {
  name: 'smtp',
  title: 'Send a mail by hand',
  spec: 'RFC 5321',
  port: 25,
  tlsPort: 465,
  reader: smtpReader,
  open: (account) => ({ account, waiting: [''], greeted: false, done: new Set(), mail: undefined, asked: false }),
  typed: (s, line) => {
    if (s.mail !== undefined) typedMail(s, line);
    else if (s.asked) {
      s.asked = false;
      s.waiting.push('AUTH');
    } else s.waiting.push(line.split(' ')[0]?.toUpperCase() ?? '');
  },
  heard: (s, text) => {
    const code = Number(/^(\d{3})/.exec(text)?.[1] ?? 0);
    const verb = s.waiting.shift() ?? '';
    return code === 0 ? 'That is no reply of SMTP: it begins with a code of three digits.' : meaning(s, code, verb);
  },
  waits: (s) => s.waiting.length > 0,
  next: (s) => (s.mail !== undefined ? inMail(s.mail) : s.asked ? undefined : next(s)),
  cover: (s, line) => {
    if (s.asked) return coverFrom(line, 0);
    const open = s.mail === undefined ? /^AUTH +\S+ +/i.exec(line)?.[0].length : undefined;
    return open === undefined ? line : coverFrom(line, open);
  },
};

const typedMail = (s: ByHand, line: string): void => {
  const { mail } = s;
  if (mail === undefined) return;
  if (line === '.') {
    s.mail = undefined;
    s.waiting.push('.');
    return;
  }
  mail.isOwn ||= MAIL[mail.lines]?.line !== line;
  mail.lines++;
};

const MAIL: readonly Step[] = [
  { line: 'Subject: by hand', why: 'the head of the mail: a name and a value in each line' },
  { line: '', why: 'an empty line ends the head' },
  { line: 'Every byte of this was typed.', why: 'the text' },
  { line: '.', why: 'a dot alone in a line ends the mail' },
];

/** Who writes an own mail is not disturbed. */
const inMail = ({ lines, isOwn }: { readonly lines: number; readonly isOwn: boolean }): Step | undefined =>
  isOwn ? undefined : MAIL[lines];

const next = (s: ByHand): Step | undefined => {
  if (s.done.has('QUIT')) return undefined;
  if (!s.done.has('EHLO') && !s.done.has('HELO'))
    return { line: 'EHLO client.lab', why: 'says who we are, and asks what the server can do' };
  if (s.done.has('.')) return { line: 'QUIT', why: 'ends the session; the server closes the connection' };
  if (!s.done.has('MAIL')) return { line: 'MAIL FROM:<ada@lab>', why: 'begins a mail: who gets the answer when it cannot be delivered' };
  if (!s.done.has('RCPT')) return { line: 'RCPT TO:<guest@lab>', why: 'says for whom it is; once for each of several' };
  return { line: 'DATA', why: 'says that the mail itself comes next' };
};

const meaning = (s: ByHand, code: number, verb: string): string => {
  if (code === 354) s.mail = { lines: 0, isOwn: false };
  s.asked = code === 334;
  if (code < 300) succeeded(s, verb);
  if (code >= 500) return `${code}: refused for good. ${known(code)}.`;
  if (code >= 400) return `${code}: refused for now, later it may do. ${known(code)}.`;
  if (code === 220 && verb === 'STARTTLS') return '220: TLS begins with the next byte.';
  if (code === 250 && DONE[verb] !== undefined) return DONE[verb];
  return MEANS[code] ?? `${code}: ${known(code)}.`;
};

const known = (code: number): string => CODES[code]?.replace('<domain> ', '') ?? 'A code of its own';

const succeeded = (s: ByHand, verb: string): void => {
  if (['EHLO', 'HELO', 'RSET', 'STARTTLS'].includes(verb)) s.done.clear();
  if (verb === '.') for (const old of ['MAIL', 'RCPT']) s.done.delete(old);
  if (verb === 'MAIL') s.done.delete('.');
  if (verb !== 'STARTTLS') s.done.add(verb);
};

const DONE: Readonly<Record<string, string>> = {
  EHLO: '250: the server says its name and, a line each, what it can do; the last line has no hyphen behind the code.',
  HELO: '250: the server says its name.',
  MAIL: '250: the sender is taken.',
  RCPT: '250: the server answers for the delivery to this recipient.',
  RSET: '250: what was begun is dropped.',
  '.': '250: the mail is taken; from here on the server answers for it.',
};

const MEANS: Readonly<Record<number, string>> = {
  220: '220: the server is ready.',
  221: '221: the server closes the connection.',
  235: '235: we are logged in.',
  334: '334: the server asks, in Base64; the answer is typed in Base64, too.',
  354: '354: the mail follows, and ends with a dot alone in a line.',
};
