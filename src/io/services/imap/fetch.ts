/** FETCH: what was asked of each message, read from the disk once where its bytes are needed. */
import type { Bytes } from '../../../core/bytes.ts';
import { IoError } from '../../../core/fault.ts';
import { dateTimeText } from '../../../protocols/imap/dates.ts';
import type { FetchItem } from '../../../protocols/imap/fetch-items.ts';
import { sectionBytes } from '../../../protocols/imap/section.ts';
import { envelope, structure } from '../../../protocols/imap/structure.ts';
import { type MailPart, parseMail } from '../../../protocols/shared/mail/mime.ts';
import type { Mail } from '../../mail/mailbox.ts';
import type { LineTalk } from '../../serve/line-talk.ts';
import type { FolderView, Seen } from './folder-view.ts';

/** Whether some of them are gone. */
export const fetchMails = async (
  talk: LineTalk,
  folder: FolderView,
  mails: readonly Seen[],
  items: readonly FetchItem[],
): Promise<boolean> => {
  const marks = !folder.readOnly && items.some((item) => item.kind === 'SECTION' && !item.peek);
  let missing = false;
  for (const { number, mail } of mails) {
    try {
      await fetchOne(talk, folder, number, mail, items, marks);
    } catch (error) {
      if (!(error instanceof IoError && error.code === 'ENOENT')) throw error;
      missing = true;
    }
    await talk.relieve();
  }
  return missing;
};

const NEEDS_BYTES: ReadonlySet<FetchItem['kind']> = new Set(['ENVELOPE', 'BODY', 'BODYSTRUCTURE', 'SECTION']);

const fetchOne = async (
  talk: LineTalk,
  folder: FolderView,
  number: number,
  mail: Mail,
  items: readonly FetchItem[],
  marks: boolean,
): Promise<void> => {
  const content = items.some(({ kind }) => NEEDS_BYTES.has(kind)) ? new Content(await folder.mailbox.read(mail)) : undefined;
  const size = items.some(({ kind }) => kind === 'RFC822.SIZE') ? await folder.mailbox.sizeOf(mail) : 0;
  const isMarked = marks && !mail.flags.includes('S');
  if (isMarked) await folder.mailbox.setFlags(mail, `${mail.flags}S`);
  const told = isMarked && !items.some(({ kind }) => kind === 'FLAGS') ? [...items, { kind: 'FLAGS' } as const] : items;
  talk.putLatin1(`* ${number} FETCH (`);
  for (const [i, item] of told.entries()) {
    if (i > 0) talk.putLatin1(' ');
    putItem(talk, folder, mail, item, content, size);
  }
  talk.putLatin1(')\r\n');
  if (told.some(({ kind }) => kind === 'FLAGS')) folder.tell(mail);
};

class Content {
  readonly bytes: Bytes;
  #mail: MailPart | undefined;

  constructor(bytes: Bytes) {
    this.bytes = bytes;
  }

  get mail(): MailPart {
    this.#mail ??= parseMail(this.bytes);
    return this.#mail;
  }
}

const putItem = (talk: LineTalk, folder: FolderView, mail: Mail, item: FetchItem, content: Content | undefined, size: number): void => {
  if (item.kind === 'SECTION') {
    if (content !== undefined) putSection(talk, item, content);
  } else talk.putLatin1(`${item.kind} ${valueText(folder, mail, item.kind, content, size)}`);
};

const valueText = (folder: FolderView, mail: Mail, kind: FetchItem['kind'], content: Content | undefined, size: number): string => {
  if (kind === 'FLAGS') return `(${folder.flagsOf(mail)})`;
  if (kind === 'UID') return String(mail.uid);
  if (kind === 'INTERNALDATE') return `"${dateTimeText(folder.mailbox.received(mail)).padStart(26)}"`;
  if (kind === 'RFC822.SIZE') return String(size);
  if (content === undefined) return 'NIL';
  if (kind === 'ENVELOPE') return envelope(content.bytes, content.mail);
  return structure(content.bytes, content.mail, kind === 'BODYSTRUCTURE');
};

/** As a literal, whatever it is; NIL where there is no such part. */
const putSection = (talk: LineTalk, { section, stretch, label }: FetchItem & { kind: 'SECTION' }, { bytes, mail }: Content): void => {
  const isWhole = section.what === '' && section.path.length === 0;
  const all = isWhole ? bytes : sectionBytes(bytes, mail, section);
  if (all === undefined) {
    talk.putLatin1(`${label} NIL`);
    return;
  }
  const part = stretch === undefined ? all : all.subarray(stretch.from, stretch.from + stretch.count);
  talk.putLatin1(`${label} {${part.length}}\r\n`);
  talk.put(part);
};
