/** Checksums: the Internet checksum (RFC 1071) and CRC-32 (IEEE 802.3). */
import type { Bytes } from './bytes.ts';

/**
 * One's-complement sum of the 16-bit words of `b[from, to)` added to `start`, folded to 16 bits (RFC 1071).
 * An odd last byte counts as the high half of a word.
 */
export const sum16 = (b: Bytes, from = 0, to = b.length, start = 0): number => {
  let s = start;
  const even = from + ((to - from) & ~1);
  for (let i = from; i < even; i += 2) s += (b[i]! << 8) | b[i + 1]!;
  if (even < to) s += b[even]! << 8;
  return fold16(s);
};

/** Adds the carries back in until 16 bits are left. */
export const fold16 = (sum: number): number => {
  let s = sum;
  while (s > 0xffff) s = (s % 65536) + Math.floor(s / 65536);
  return s;
};

/** The checksum that goes into a header: the complement of the sum. */
export const checksum16 = (b: Bytes, from = 0, to = b.length, start = 0): number => ~sum16(b, from, to, start) & 0xffff;

let crcTable: Uint32Array | undefined;
const makeCrcTable = (): Uint32Array =>
  Uint32Array.from({ length: 256 }, (_, n) => {
    let c = n;
    for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    return c >>> 0;
  });

/** CRC-32 as Ethernet's frame check sequence has it (IEEE 802.3 §3.2.9): reflected, initial and final all ones. */
export const crc32 = (b: Bytes, from = 0, to = b.length): number => {
  crcTable ??= makeCrcTable();
  let c = 0xffffffff;
  for (let i = from; i < to; i++) c = crcTable[(c ^ b[i]!) & 255]! ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
};
