/** Message Send Protocol, its messages: RFC 1312 (version B), and the older one of RFC 1159 (version A). Parts end with a zero byte. */
import type { Bytes } from '../../../core/bytes.ts';
import { latin1 } from '../../../protocols/shared/text.ts';

export interface MspMessage {
  /** With its last zero. */
  readonly length: number;
  readonly recipient: string;
  readonly terminal: string;
  readonly text: string;
  readonly sender: string;
  /** The same in a message that is sent again. */
  readonly cookie: string;
}

/** The message at the start, undefined while it is not whole, `wrong` where it is none. */
export const readMessage = (b: Bytes): MspMessage | 'wrong' | undefined => {
  if (b.length === 0) return undefined;
  const parts = PARTS[b[0] ?? 0];
  if (parts === undefined) return 'wrong';
  const found: string[] = [];
  let at = 1;
  while (found.length < parts) {
    const end = b.indexOf(0, at);
    if (end < 0) return undefined;
    found.push(latin1(b, at, end));
    at = end + 1;
  }
  const [recipient = '', terminal = '', text = '', sender = '', , cookie = ''] = found;
  return { length: at, recipient, terminal, text, sender, cookie };
};

/** A: recipient, its terminal, the text; B: also the sender, its terminal, a cookie, a signature. */
const PARTS: Readonly<Record<number, number>> = { 65: 3, 66: 7 };
