/**
 * gzip, unpacked piece by piece. Small pieces go in one at a time, so that what comes out of one (at most 1,032 times as much) is all
 * that is ever held. What was unpacked before damage or a missing end is handed on; then a GzipError is thrown.
 */
import { createGunzip } from 'node:zlib';

export const isGzip = (head: Uint8Array): boolean => head.length >= 2 && head[0] === 0x1f && head[1] === 0x8b;

/** The packed data is no gzip any more. */
export class GzipError extends Error {
  override readonly name = 'GzipError';
}

/** Packed bytes that go in at once. */
const PIECE = 16 << 10;
/** Unpacked bytes that come out at once, and that are lost at most where the damage is. */
const OUT = 16 << 10;

export async function* gunzipped(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  const gunzip = createGunzip({ chunkSize: OUT });
  const out: Uint8Array[] = [];
  let failure: Error | undefined;
  gunzip.on('data', (chunk: Uint8Array) => out.push(chunk));
  const failed = new Promise<void>((resolve) => {
    gunzip.on('error', (error) => {
      failure = error;
      resolve();
    });
  });
  const ended = new Promise<void>((resolve) => {
    gunzip.on('end', resolve);
  });
  const write = (piece: Uint8Array): Promise<void> => new Promise((resolve) => gunzip.write(piece, () => resolve()));
  try {
    for await (const chunk of packed) {
      for (let at = 0; at < chunk.length && failure === undefined; at += PIECE) {
        await Promise.race([write(chunk.subarray(at, at + PIECE)), failed]);
        yield* out.splice(0);
      }
      if (failure !== undefined) break;
    }
    if (failure === undefined) {
      gunzip.end();
      await Promise.race([ended, failed]);
    }
    yield* out.splice(0);
  } finally {
    gunzip.destroy();
  }
  if (failure !== undefined) throw new GzipError(failure.message);
}
