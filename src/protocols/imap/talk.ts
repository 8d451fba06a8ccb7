/** What both sides of an IMAP conversation share while it is read: what an exchange of credentials or a literal waits for. */
import type { Message, Read } from '../../wire/stream.ts';
import type { LineScan } from '../shared/mail/lines.ts';

/** `credentials` answer a `+`; `literal` is a piece of one that is larger than a message, `rest` the line behind it. */
export const Kind = { command: 0, response: 1, credentials: 2, literal: 3, rest: 4 } as const;

export interface ImapMessage extends Message {
  readonly kind: number;
  readonly from: 0 | 1;
}

/** One side: the line under way and its literals. */
export interface Half {
  /** From the start of the message: where the line under way begins, and how far that was looked at. */
  start: number;
  readonly line: LineScan;
  /** Where its last literal was announced. */
  announced: number;
  /** Bytes of a literal, larger than a message, that are still to come. */
  left: number;
  /** What comes next is the rest of a line behind such a literal. */
  rest: boolean;
  lost: boolean;
}

/** A command that changes what follows it: credentials, another protocol. */
export interface Special {
  readonly tag: string;
  readonly verb: string;
}

export interface Talk {
  readonly halves: readonly [Half, Half];
  special: Special | undefined;
  /** The client waits to be asked for a literal of this command; and the server said no. */
  waits: string | undefined;
  refused: boolean;
  become: Read<never> | undefined;
}

const half = (): Half => ({ start: 0, line: { at: 0 }, announced: 0, left: 0, rest: false, lost: false });
export const openTalk = (): Talk => ({ halves: [half(), half()], special: undefined, waits: undefined, refused: false, become: undefined });

export const resetHalf = (h: Half): void => {
  h.start = 0;
  h.line.at = 0;
};
