/** Latin-1: bytes as text, each byte one character: nothing is lost. Short texts come again and again: those are made once. */
import type { Bytes } from './bytes.ts';

/** Letters of the longest that is kept, and how many are. */
const LONGEST = 64;
const PLACES = 2048;

const kept: string[] = Array.from({ length: PLACES }, () => '');

/** The bytes in [from, to). */
export const fromLatin1 = (b: Bytes, from = 0, to: number = b.length): string => {
  const length = to - from;
  if (length > LONGEST) return made(b, from, to);
  let hash = length;
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ (b[i] ?? 0), 16_777_619);
  const place = (hash ^ (hash >>> 15)) & (PLACES - 1);
  const before = kept[place] ?? '';
  if (isText(before, b, from, length)) return before;
  const text = made(b, from, to);
  kept[place] = text;
  return text;
};

const isText = (text: string, b: Bytes, from: number, length: number): boolean => {
  if (text.length !== length) return false;
  for (let i = 0; i < length; i++) if (text.charCodeAt(i) !== (b[from + i] ?? 0)) return false;
  return true;
};

/** A string for each byte is more to collect than to make. */
const made = (b: Bytes, from: number, to: number): string => {
  let text = '';
  for (let at = from; at < to; at += LETTERS) text += Reflect.apply(String.fromCharCode, null, b.subarray(at, Math.min(to, at + LETTERS)));
  return text;
};
/** Letters that are made at once. */
const LETTERS = 4096;
