/** SMTP by hand: EHLO, MAIL, RCPT, DATA, a mail up to its dot, QUIT, and what the codes mean (RFC 5321). */
import { type Said, sayer } from '../../core/words.ts';
import { type Account, coverFrom, type Guide, type Step } from '../../wire/guide.ts';
import { en } from './en-guide.ts';
import { smtpReader } from './reader.ts';

const say = sayer<typeof en>('smtpGuide');

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
  title: say('title'),
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
    return code === 0 ? say('noReply') : meaning(s, code, verb);
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
  { line: 'Subject: by hand', why: say('whyHead') },
  { line: '', why: say('whyEmpty') },
  { line: 'Every byte of this was typed.', why: say('whyText') },
  { line: '.', why: say('whyDot') },
];

/** Who writes an own mail is not disturbed. */
const inMail = ({ lines, isOwn }: { readonly lines: number; readonly isOwn: boolean }): Step | undefined =>
  isOwn ? undefined : MAIL[lines];

const next = (s: ByHand): Step | undefined => {
  if (s.done.has('QUIT')) return undefined;
  if (!s.done.has('EHLO') && !s.done.has('HELO')) return { line: 'EHLO client.lab', why: say('whyEHLO') };
  if (s.done.has('.')) return { line: 'QUIT', why: say('whyQUIT') };
  if (!s.done.has('MAIL')) return { line: 'MAIL FROM:<ada@lab>', why: say('whyMAIL') };
  if (!s.done.has('RCPT')) return { line: 'RCPT TO:<guest@lab>', why: say('whyRCPT') };
  return { line: 'DATA', why: say('whyDATA') };
};

const meaning = (s: ByHand, code: number, verb: string): Said => {
  if (code === 354) s.mail = { lines: 0, isOwn: false };
  s.asked = code === 334;
  if (code < 300) succeeded(s, verb);
  if (code >= 400) {
    const key = `c${code}`;
    return say(code < 500 ? 'refusedNow' : 'refusedForGood', { code: String(code), why: say(isReason(key) ? key : 'textSays') });
  }
  if (code === 220 && verb === 'STARTTLS') return say('tls');
  if (code === 250 && DONE[verb] !== undefined) return DONE[verb];
  const key = `m${code}`;
  return isMeaning(key) ? say(key) : say('unknown', { code: String(code) });
};

const isReason = (key: string): key is Extract<keyof typeof en, `c${number}`> => Object.hasOwn(en, key);
const isMeaning = (key: string): key is Extract<keyof typeof en, `m${number}`> => Object.hasOwn(en, key);

const succeeded = (s: ByHand, verb: string): void => {
  if (['EHLO', 'HELO', 'RSET', 'STARTTLS'].includes(verb)) s.done.clear();
  if (verb === '.') for (const old of ['MAIL', 'RCPT']) s.done.delete(old);
  if (verb === 'MAIL') s.done.delete('.');
  if (verb !== 'STARTTLS') s.done.add(verb);
};

const DONE: Readonly<Record<string, Said>> = {
  EHLO: say('EHLO'),
  HELO: say('HELO'),
  MAIL: say('MAIL'),
  RCPT: say('RCPT'),
  RSET: say('RSET'),
  '.': say('taken'),
};
