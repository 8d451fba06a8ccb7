/** The tools of a host for tests: unpacking and hashes as Node has them. */
import { createHash, createHmac } from 'node:crypto';
import { brotliDecompressSync, constants, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import type { Coding, Tools, Unpacked } from '../src/core/tools.ts';

const NOTHING: Unpacked = { bytes: new Uint8Array(0), whole: false };

type Unpack = (bytes: Uint8Array) => Uint8Array;

/** The first way that works: `deflate` is zlib's format (RFC 1950), and bare deflate with some servers. */
const WAYS: Readonly<Record<Coding, (most: number) => readonly Unpack[]>> = {
  gzip: (most) => [(b) => gunzipSync(b, { maxOutputLength: most, finishFlush: constants.Z_SYNC_FLUSH })],
  deflate: (most) => [(b) => inflateSync(b, { maxOutputLength: most }), (b) => inflateRawSync(b, { maxOutputLength: most })],
  br: (most) => [(b) => brotliDecompressSync(b, { maxOutputLength: most })],
};

const unpack = (coding: Coding, bytes: Uint8Array, most: number): Unpacked => {
  for (const way of WAYS[coding](most)) {
    try {
      return { bytes: way(bytes), whole: true };
    } catch {
      // the next way
    }
  }
  return NOTHING;
};

export const testTools: Tools = {
  unpack,
  crypto: {
    hash: (name, bytes) => createHash(name).update(bytes).digest(),
    hmac: (name, key, bytes) => createHmac(name, key).update(bytes).digest(),
    open: () => undefined,
    decrypt: () => undefined,
  },
};
