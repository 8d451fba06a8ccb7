/** The row of a message of SMTP: `C: EHLO client.lab`, `S: 250 mail.lab | PIPELINING`; never a password. */
import { type Bytes, utf8 } from '../../core/bytes.ts';
import type { TextBuffer } from '../../core/text-buffer.ts';
import type { Seen, WriteBegun } from '../../wire/row.ts';
import { eachLine, lineText, wordEnd } from '../shared/mail/lines.ts';
import { type InsideMail, mailInside, mailLabel, writeMail } from '../shared/mail/mail-row.ts';
import { putSecret } from '../shared/mail/masked.ts';
import { putVisible } from '../shared/row-text.ts';
import { sameText } from '../shared/text.ts';
import { Kind, Secret, type SmtpMessage } from './talk.ts';

const CLIENT = utf8('C: ');
const SERVER = utf8('S: ');
const USER = utf8('User: ');
const PASS = utf8('Pass: ');
const LONGEST = 300;
const DOT_LINE = 3;

export const writeSmtp = (out: TextBuffer, at: Seen, m: SmtpMessage): void => {
  const { b, o, end } = at;
  const mail = mailOf(at, m);
  if (mail !== undefined) {
    writeMail(out, mail);
    return;
  }
  const to = lineText(b, o, end);
  out.put(m.kind === Kind.reply ? SERVER : CLIENT);
  if (m.kind === Kind.reply) writeReply(out, b, o, end);
  else if (m.kind === Kind.content) writeFragment(out, m, at.wire - o);
  else if (m.kind === Kind.credentials) writeCredentials(out, at, to, m.secret);
  else writeCommand(out, at, to);
};

const writeFragment = (out: TextBuffer, m: SmtpMessage, length: number): void =>
  out.text(m.dots && m.last && length === DOT_LINE ? '.' : `${m.dots ? 'DATA' : 'BDAT'} fragment, ${m.fragment ?? length} bytes`);

/** The mail that content is, where it is there from its head to its end. */
const mailOf = ({ b, o, end }: Seen, m: SmtpMessage): InsideMail | undefined =>
  m.kind === Kind.content && m.dots && m.whole && end - o > DOT_LINE ? mailInside(b, o, end - DOT_LINE) : undefined;

/** As Wireshark has it: with what the mail holds. */
export const smtpLabel = (at: Seen, m: SmtpMessage): string => {
  const mail = mailOf(at, m);
  return mail === undefined ? 'SMTP' : `SMTP${mailLabel(mail)}`;
};

/** A segment in the middle of content. */
export const smtpBegun: WriteBegun = (out, at) => {
  const m = at.message as SmtpMessage | undefined;
  if (m?.fragment === undefined) return false;
  writeSmtp(out, at, m);
  return true;
};

const writeCredentials = (out: TextBuffer, at: Seen, to: number, secret: number | undefined): void => {
  if (secret === Secret.name) {
    out.put(USER);
    putVisible(out, at.b, at.o, to, LONGEST);
    return;
  }
  if (secret === Secret.password) out.put(PASS);
  putSecret(out, at, at.o, to);
};

/** Of AUTH what follows the mechanism may hold a password. */
const writeCommand = (out: TextBuffer, at: Seen, to: number): void => {
  const { b, o: from } = at;
  const stop = wordEnd(b, from, to);
  const mechanism = sameText(b, from, stop, 'auth') ? wordEnd(b, Math.min(stop + 1, to), to) : to;
  putVisible(out, b, from, mechanism, LONGEST);
  if (mechanism + 1 >= to) return;
  out.byte(32);
  putSecret(out, at, mechanism + 1, to);
};

/** The first line whole, of the others what stands behind the code. */
const writeReply = (out: TextBuffer, b: Bytes, from: number, end: number): void => {
  const most = out.length + LONGEST;
  eachLine(b, from, end, (at, next) => {
    if (out.length >= most) return;
    const to = lineText(b, at, next);
    if (at > from) out.put(BAR);
    putVisible(out, b, at > from ? Math.min(at + 4, to) : at, to, LONGEST);
  });
};
const BAR = utf8(' | ');
