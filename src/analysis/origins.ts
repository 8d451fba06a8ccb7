/** Origins as numbers: where the bytes of a message came from, four words a stretch. There are many, and few are looked at. */
import type { Origin } from '../wire/origin.ts';

/** Of each stretch: offset, length, frame, and where it lies there. */
export type Origins = Uint32Array;

const WORDS = 4;
export const NO_ORIGINS: Origins = new Uint32Array(0);

/** Those of [from, from + length), counted from there. */
export const originsIn = (all: readonly Origin[], from: number, length: number): Origins => {
  const count = countOrigins(all, from, length);
  if (count === 0) return NO_ORIGINS;
  const words = new Uint32Array(WORDS * count);
  putOrigins(all, from, length, words, 0);
  return words;
};

/** How many they are. */
export const countOrigins = (all: readonly Origin[], from: number, length: number): number => {
  const end = from + length;
  let count = 0;
  for (const o of all) if (Math.max(o.offset, from) < Math.min(o.offset + o.length, end)) count++;
  return count;
};

/** Writes them into `words` from `at` on; gives where they end. */
export const putOrigins = (all: readonly Origin[], from: number, length: number, words: Uint32Array, at: number): number => {
  const end = from + length;
  let w = at;
  for (const o of all) {
    const start = Math.max(o.offset, from);
    const stop = Math.min(o.offset + o.length, end);
    if (start >= stop) continue;
    words[w++] = start - from;
    words[w++] = stop - start;
    words[w++] = o.frame;
    words[w++] = o.at + start - o.offset;
  }
  return w;
};

/** How many stretches there are. */
export const countIn = (words: Origins): number => words.length / WORDS;

export const originList = (words: Origins): readonly Origin[] => {
  const all: Origin[] = [];
  for (let w = 0; w < words.length; w += WORDS)
    all.push({ offset: words[w]!, length: words[w + 1]!, frame: words[w + 2]!, at: words[w + 3]! });
  return all;
};

/** Bytes of all stretches. */
export const lengthOf = (words: Origins): number => {
  let length = 0;
  for (let w = 1; w < words.length; w += WORDS) length += words[w]!;
  return length;
};
