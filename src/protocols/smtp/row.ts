/** The row of a message of SMTP: `C: EHLO client.lab`, `S: 250 mail.lab | PIPELINING`; never a password. */
import { type Bytes, utf8 } from '../../core/bytes.ts';
import type { TextBuffer } from '../../core/text-buffer.ts';
import type { Seen } from '../../wire/row.ts';
import { eachLine, lineText, wordEnd } from '../shared/mail/lines.ts';
import { putSecret } from '../shared/mail/masked.ts';
import { putVisible } from '../shared/row-text.ts';
import { sameText } from '../shared/text.ts';
import { Kind, Secret, type SmtpMessage } from './talk.ts';

const CLIENT = utf8('C: ');
const SERVER = utf8('S: ');
const USER = utf8('User: ');
const PASS = utf8('Pass: ');
const LONGEST = 300;

export const writeSmtp = (out: TextBuffer, at: Seen, m: SmtpMessage): void => {
  const { b, o, end } = at;
  const to = lineText(b, o, end);
  out.put(m.kind === Kind.reply ? SERVER : CLIENT);
  if (m.kind === Kind.reply) writeReply(out, b, o, end);
  else if (m.kind === Kind.content) out.text(`${m.dots ? 'DATA' : 'BDAT'} fragment, ${end - o} bytes`);
  else if (m.kind === Kind.credentials) writeCredentials(out, at, to, m.secret);
  else writeCommand(out, at, to);
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
