/** Message Send Protocol, its messages: RFC 1312 (version B), and the older one of RFC 1159 (version A). Parts end with a zero byte. */

import type { Bytes } from '../../core/bytes.ts';
import { fromLatin1 } from '../../core/latin1.ts';

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
  const found = partsOf(b);
  if (found === undefined || found === 'wrong') return found;
  const [recipient = '', terminal = '', text = '', sender = '', , cookie = ''] = found.parts.map(({ from, to }) => fromLatin1(b, from, to));
  return { length: found.length, recipient, terminal, text, sender, cookie };
};

export interface MspParts {
  readonly length: number;
  /** Without their zeros. */
  readonly parts: readonly { readonly from: number; readonly to: number }[];
}

/** Where the parts lie. */
export const partsOf = (b: Bytes): MspParts | 'wrong' | undefined => {
  if (b.length === 0) return undefined;
  const count = PARTS[b[0] ?? 0];
  if (count === undefined) return 'wrong';
  const parts: { readonly from: number; readonly to: number }[] = [];
  let at = 1;
  while (parts.length < count) {
    const end = b.indexOf(0, at);
    if (end < 0) return undefined;
    parts.push({ from: at, to: end });
    at = end + 1;
  }
  return { length: at, parts };
};

/** A: recipient, its terminal, the text; B: also the sender, its terminal, a cookie, a signature. */
export const PARTS: Readonly<Record<number, number>> = { 65: 3, 66: 7 };
