/** What both sides of an SMTP conversation share while it is read: which commands wait for a reply, and what the client sends next. */
import type { Message, Read } from '../../wire/stream.ts';
import { type DotScan, dotScan, type LineScan } from '../shared/mail/lines.ts';

/** What a message is. `content` follows DATA or BDAT; `credentials` answer a 334. */
export const Kind = { command: 0, reply: 1, content: 2, credentials: 3 } as const;

/** What credentials are. */
export const Secret = { none: 0, name: 1, password: 2, both: 3 } as const;

export interface SmtpMessage extends Message {
  readonly kind: number;
  /** Of credentials. */
  readonly secret?: number;
  /** Of content: that of DATA, with dots; and whether it is the last of it. */
  readonly dots?: boolean;
  readonly last?: boolean;
  /** Of content: all of it, in one message. */
  readonly whole?: boolean;
  /** Of content that is not whole: the bytes that a segment brought of it, in whole lines so far as any ended. */
  readonly fragment?: number;
}

/** What the client's next bytes are. `lost`: behind missing bytes, up to the end of a line. */
export const Phase = { command: 0, data: 1, chunk: 2, credentials: 3, lost: 4 } as const;

export interface Talk {
  phase: number;
  readonly line: LineScan;
  readonly dots: DotScan;
  /** Bytes of a chunk (BDAT) that are still to come. */
  left: number;
  lastChunk: boolean;
  /** Credentials that were sent in this exchange, and whether they come one by one (AUTH LOGIN). */
  step: number;
  oneByOne: boolean;
  /** Content of DATA has begun. */
  begun: boolean;
  /** Of the content under way: how far segments told of it, how far it was looked through for a line's end, and what the last segment tells. */
  told: number;
  looked: number;
  fragment: number;
  asked: { readonly key: number; readonly verb: string }[];
  requests: number;
  /** Of the server: where the line of a reply under way begins, and how far that was looked at. */
  reply: LineScan & { start: number };
  replyLost: boolean;
  become: Read<never> | undefined;
}

export const openTalk = (): Talk => ({
  phase: Phase.command,
  line: { at: 0 },
  dots: dotScan(),
  left: 0,
  lastChunk: false,
  step: 0,
  oneByOne: false,
  begun: false,
  told: 0,
  looked: 0,
  fragment: 0,
  asked: [],
  requests: 0,
  reply: { at: 0, start: 0 },
  replyLost: false,
  become: undefined,
});

/** Commands that wait at most for their reply. */
const MOST_ASKED = 1000;

/** The key of a command that waits for a reply from here on. */
export const asks = (t: Talk, verb: string): number => {
  if (t.asked.length >= MOST_ASKED) t.asked.shift();
  t.asked.push({ key: ++t.requests, verb });
  return t.requests;
};
