/** Statistics answers: the hosts of a capture, from its conversations, and which protocols there are inside which. */
import type { Listed } from '../../analysis/conversation-list.ts';
import type { FilterWords } from '../../view/browse/filter-words.ts';
import { labelOf } from '../../view/count-lines.ts';
import { exportText } from '../../wire/show.ts';
import type { BranchRow } from '../messages/contents.ts';
import type { Answer } from '../messages/messages.ts';
import type { Looked } from './looked.ts';

/** Hosts that are told. */
const MOST_HOSTS = 200;

interface Growing {
  readonly address: string;
  packets: number;
  sent: number;
  received: number;
  conversations: number;
  firstFrame: number;
}

export const hostsAnswer = (b: Looked, words: FilterWords): Answer<'hosts'> => {
  const hosts = hostsOf(b.conversations);
  const most = hosts.sort((one, other) => other.sent + other.received - one.sent - one.received).slice(0, MOST_HOSTS);
  const rows = most.map(({ firstFrame, ...host }) => ({ ...host, filter: filterOf(b, words, host.address, firstFrame) }));
  return { total: hosts.length, rows };
};

export const hostsOf = (conversations: readonly Listed[]): Growing[] => {
  const hosts = new Map<string, Growing>();
  for (const { hosts: ends, frames, bytes, firstFrame } of conversations) {
    const sides = [addressOf(ends[0]), addressOf(ends[1])] as const;
    for (const side of [0, 1] as const) {
      const address = sides[side];
      if (address === '') continue;
      const host = hosts.get(address) ?? { address, packets: 0, sent: 0, received: 0, conversations: 0, firstFrame };
      hosts.set(address, host);
      host.sent += bytes[side];
      host.received += bytes[side === 0 ? 1 : 0];
      if (side === 1 && sides[0] === address) continue;
      host.packets += frames[0] + frames[1];
      host.conversations++;
    }
  }
  return [...hosts.values()];
};

/** Without the port. */
const addressOf = (end: string): string => (/:\d+$/.test(end) ? end.slice(0, end.lastIndexOf(':')).replace(/^\[|\]$/g, '') : end);

/** By the field that has it in a frame of that host. */
const filterOf = (b: Looked, words: FilterWords, address: string, frame: number): string => {
  for (const { layer, fields } of b.dissect(frame).layers) {
    const keys = layer.slots.filter((s) => s.field.column === 'src' || s.field.column === 'dst').map((s) => `${layer.name}.${s.key}`);
    if (!fields.some((f) => keys.includes(f.name) && exportText(f.spec, f.value) === address)) continue;
    const either = `${layer.name}.addr == ${address}`;
    if (isFilter(words, either)) return either;
  }
  return '';
};

export const isFilter = (words: FilterWords, text: string): boolean => {
  try {
    words.check(text);
    return true;
  } catch {
    return false;
  }
};

export const hierarchyAnswer = (b: Looked): Answer<'hierarchy'> => ({
  progress: b.progress ?? 1,
  rows: b.branches.map(
    ({ layer, depth, frames, bytes }): BranchRow => ({
      title: layer.title,
      short: labelOf(layer),
      depth,
      packets: frames,
      bytes,
      filter: layer.name,
    }),
  ),
});
