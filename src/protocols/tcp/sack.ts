/** The SACK option, RFC 2018; duplicate SACK, RFC 2883. */
import { u32 } from '../../core/bytes.ts';
import type { Dissecting } from '../../wire/dissect.ts';

/** Bytes of one block: left and right edge. */
const BLOCK = 8;

/** Puts the blocks in [offset, offset + length), relative to what the other side's numbers count from where that is known. */
export const readSack = (d: Dissecting, offset: number, length: number): void => {
  const base = d.v['other_base'] ?? 0;
  const count = Math.floor(length / BLOCK);
  for (let i = 0, o = offset; i < count; i++, o += BLOCK) {
    d.put('options.sack_le', o, 4, (u32(d.b, o) - base) >>> 0);
    d.put('options.sack_re', o + 4, 4, (u32(d.b, o + 4) - base) >>> 0);
  }
  d.add('options.sack.count', count);
  if (isDuplicate(d, offset, count)) {
    d.add('options.sack.dsack_le', (u32(d.b, offset) - base) >>> 0);
    d.add('options.sack.dsack_re', (u32(d.b, offset + 4) - base) >>> 0);
  }
};

const ahead = (a: number, b: number): number => (a - b) | 0;

/** RFC 2883 §4: the first block tells of what came twice where it is acknowledged already, or lies inside the second one. */
const isDuplicate = (d: Dissecting, offset: number, count: number): boolean => {
  const left = u32(d.b, offset);
  const right = u32(d.b, offset + 4);
  if (ahead(d.v['ack_raw']!, right) >= 0) return true;
  return count > 1 && ahead(left, u32(d.b, offset + 8)) >= 0 && ahead(u32(d.b, offset + 12), right) >= 0;
};
