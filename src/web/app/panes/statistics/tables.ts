/** Tables: the lines of statistics as texts, with the numbers that they are sorted by and the filter that each stands for. */
import type { Answer, ConversationOrder } from '../../../messages/messages.ts';
import { decimal, grouped, packetsText, sizeText, timeText } from '../../parts/words.ts';
import { say } from '../../words/say.ts';

export interface TableRow {
  readonly key: string;
  readonly cells: readonly string[];
  /** Of each column. */
  readonly sorts: readonly number[];
  readonly depth: number;
  /** Of the largest, for a bar. */
  readonly share: number;
  readonly filter: string;
}

export interface Table {
  readonly titles: readonly string[];
  /** Columns of text, before those of numbers. */
  readonly texts: number;
  readonly caption: string;
  /** How far it is counted. */
  readonly progress: number;
  readonly rows: readonly TableRow[];
}

/** What each column of conversations is ordered by. */
export const ORDERS: readonly ConversationOrder[] = ['', '', 'packets', 'toServer', 'toClient', 'start', 'seconds'];

export const conversationsTable = ({ total, rows }: Answer<'conversations'>): Table => {
  const most = Math.max(1, ...rows.map((r) => r.frames[0] + r.frames[1]));
  return {
    titles: titled('ends', 'speaks', 'packets', 'clientSent', 'serverSent', 'begins', 'lasts'),
    texts: 2,
    caption: say('statistics', rows.length < total ? 'someConversations' : 'allConversations', { shown: rows.length, count: total }),
    progress: 1,
    rows: rows.map(({ place, hosts, speaks, frames, bytes, start, seconds, filter }) => ({
      key: String(place),
      cells: [
        `${hosts[0]} → ${hosts[1]}`,
        speaks,
        grouped(frames[0] + frames[1]),
        sizeText(bytes[0]),
        sizeText(bytes[1]),
        `${timeText(start, 3)} s`,
        `${timeText(seconds, 3)} s`,
      ],
      sorts: [0, 0, frames[0] + frames[1], bytes[0], bytes[1], start, seconds],
      depth: 0,
      share: (frames[0] + frames[1]) / most,
      filter,
    })),
  };
};

export const hostsTable = ({ total, rows }: Answer<'hosts'>): Table => {
  const most = Math.max(1, ...rows.map((r) => r.packets));
  return {
    titles: titled('host', 'packets', 'sent', 'received', 'conversations'),
    texts: 1,
    caption: say('statistics', rows.length < total ? 'someHosts' : 'allHosts', { shown: rows.length, count: total }),
    progress: 1,
    rows: rows.map(({ address, packets, sent, received, conversations, filter }) => ({
      key: address,
      cells: [address, grouped(packets), sizeText(sent), sizeText(received), grouped(conversations)],
      sorts: [0, packets, sent, received, conversations],
      depth: 0,
      share: packets / most,
      filter,
    })),
  };
};

export const hierarchyTable = ({ progress, rows }: Answer<'hierarchy'>): Table => {
  const all = rows.reduce((n, r) => (r.depth === 0 ? n + r.packets : n), 0);
  return {
    titles: titled('protocol', 'packets', 'share', 'bytesOf'),
    texts: 1,
    caption: packetsText(all),
    progress,
    rows: rows.map(({ title, depth, packets, bytes, filter }, k) => ({
      key: String(k),
      cells: [title, grouped(packets), `${decimal((100 * packets) / Math.max(1, all), 1)} %`, sizeText(bytes)],
      sorts: [0, packets, packets, bytes],
      depth,
      share: packets / Math.max(1, all),
      filter,
    })),
  };
};

const titled = (...keys: readonly Parameters<typeof titleOf>[0][]): readonly string[] => keys.map(titleOf);
const titleOf = (
  key:
    | 'ends'
    | 'speaks'
    | 'packets'
    | 'clientSent'
    | 'serverSent'
    | 'begins'
    | 'lasts'
    | 'host'
    | 'sent'
    | 'received'
    | 'conversations'
    | 'protocol'
    | 'share'
    | 'bytesOf',
): string => say('statistics', key);
