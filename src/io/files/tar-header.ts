/** What a stream of gzip begins with, and whether that is the head of a tar archive. */
import { constants, gunzipSync } from 'node:zlib';

/** Bytes that are looked at; what they hold is more than a head, however it is packed. */
const ENOUGH = 4096;
const HEAD = 512;
/** Where the sum of the head stands, in octal. */
const [SUM, SUM_END] = [148, 156];

/** What the beginning of a stream of gzip unpacks to; undefined where it is none. */
export const unpackedStart = (bytes: Uint8Array): Uint8Array | undefined => {
  try {
    return gunzipSync(bytes.subarray(0, ENOUGH), { finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    return undefined;
  }
};

/** Whether it begins with the head of a file in a tar archive: its sum is right, its own eight bytes counted as spaces. */
export const isTar = (bytes: Uint8Array): boolean => {
  if (bytes.length < HEAD) return false;
  const told = Number.parseInt(String.fromCharCode(...bytes.subarray(SUM, SUM_END)).replace(/[^0-7]/g, ''), 8);
  const sum = bytes.subarray(0, HEAD).reduce((n, byte, at) => n + (at >= SUM && at < SUM_END ? 32 : byte), 0);
  return told === sum;
};
