/** SEARCH: which messages fit; read from the disk only where what is looked for lies in them. */

import { setImmediate as turn } from 'node:timers/promises';
import { IoError } from '../../../core/fault.ts';
import { fromLatin1 } from '../../../core/latin1.ts';
import { isIn } from '../../../protocols/imap/arguments.ts';
import { dayOfTime, mailDay } from '../../../protocols/imap/dates.ts';
import type { SearchKey } from '../../../protocols/imap/search-keys.ts';
import { decodeHead, decodeTransfer, fromBytes } from '../../../protocols/shared/mail/decode.ts';
import { fieldText, isNamed } from '../../../protocols/shared/mail/head.ts';
import { headValue, type MailPart, parseMail } from '../../../protocols/shared/mail/mime.ts';
import { hasFlag } from './flags.ts';
import type { FolderView, Seen } from './folder-view.ts';

export const searchMails = async (folder: FolderView, key: SearchKey): Promise<readonly Seen[]> => {
  const found: Seen[] = [];
  const reads = needsBytes(key);
  for (const seen of folder.all()) {
    const looked = new Looked(folder, seen);
    try {
      if (reads) {
        await looked.read();
        await turn();
      } else if (needsSize(key)) await looked.measure();
      if (!seen.mail.gone && fits(looked, key)) found.push(seen);
    } catch (error) {
      if (!(error instanceof IoError && error.code === 'ENOENT')) throw error;
    }
  }
  return found;
};

const any = (key: SearchKey, is: (key: SearchKey) => boolean): boolean =>
  is(key) || (key.kind === 'not' ? any(key.key, is) : (key.kind === 'and' || key.kind === 'or') && key.keys.some((k) => any(k, is)));

const needsBytes = (key: SearchKey): boolean =>
  any(key, (k) => k.kind === 'header' || k.kind === 'text' || k.kind === 'body' || (k.kind === 'date' && k.sent));
const needsSize = (key: SearchKey): boolean => any(key, (k) => k.kind === 'size');

/** Bytes of a head that are searched. */
const LONGEST_HEAD = 1 << 20;

/** A message that is looked at; its parts and its text are made once. */
class Looked {
  readonly folder: FolderView;
  readonly seen: Seen;
  bytes: Uint8Array = new Uint8Array(0);
  size = 0;
  #mail: MailPart | undefined;
  #head: string | undefined;
  #body: string | undefined;

  constructor(folder: FolderView, seen: Seen) {
    this.folder = folder;
    this.seen = seen;
  }

  async read(): Promise<void> {
    this.bytes = await this.folder.mailbox.read(this.seen.mail);
    this.size = this.bytes.length;
  }

  async measure(): Promise<void> {
    this.size = await this.folder.mailbox.sizeOf(this.seen.mail);
  }

  get mail(): MailPart {
    this.#mail ??= parseMail(this.bytes);
    return this.#mail;
  }

  /** In small letters. */
  get head(): string {
    this.#head ??= decodeHead(
      fromLatin1(this.bytes, this.mail.from, Math.min(this.mail.text, this.mail.from + LONGEST_HEAD)),
    ).toLowerCase();
    return this.#head;
  }

  get body(): string {
    this.#body ??= textOf(this.bytes, this.mail).toLowerCase();
    return this.#body;
  }
}

/** What can be read of a message and of the parts in it. */
const textOf = (b: Uint8Array, part: MailPart): string => {
  if (part.parts.length > 0) return part.parts.map((p) => textOf(b, p)).join('\n');
  if (part.mail !== undefined) return `${decodeHead(fromLatin1(b, part.mail.from, part.mail.text))}\n${textOf(b, part.mail)}`;
  if (part.type !== 'text') return '';
  const charset = part.parameters.find(([name]) => name === 'charset')?.[1] ?? 'utf-8';
  return fromBytes(decodeTransfer(b.subarray(part.text, part.end), headValue(b, part.fields, 'content-transfer-encoding') ?? ''), charset);
};

const fits = (at: Looked, key: SearchKey): boolean => {
  const { seen, folder } = at;
  const { mail, number } = seen;
  switch (key.kind) {
    case 'all':
      return true;
    case 'and':
      return key.keys.every((k) => fits(at, k));
    case 'or':
      return key.keys.some((k) => fits(at, k));
    case 'not':
      return !fits(at, key.key);
    case 'recent':
      return folder.isRecent(mail);
    case 'new':
      return folder.isRecent(mail) && !mail.flags.includes('S');
    case 'old':
      return !folder.isRecent(mail);
    case 'set':
      return isIn(key.set, number, folder.count);
    case 'uid':
      return isIn(key.set, mail.uid, folder.all().at(-1)?.mail.uid ?? 0);
    case 'flag':
      return hasFlag(mail.flags, key.flag, folder.mailbox.keywords) === key.is;
    case 'size':
      return key.larger ? at.size > key.than : at.size < key.than;
    case 'date':
      return fitsDate(at, key);
    case 'header':
      return fitsField(at, key.name, textSought(key.text));
    case 'text':
      return at.head.includes(textSought(key.text)) || at.body.includes(textSought(key.text));
    case 'body':
      return at.body.includes(textSought(key.text));
  }
};

/** What was read byte by byte is UTF-8. */
const textSought = (text: string): string => Buffer.from(text, 'latin1').toString('utf8').toLowerCase();

const fitsField = ({ bytes, mail }: Looked, name: string, text: string): boolean =>
  mail.fields.some((f) => isNamed(bytes, f, name) && decodeHead(fieldText(bytes, f)).toLowerCase().includes(text));

const fitsDate = (at: Looked, key: SearchKey & { kind: 'date' }): boolean => {
  const sent = key.sent ? mailDay(headValue(at.bytes, at.mail.fields, 'date') ?? '') : undefined;
  if (key.sent && sent === undefined) return false;
  const day = sent ?? dayOfTime(at.folder.mailbox.received(at.seen.mail));
  if (key.is === 'on') return day === key.day;
  return key.is === 'before' ? day < key.day : day >= key.day;
};
