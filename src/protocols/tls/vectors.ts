/** Vectors: the lists of TLS, each behind its length in bytes (RFC 8446 §3.4), put into the tree. */
import { type Bytes, u8, u16, u24 } from '../../core/bytes.ts';
import type { Dissecting, Field } from '../../wire/types.ts';

/** Puts an extension's content in [o, to), inside the handshake message of a type. */
export type Put = (d: Dissecting, o: number, to: number, message: number) => void;

/** Puts the length at `o` and says where the vector ends, at most at `end`; -1 where there is no room for it. */
export const putLength = (d: Dissecting, key: string, o: number, size: 1 | 2 | 3, end: number): number => {
  if (o + size > end) {
    d.fault('vector', o, Math.max(0, end - o), `a vector's length takes ${size} bytes, of which ${Math.max(0, end - o)} are there`);
    return -1;
  }
  d.put(key, o, size);
  const to = o + size + lengthAt(d.b, o, size);
  if (to <= end) return to;
  d.fault('vector', o, size, `a vector of ${to - o - size} bytes does not fit into the ${end - o - size} that are left`);
  return end;
};

const lengthAt = (b: Bytes, o: number, size: 1 | 2 | 3): number => (size === 1 ? u8(b, o) : size === 2 ? u16(b, o) : u24(b, o));

/** Length and bytes; where it ends, or -1. */
export const putOpaque = (
  d: Dissecting,
  keys: readonly [length: string, bytes: string],
  o: number,
  size: 1 | 2 | 3,
  end: number,
): number => {
  const to = putLength(d, keys[0], o, size, end);
  if (to > o + size) d.put(keys[1], o + size, to - o - size);
  return to;
};

/** Numbers of `size` bytes up to `to`, each put under `key`. */
export const putNumbers = (d: Dissecting, key: string, o: number, size: 1 | 2, to: number): void => {
  for (let at = o; at + size <= to && !d.stopped; at += size) d.put(key, at, size);
};

/** A line of its own over [o, to), with what `fill` puts under it. */
export const putMark = (d: Dissecting, key: string, o: number, to: number, text: string, fill: () => void): Field | undefined => {
  const field = d.put(key, o, Math.max(0, to - o), true);
  if (field) field.text = text;
  d.under(field, fill);
  return field;
};

/** `1 suite`, `3 suites` */
export const counted = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;

/** ASCII, byte for byte. */
export const latin = (b: Bytes, from: number, to: number): string => {
  let text = '';
  for (let o = from; o < to; o++) text += String.fromCharCode(u8(b, o));
  return text;
};
