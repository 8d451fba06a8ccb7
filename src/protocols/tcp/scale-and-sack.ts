/** The TCP options that the analysis needs: window scale (RFC 7323) and selective acknowledgement (RFC 2018). */
import { type Bytes, u32 } from '../../core/bytes.ts';
import { F, withScale } from './flow.ts';
import type { SackRanges } from './sack-ranges.ts';

const END = 0;
const NOP = 1;
const SCALE = 3;
const SACK = 5;
/** RFC 7323 §2.3: a larger shift counts as this. */
const MOST_SHIFT = 14;
/** NOP, NOP, timestamps of ten bytes: what nearly all segments with options carry. */
const USUAL = 0x0101_080a;

/** Reads the options in b[from, to) into flow `f`. Stops at the first one that is not whole. */
export const readOptions = (b: Bytes, from: number, to: number, f: Int32Array, fo: number, sack: SackRanges): void => {
  if (to - from === 12 && u32(b, from) === USUAL) return;
  for (let o = from; o < to; ) {
    const kind = b[o]!;
    if (kind === END) return;
    if (kind === NOP) {
      o++;
      continue;
    }
    const length = o + 1 < to ? b[o + 1]! : 0;
    if (length < 2 || o + length > to) return;
    if (kind === SCALE && length === 3) f[fo + F.marks] = withScale(f[fo + F.marks]!, Math.min(b[o + 2]!, MOST_SHIFT));
    if (kind === SACK && length >= 10 && (length - 2) % 8 === 0) readSack(b, o + 2, o + length, f, fo, sack);
    o += length;
  }
};

const readSack = (b: Bytes, from: number, to: number, f: Int32Array, fo: number, sack: SackRanges): void => {
  for (let o = from; o < to; o += 8) sack.add(f, fo, u32(b, o) | 0, u32(b, o + 4) | 0);
};
