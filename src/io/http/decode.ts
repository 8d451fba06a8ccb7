/** Content codings undone while content comes (RFC 9110 §8.4.1): gzip, deflate, br; bounded by what a byte may become. */
import { Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { IoError } from '../../core/fault.ts';

const MAKERS: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};
/** A byte becomes so many at most, beyond the first MiB: what is more is made to fill a disk. */
const MOST_RATIO = 1000;
const FREE = 1 << 20;

/** The codings that a field names, in the order in which they were applied; undefined where one is not known. */
export const codingsOf = (value: string): readonly string[] | undefined => {
  const names = value
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  return names.length <= 3 && names.every((name) => Object.hasOwn(MAKERS, name)) ? names : undefined;
};

/** Rejects with an IoError where the content is no such thing, or is cut. */
export async function* decode(content: AsyncIterable<Uint8Array>, codings: readonly string[], place: string): AsyncGenerator<Uint8Array> {
  if (codings.length === 0) return yield* content;
  let packed = 0;
  let unpacked = 0;
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    for await (const bytes of content) {
      packed += bytes.length;
      yield bytes;
    }
  };
  const source = Readable.from(counted(), { objectMode: false });
  let last: Readable = source;
  for (const coding of codings.toReversed()) {
    const step = (MAKERS[coding] as () => Transform)();
    last.on('error', (error) => step.destroy(error));
    last = last.pipe(step);
  }
  try {
    for await (const bytes of last as AsyncIterable<Uint8Array>) {
      unpacked += bytes.length;
      if (unpacked > FREE + packed * MOST_RATIO)
        throw new IoError(place, 'EMSGSIZE', `content in ${codings.join(', ')} that becomes more than ${MOST_RATIO} times as long`);
      yield bytes;
    }
  } catch (error) {
    if (error instanceof IoError) throw error;
    throw new IoError(place, 'EPROTO', `expected content in ${codings.join(', ')}, got something else or only a part of it`, error);
  } finally {
    source.destroy();
    last.destroy();
  }
}
