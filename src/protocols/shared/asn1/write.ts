/** Write: elements of DER out of values (X.690 §10). */
import { type Bytes, concat, utf8 } from '../../../core/bytes.ts';
import { Class, Tag } from './element.ts';

/** An element with this content; the first byte of its tag says class and form. */
const element = (first: number, content: Bytes): Bytes => {
  const { length } = content;
  if (length < 128) return concat([Uint8Array.of(first, length), content]);
  const digits: number[] = [];
  for (let n = length; n > 0; n = Math.floor(n / 256)) digits.unshift(n & 255);
  return concat([Uint8Array.of(first, 128 | digits.length, ...digits), content]);
};

/** A primitive element of a universal type. */
export const writePrimitive = (tag: number, content: Bytes): Bytes => element(tag, content);
export const writeSequence = (...parts: readonly Bytes[]): Bytes => element(Tag.sequence | 32, concat(parts));
export const writeSet = (...parts: readonly Bytes[]): Bytes => element(Tag.set | 32, concat(parts));

/** `[n]` of a context: implicit of what is primitive, or around whole elements. */
export const writeContext = (n: number, content: Bytes, constructed: boolean): Bytes =>
  element((Class.context << 6) | (constructed ? 32 : 0) | n, content);

/** An integer: as few bytes as two's complement allows. */
export const writeInteger = (value: number | bigint): Bytes => {
  const digits: number[] = [];
  let v = BigInt(value);
  do {
    digits.unshift(Number(v & 255n));
    v >>= 8n;
  } while (v !== 0n && v !== -1n);
  const negative = v < 0n;
  if (negative !== (digits[0] ?? 0) > 127) digits.unshift(negative ? 255 : 0);
  return element(Tag.integer, Uint8Array.from(digits));
};

export const writeBoolean = (value: boolean): Bytes => element(Tag.boolean, Uint8Array.of(value ? 255 : 0));
export const writeNull = (): Bytes => element(Tag.null, new Uint8Array(0));
export const writeOctets = (bytes: Bytes): Bytes => element(Tag.octets, bytes);
export const writeBits = (bytes: Bytes, unused = 0): Bytes => element(Tag.bits, concat([Uint8Array.of(unused), bytes]));
export const writeText = (text: string, tag: number = Tag.utf8): Bytes => element(tag, utf8(text));

/** An object identifier from its numbers: `1.2.840.113549`. */
export const writeOid = (text: string): Bytes => {
  const [root = 0, second = 0, ...rest] = text.split('.').map(Number);
  return element(Tag.oid, Uint8Array.from([root * 40 + second, ...rest].flatMap(sevens)));
};

/** Seven bits a byte, all but the last one with the highest bit set. */
const sevens = (arc: number): readonly number[] => {
  const digits = [arc % 128];
  for (let n = Math.floor(arc / 128); n > 0; n = Math.floor(n / 128)) digits.unshift(128 | (n % 128));
  return digits;
};

/** UTCTime before 2050, GeneralizedTime from then on (RFC 5280 §4.1.2.5). */
export const writeTime = (seconds: number): Bytes => {
  const digits = `${new Date(seconds * 1000).toISOString().slice(0, 19).replace(/\D/g, '')}Z`;
  return Number(digits.slice(0, 4)) < 2050 && Number(digits.slice(0, 4)) >= 1950
    ? element(Tag.utcTime, utf8(digits.slice(2)))
    : element(Tag.generalizedTime, utf8(digits));
};
