/** Inbox: the mail that the services of this program have taken, as pages read it. */

import { UsageError } from '../../core/fault.ts';
import { sayWrong } from '../../core/said.ts';
import { visible, visibleLines } from '../../core/text.ts';
import { decodeHead, decodeTransfer, fromBytes } from '../../protocols/shared/mail/decode.ts';
import { headValue, type MailPart, parseMail } from '../../protocols/shared/mail/mime.ts';
import { openSpool } from './spool.ts';

export interface MailRow {
  readonly uid: number;
  readonly from: string;
  readonly subject: string;
  /** Milliseconds since 1970. */
  readonly received: number;
  readonly size: number;
  readonly isNew: boolean;
}

export interface MailText extends MailRow {
  readonly to: string;
  readonly text: string;
  /** Its head as it is. */
  readonly head: string;
  readonly attachments: readonly string[];
}

/** Mails that are listed, the newest first; bytes of a mail that are shown. */
const MOST = 200;
const MOST_SHOWN = 256 << 10;

export const inboxRows = async (): Promise<readonly MailRow[]> => {
  const { inbox } = await openSpool(undefined);
  await inbox.refresh();
  return Promise.all(
    inbox.mails
      .slice(-MOST)
      .reverse()
      .map(async (mail) => rowOf(mail.uid)),
  );
};

const rowOf = async (uid: number): Promise<MailRow> => {
  const { to: _to, text: _text, head: _head, attachments: _attachments, ...row } = await mailText(uid);
  return row;
};

/** Rejects with a UsageError where it is gone. */
export const mailText = async (uid: number): Promise<MailText> => {
  const { inbox } = await openSpool(undefined);
  const mail = inbox.mails.find((m) => m.uid === uid);
  if (mail === undefined) throw UsageError.of('mail', sayWrong('noMail', { uid: String(uid) }), sayWrong('deleted'));
  const bytes = await inbox.read(mail);
  const whole = parseMail(bytes);
  const said = (name: string): string => visible(decodeHead(headValue(bytes, whole.fields, name) ?? ''));
  return {
    uid,
    from: said('from'),
    to: said('to'),
    subject: said('subject'),
    received: inbox.received(mail),
    size: bytes.length,
    isNew: !mail.flags.includes('S'),
    text: plainText(bytes, whole),
    head: visibleLines(fromBytes(bytes.subarray(0, Math.min(whole.text, MOST_SHOWN)), 'utf-8').replaceAll('\r\n', '\n')),
    attachments: leavesOf(whole)
      .map(nameOf)
      .filter((name) => name !== ''),
  };
};

/** The first part that is text. */
const plainText = (bytes: Uint8Array, whole: MailPart): string => {
  const part = leavesOf(whole).find((p) => p.type === 'text') ?? whole;
  const end = Math.min(part.end, part.text + MOST_SHOWN);
  const decoded = decodeTransfer(bytes.subarray(part.text, end), headValue(bytes, part.fields, 'content-transfer-encoding') ?? '');
  const charset = part.parameters.find(([name]) => name === 'charset')?.[1] ?? 'utf-8';
  return visibleLines(fromBytes(decoded, charset).replaceAll('\r\n', '\n'));
};

const leavesOf = (part: MailPart): readonly MailPart[] => (part.parts.length === 0 ? [part] : part.parts.flatMap(leavesOf));

const nameOf = (part: MailPart): string => visible(part.parameters.find(([name]) => name === 'name')?.[1] ?? '');
