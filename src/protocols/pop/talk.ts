/** What both sides of a POP3 conversation share while it is read: which commands wait for a reply, and whether text follows one. */
import type { Message, Read } from '../../wire/stream.ts';
import { type DotScan, dotScan, type LineScan } from '../shared/mail/lines.ts';

/** `text` is what follows a reply up to a dot; `credentials` answer a `+ `. */
export const Kind = { command: 0, reply: 1, text: 2, credentials: 3 } as const;

export interface PopMessage extends Message {
  readonly kind: number;
  /** Of text. */
  readonly last?: boolean;
  /** Of a reply whose text is numbers: what was asked. */
  readonly verb?: string;
  /** Of a reply: the first one, to no command. */
  readonly first?: boolean;
  /** Of text: a mail, all of it in one message. */
  readonly mail?: boolean;
}

export interface Talk {
  readonly line: LineScan;
  readonly reply: LineScan;
  readonly dots: DotScan;
  /** An exchange of credentials is under way; text follows the reply. */
  auth: boolean;
  text: boolean;
  /** The text is a mail, and nothing of it has come. */
  mail: boolean;
  lost: [boolean, boolean];
  asked: { readonly key: number; readonly verb: string; readonly bare: boolean }[];
  requests: number;
  replied: boolean;
  become: Read<never> | undefined;
}

export const openTalk = (): Talk => ({
  line: { at: 0 },
  reply: { at: 0 },
  dots: dotScan(),
  auth: false,
  text: false,
  mail: false,
  lost: [false, false],
  asked: [],
  requests: 0,
  replied: false,
  become: undefined,
});
