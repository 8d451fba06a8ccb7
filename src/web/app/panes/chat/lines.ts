/** Lines of a chat: who said what, and what the chat itself tells, from what both sides sent. */

import { fromBase64 } from '../../../messages/base64.ts';
import type { SaidPart } from '../../../messages/messages.ts';

export interface ChatLine {
  readonly who: string;
  readonly text: string;
  /** `09:15`, of what was said before one came. */
  readonly at: string;
  readonly isOwn: boolean;
  /** The chat tells something. */
  readonly isNote: boolean;
}

export const chatLinesOf = (pieces: readonly SaidPart[], you: string): readonly ChatLine[] => {
  const held: [string, string] = ['', ''];
  const lines: ChatLine[] = [];
  for (const { side, bytes } of pieces) {
    const parts = (held[side] + decoder.decode(fromBase64(bytes))).split(/\r?\n/);
    held[side] = parts.pop() ?? '';
    for (const text of parts) if (text !== '') lines.push(side === 0 ? own(text, you) : theirs(text));
  }
  return lines;
};

const own = (text: string, you: string): ChatLine => ({ who: you, text, at: '', isOwn: true, isNote: text.startsWith('/') });

const theirs = (line: string): ChatLine => {
  const [, at = '', who, said = ''] = /^(?:\* (\d\d:\d\d|earlier) )?<([^>]*)> ?(.*)$/.exec(line) ?? [];
  if (who !== undefined) return { who, text: said, at, isOwn: false, isNote: false };
  return { who: '', text: line.replace(/^\* /, ''), at: '', isOwn: false, isNote: true };
};

const decoder = new TextDecoder();
