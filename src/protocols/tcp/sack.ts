/** The SACK option, RFC 2018; duplicate SACK, RFC 2883. */
import { u32 } from '../../core/bytes.ts';
import type { Dissecting } from '../../wire/types.ts';

/** Bytes of one block: left and right edge. */
const BLOCK = 8;

/** Puts the blocks in [offset, offset + length), relative to what the other side's numbers count from where that is known. */
export const readSack = (d: Dissecting, offset: number, length: number): void => {
  const base = d.facts?.['otherBase'] ?? 0;
  const count = Math.floor(length / BLOCK);
  const edge = (o: number): number => (u32(d.b, o) - base) >>> 0;
  for (let i = 0, o = offset; i < count; i++, o += BLOCK) {
    d.put('options.sack_le', o, 4, edge(o));
    d.put('options.sack_re', o + 4, 4, edge(o + 4));
  }
  if (d.stopped) return;
  d.add('options.sack.count', count);
  if (!isDuplicate(d.facts?.['ack'] ?? d.v['ack_raw'] ?? 0, edge, offset, count)) return;
  d.add('options.sack.dsack_le', edge(offset));
  d.add('options.sack.dsack_re', edge(offset + 4));
  d.add('options.sack.dsack', true);
};

const ahead = (a: number, b: number): number => (a - b) | 0;

/** RFC 2883 §4: the first block tells of what came twice where it is acknowledged already, or ends inside the second one. */
const isDuplicate = (ack: number, edge: (o: number) => number, offset: number, count: number): boolean => {
  const right = edge(offset + 4);
  if (ahead(right, ack) <= 0) return true;
  return count > 1 && ahead(right, edge(offset + 8)) > 0 && ahead(right, edge(offset + 12)) <= 0;
};
