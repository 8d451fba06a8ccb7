/** Sentence: what a packet does, in one sentence for somebody who has never seen one. */

import { said } from '../../view/rows.ts';
import { ACK, FIN, RST, type Segment, SYN } from '../../view/segment.ts';
import type { Dissection } from '../../wire/dissection.ts';
import type { SentencePart } from '../messages/packet.ts';
import { bytesText, pictured } from './plain.ts';

const text = (words: string): SentencePart => ({ text: words, kind: 'text' });

export const sentenceOf = (d: Dissection, s: Segment | undefined, side: 0 | 1 | -1): readonly SentencePart[] => {
  if (s === undefined) return [text(said(d).info)];
  const [who, other] = side < 0 ? [s.from, s.to] : side === 0 ? ['The client', 'the server'] : ['The server', 'the client'];
  if (s.payload.length > 0) {
    const size = bytesText(s.payload.length);
    return [text(`${who} sends ${size} to ${other}: `), { text: pictured(s.payload, 60), kind: 'bytes' }];
  }
  return [text(turnOf(s, who, other) ?? `${who} sends ${s.label} to ${other}: ${s.detail}`)];
};

const turnOf = ({ flags, numbers }: Segment, who: string, other: string): string | undefined => {
  if (numbers === undefined && (flags & (SYN | FIN | RST)) === 0) return undefined;
  if (flags & RST) return `${who} cuts the connection off at once (RST).`;
  if ((flags & (SYN | ACK)) === (SYN | ACK)) return `${who} agrees, and asks ${other} to confirm (SYN ACK).`;
  if (flags & SYN) return `${who} asks ${other} to open a connection (SYN).`;
  if (flags & FIN) return `${who} has nothing more to say (FIN); ${other} may still talk.`;
  return flags & ACK ? `${who} confirms what it has received so far (ACK). It carries no data.` : undefined;
};
