/** The secrets of a pcapng file, wherever they stand in it: its blocks are passed over, only those with secrets are read. */
import { readSync } from 'node:fs';
import { MAX_RECORD, type Secrets } from '../../../formats/decoder.ts';
import { BlockType, BYTE_ORDER, Smallest } from '../../../formats/pcapng-blocks.ts';

const CHUNK = 1 << 20;
/** Type, length, kind of secrets, their length. */
const HEAD = 20;

/** Ends where the file ends, or where it is damaged. */
export function* secretsOfFile(fd: number, size: number): Generator<Secrets> {
  const chunk = Buffer.allocUnsafe(Math.min(CHUNK, size));
  let le = true;
  let base = 0;
  let have = 0;
  for (let at = 0; at + Smallest.any <= size; ) {
    if (at < base || at + HEAD > base + have) {
      base = at;
      have = readSync(fd, chunk, 0, chunk.length, base);
      if (have < Smallest.any) return;
    }
    const o = at - base;
    const u32 = (k: number): number => (le ? chunk.readUInt32LE(o + k) : chunk.readUInt32BE(o + k));
    if (u32(0) === BlockType.section) le = chunk.readUInt32LE(o + 8) === BYTE_ORDER;
    const length = (u32(4) + 3) & ~3;
    if (length < Smallest.any || length > MAX_RECORD) return;
    if (u32(0) === BlockType.secrets && o + HEAD <= have) yield secretsAt(fd, at, u32(8), Math.min(u32(12), length - HEAD));
    at += length;
  }
}

const secretsAt = (fd: number, at: number, kind: number, length: number): Secrets => {
  const bytes = new Uint8Array(Math.max(0, length));
  const got = bytes.length === 0 ? 0 : readSync(fd, bytes, 0, bytes.length, at + HEAD - 4);
  return { kind, bytes: bytes.subarray(0, got) };
};
