/** Conversation answer: which conversation a packet or two hosts have, and the list of them all. */
import type { Listed } from '../../analysis/conversation-list.ts';
import type { Instant } from '../../core/time.ts';
import { filterOf } from '../../view/conversation-lines.ts';
import type { Answer, ConversationRow } from '../messages/messages.ts';
import type { Looked } from './looked.ts';
import { secondsAfter } from './plain.ts';

export const conversationAnswer = (b: Looked, number?: number, hosts?: readonly [string, string]): Answer<'conversation'> => {
  if (number !== undefined) return { conversation: b.conversationOf(number)?.place ?? -1 };
  const found = b.conversations.findLast((c) => hosts !== undefined && isBetween(c, hosts));
  return { conversation: found?.place ?? -1 };
};

const isBetween = ({ hosts: [a, b] }: Listed, [one, other]: readonly [string, string]): boolean =>
  (a === one && b === other) || (a === other && b === one);

export const conversationsAnswer = (b: Looked, from: number, count: number, by: string): Answer<'conversations'> => {
  const of = Object.hasOwn(ORDERS, by) ? ORDERS[by] : undefined;
  const ordered = of === undefined ? b.conversations : b.conversations.toSorted((x, y) => of(y) - of(x));
  return { total: b.conversations.length, rows: ordered.slice(from, from + count).map((c) => conversationRow(c, b.first)) };
};

const instant = ({ seconds, nanos }: Instant = { seconds: 0, nanos: 0 }): number => seconds + nanos / 1e9;

const ORDERS: Readonly<Record<string, (c: Listed) => number>> = {
  packets: ({ frames }) => frames[0] + frames[1],
  toServer: ({ bytes }) => bytes[0],
  toClient: ({ bytes }) => bytes[1],
  start: ({ first }) => instant(first),
  seconds: ({ first, last }) => (first === undefined || last === undefined ? 0 : secondsAfter(last, first)),
};

const conversationRow = (c: Listed, first: Instant): ConversationRow => {
  const start = c.first === undefined ? 0 : secondsAfter(c.first, first);
  return {
    place: c.place,
    protocol: c.layer.name,
    number: c.number,
    hosts: c.hosts,
    frames: c.frames,
    bytes: c.bytes,
    firstFrame: c.firstFrame,
    lastFrame: c.lastFrame,
    start,
    seconds: c.last === undefined ? 0 : secondsAfter(c.last, first) - start,
    speaks: c.speaks,
    filter: filterOf(c),
  };
};
