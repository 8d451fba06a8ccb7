/** ENVELOPE and BODYSTRUCTURE of a mail, as FETCH answers them (RFC 3501 §7.4.2). Each character of the text is a byte. */
import type { Bytes } from '../../core/bytes.ts';
import { type MailAddress, parseAddresses } from '../shared/mail/addresses.ts';
import { headValue, type MailPart, parseValued, type Valued } from '../shared/mail/mime.ts';
import { LF } from '../shared/text.ts';

/** In quotes where that can be, otherwise as a literal; NIL for what is not there. */
export const nstring = (text: string | undefined): string => (text === undefined ? 'NIL' : string(text));

export const string = (text: string): string =>
  text.length < LONGEST_QUOTED && /^[\t -~]*$/.test(text) ? `"${text.replace(/["\\]/g, '\\$&')}"` : `{${text.length}}\r\n${text}`;
const LONGEST_QUOTED = 1000;

export const envelope = (b: Bytes, part: MailPart): string => {
  const value = (name: string): string | undefined => headValue(b, part.fields, name)?.trim();
  const from = addresses(value('from'));
  const or = (name: string): string => {
    const own = addresses(value(name));
    return own === 'NIL' ? from : own;
  };
  return `(${[
    nstring(value('date')),
    nstring(value('subject')),
    from,
    or('sender'),
    or('reply-to'),
    addresses(value('to')),
    addresses(value('cc')),
    addresses(value('bcc')),
    nstring(value('in-reply-to')),
    nstring(value('message-id')),
  ].join(' ')})`;
};

const addresses = (text: string | undefined): string => {
  const list = text === undefined ? [] : parseAddresses(text);
  return list.length === 0 ? 'NIL' : `(${list.map(address).join('')})`;
};

const address = ({ name, local, domain }: MailAddress): string => `(${nstring(name)} NIL ${nstring(local)} ${nstring(domain)})`;

/** `extended`: BODYSTRUCTURE, with what BODY leaves out. */
export const structure = (b: Bytes, part: MailPart, extended: boolean): string => {
  const tail = extended ? ` ${extension(b, part)}` : '';
  if (part.parts.length > 0) {
    const own = extended ? ` ${parameters(part.parameters)}${tail}` : '';
    return `(${part.parts.map((p) => structure(b, p, extended)).join('')} ${string(part.subtype.toUpperCase())}${own})`;
  }
  const md5 = extended ? ` ${nstring(headValue(b, part.fields, 'content-md5'))}` : '';
  return `(${basic(b, part)}${more(b, part, extended)}${md5}${tail})`;
};

const basic = (b: Bytes, part: MailPart): string =>
  [
    string(part.type.toUpperCase()),
    string(part.subtype.toUpperCase()),
    part.parameters.length === 0 && part.type === 'text' ? '("CHARSET" "us-ascii")' : parameters(part.parameters),
    nstring(headValue(b, part.fields, 'content-id')),
    nstring(headValue(b, part.fields, 'content-description')),
    string((headValue(b, part.fields, 'content-transfer-encoding') ?? '7BIT').trim().toUpperCase()),
    String(part.end - part.text),
  ].join(' ');

/** What text and mails within mails have besides. */
const more = (b: Bytes, part: MailPart, extended: boolean): string => {
  if (part.mail !== undefined) return ` ${envelope(b, part.mail)} ${structure(b, part.mail, extended)} ${lines(b, part)}`;
  return part.type === 'text' ? ` ${lines(b, part)}` : '';
};

const extension = (b: Bytes, part: MailPart): string => {
  const disposition = headValue(b, part.fields, 'content-disposition');
  const language = headValue(b, part.fields, 'content-language');
  return [
    disposition === undefined ? 'NIL' : disposed(parseValued(disposition)),
    language === undefined ? 'NIL' : string(language.trim()),
    nstring(headValue(b, part.fields, 'content-location')?.trim()),
  ].join(' ');
};

const disposed = (valued: Valued): string => `(${string(valued.value)} ${parameters(valued.parameters)})`;

const parameters = (list: Valued['parameters']): string =>
  list.length === 0 ? 'NIL' : `(${list.map(([name, value]) => `${string(name.toUpperCase())} ${string(value)}`).join(' ')})`;

const lines = (b: Bytes, part: MailPart): number => {
  let count = 0;
  for (let i = part.text; i < part.end; i++) if (b[i] === LF) count++;
  return part.end > part.text && b[part.end - 1] !== LF ? count + 1 : count;
};
