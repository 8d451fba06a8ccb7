/** Bytes: big-endian reads, hexadecimal text, joins. That offsets lie inside is the promise of whoever reads. */
export type Bytes = Uint8Array;

export const EMPTY: Bytes = new Uint8Array(0);

export const u8 = (b: Bytes, o: number): number => b[o]!;
export const u16 = (b: Bytes, o: number): number => (b[o]! << 8) | b[o + 1]!;
export const u24 = (b: Bytes, o: number): number => (b[o]! << 16) | (b[o + 1]! << 8) | b[o + 2]!;
export const u32 = (b: Bytes, o: number): number => ((b[o]! << 24) | (b[o + 1]! << 16) | (b[o + 2]! << 8) | b[o + 3]!) >>> 0;
export const u16le = (b: Bytes, o: number): number => b[o]! | (b[o + 1]! << 8);
export const u32le = (b: Bytes, o: number): number => (b[o]! | (b[o + 1]! << 8) | (b[o + 2]! << 16) | (b[o + 3]! << 24)) >>> 0;
export const u64 = (b: Bytes, o: number): bigint => (BigInt(u32(b, o)) << 32n) | BigInt(u32(b, o + 4));

export const put16 = (b: Bytes, o: number, v: number): void => {
  b[o] = v >>> 8;
  b[o + 1] = v;
};
export const put32 = (b: Bytes, o: number, v: number): void => {
  b[o] = v >>> 24;
  b[o + 1] = v >>> 16;
  b[o + 2] = v >>> 8;
  b[o + 3] = v;
};

/** Unsigned value of `count` bits (at most 32) that start `bit` bits after offset `o`, most significant bit first. */
export const readBits = (b: Bytes, o: number, bit: number, count: number): number => {
  let v = 0;
  for (let at = bit, left = count; left > 0; ) {
    const room = 8 - (at & 7);
    const take = Math.min(left, room);
    v = v * 2 ** take + ((b[o + (at >> 3)]! >> (room - take)) & (2 ** take - 1));
    at += take;
    left -= take;
  }
  return v;
};

/** Writes the low `count` bits of `v`, most significant first, `bit` bits after offset `o`. */
export const writeBits = (b: Bytes, o: number, bit: number, count: number, v: number): void => {
  for (let k = count - 1, at = bit; k >= 0; k--, at++) {
    const mask = 128 >> (at & 7);
    const one = Math.floor(v / 2 ** k) % 2 === 1;
    b[o + (at >> 3)] = one ? b[o + (at >> 3)]! | mask : b[o + (at >> 3)]! & ~mask;
  }
};

const HEX = Array.from({ length: 256 }, (_, n) => n.toString(16).padStart(2, '0'));

/** Two lower-case digits a byte, joined by `separator`. */
export const hex = (b: Bytes, separator = ''): string => {
  let s = '';
  for (let i = 0; i < b.length; i++) s += i > 0 && separator ? separator + HEX[b[i]!]! : HEX[b[i]!]!;
  return s;
};
export const hexByte = (n: number): string => HEX[n & 255]!;

/** `0x` and at least `digits` lower-case digits. */
export const hexNumber = (n: number, digits: number): string => `0x${n.toString(16).padStart(digits, '0')}`;

/** Bytes of an even number of hexadecimal digits (blanks, colons and dashes between bytes allowed); undefined if they are not that. */
export const fromHex = (text: string): Uint8Array<ArrayBuffer> | undefined => {
  const digits = text.replace(/[\s:-]/g, '');
  if (digits.length % 2 !== 0 || /[^0-9a-fA-F]/.test(digits)) return undefined;
  return Uint8Array.from({ length: digits.length / 2 }, (_, i) => Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16));
};

/**
 * Copies [from, to) of `b` to `at`. V8 copies out of shared memory byte by byte, unless both places lie alike in their words: longer stretches
 * go by way of a place that does.
 */
export const copyTo = (into: Uint8Array, at: number, b: Bytes, from: number, to: number): void => {
  if (to - from < WORTH_A_WAY || !isShared(b.buffer)) into.set(b.subarray(from, to), at);
  else
    for (let o = from; o < to; o += BETWEEN) {
      const end = Math.min(to, o + BETWEEN);
      const phase = (b.byteOffset + o) & 7;
      between.set(b.subarray(o, end), phase);
      into.set(between.subarray(phase, phase + end - o), at + o - from);
    }
};
const WORTH_A_WAY = 256;
const BETWEEN = 1 << 14;
const between = new Uint8Array(BETWEEN + 8);
const isShared = (buffer: ArrayBufferLike): boolean => typeof SharedArrayBuffer !== 'undefined' && buffer instanceof SharedArrayBuffer;

export const concat = (parts: readonly Bytes[]): Uint8Array<ArrayBuffer> => {
  const out = new Uint8Array(parts.reduce((n, p) => n + p.length, 0));
  let at = 0;
  for (const p of parts) {
    out.set(p, at);
    at += p.length;
  }
  return out;
};

export const sameBytes = (a: Bytes, b: Bytes): boolean => {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
};

/** Whether b[from, to) is all zeros. */
export const isZero = (b: Bytes, from: number, to: number): boolean => {
  for (let i = from; i < to; i++) if (b[i] !== 0) return false;
  return true;
};

const encoder = new TextEncoder();
export const utf8 = (text: string): Uint8Array<ArrayBuffer> => encoder.encode(text);
const decoder = new TextDecoder('utf-8');
export const fromUtf8 = (b: Bytes): string => decoder.decode(b);
