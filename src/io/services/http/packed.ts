/** Content packed for the way (RFC 9110 §8.4): what is short as a whole, so that its length is known; what is long as it goes. */
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { brotliCompress, constants, createBrotliCompress, createGzip, gzip } from 'node:zlib';
import type { OpenFile } from '../../files/open-file.ts';
import type { Coding } from './negotiate.ts';
import type { Content } from './reply.ts';

/** Shorter than this it is not worth it; up to that it is packed before it is sent. */
export const LEAST = 256;
const AT_ONCE = 1 << 20;

const LEVEL = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };
const WHOLE: Readonly<Record<Coding, (bytes: Uint8Array) => Promise<Uint8Array>>> = {
  br: (bytes) => promisify<Uint8Array, object, Buffer>(brotliCompress)(bytes, LEVEL),
  gzip: (bytes) => promisify<Uint8Array, object, Buffer>(gzip)(bytes, { level: 6 }),
};

/** The file is closed when it has been read, or is not wanted any more. */
export const packed = async (file: OpenFile, coding: Coding): Promise<Content> => {
  if (file.size > AT_ONCE) return { kind: 'pieces', pieces: packing(file, coding), release: () => file.close() };
  try {
    const bytes = new Uint8Array(file.size);
    const count = await file.read(bytes, 0);
    return { kind: 'bytes', bytes: await WHOLE[coding](bytes.subarray(0, count)) };
  } finally {
    file.close();
  }
};

async function* packing(file: OpenFile, coding: Coding): AsyncGenerator<Uint8Array> {
  const source = Readable.from(file.pieces(), { objectMode: false });
  const step = coding === 'br' ? createBrotliCompress(LEVEL) : createGzip({ level: 6 });
  source.on('error', (error) => step.destroy(error));
  try {
    yield* source.pipe(step) as AsyncIterable<Uint8Array>;
  } finally {
    source.destroy();
    step.destroy();
  }
}
