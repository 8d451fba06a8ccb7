/** timedReads: standard input as a program reads it that looks only now and then: each time all that has come meanwhile, up to so many bytes. */
import { setImmediate as turn } from 'node:timers/promises';
import { concat } from '../../../core/bytes.ts';
import type { InputReader } from '../../../io/endpoints/stdio/input.ts';

/** As much as the original reads at once: with datagrams, the size of one. */
export const MOST_READ = 8192;

export const timedReads = (input: InputReader, most: number): InputReader => {
  let rest: Uint8Array = new Uint8Array();
  let coming: Promise<Uint8Array | undefined> | undefined;
  const take = async (): Promise<Uint8Array | undefined> => {
    coming ??= input.next();
    const chunk = await coming;
    coming = undefined;
    return chunk;
  };
  /** What is there already; nothing of an end, or of an error, which come when there is nothing else. */
  const atOnce = async (): Promise<Uint8Array | undefined> => {
    coming ??= input.next();
    const there = await Promise.race([coming.catch(() => undefined), turn(undefined)]);
    if (there !== undefined) coming = undefined;
    return there;
  };
  return {
    next: async () => {
      if (rest.length === 0) {
        const first = await take();
        if (first === undefined) return undefined;
        rest = first;
      }
      while (rest.length < most) {
        const more = await atOnce();
        if (more === undefined) break;
        rest = concat([rest, more]);
      }
      const read = rest.subarray(0, most);
      rest = rest.subarray(most);
      return read;
    },
    release: () => input.release(),
  };
};
