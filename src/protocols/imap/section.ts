/** The bytes of a section of a mail: a part by its numbers, its head, its text, some of its fields (RFC 3501 §6.4.5). */

import { type Bytes, concat, utf8 } from '../../core/bytes.ts';
import { fromLatin1 } from '../../core/latin1.ts';
import type { HeadField } from '../shared/mail/head.ts';
import type { MailPart } from '../shared/mail/mime.ts';
import type { Section } from './fetch-items.ts';

/** Undefined where there is no such part. */
export const sectionBytes = (b: Bytes, mail: MailPart, { path, what, names }: Section): Bytes | undefined => {
  const part = partAt(mail, path);
  if (part === undefined) return undefined;
  if (what === 'MIME') return b.subarray(part.from, part.text);
  const whole = path.length === 0 ? part : part.mail;
  if (what === '') return path.length === 0 ? b.subarray(part.from, part.end) : b.subarray(part.text, part.end);
  // The head and the text of a part are those of the mail inside it.
  if (whole === undefined) return undefined;
  if (what === 'TEXT') return b.subarray(whole.text, whole.end);
  if (what === 'HEADER') return b.subarray(whole.from, whole.text);
  const wanted = new Set(names.map((n) => n.toLowerCase()));
  const fields = whole.fields.filter((f) => wanted.has(nameOf(b, f)) === (what === 'HEADER.FIELDS'));
  return concat([...fields.map((f) => b.subarray(f.from, f.end)), END]);
};
const END = utf8('\r\n');

const nameOf = (b: Bytes, f: HeadField): string =>
  f.name < 0 ? '' : fromLatin1(b, f.from, Math.min(f.name, f.from + LONGEST_NAME)).toLowerCase();
const LONGEST_NAME = 200;

/** Numbers go through the parts, and through mails inside; number 1 of what has no parts is itself. */
const partAt = (mail: MailPart, path: readonly number[]): MailPart | undefined => {
  let at: MailPart | undefined = mail;
  for (const [i, number] of path.entries()) {
    const inside: MailPart | undefined = i > 0 && at?.mail !== undefined ? at.mail : at;
    if (inside === undefined) return undefined;
    if (inside.parts.length > 0) at = inside.parts[number - 1];
    else at = number === 1 && (i === 0 || inside !== at) ? inside : undefined;
  }
  return at;
};
