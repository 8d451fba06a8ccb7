/** The types of records that there are at a name, as windows of bits (RFC 4034 §4.1.2), and in the older form of one run of bits (RFC 2535 §5.2). */

import { type Bytes, u8 } from '../../../core/bytes.ts';
import { UsageError } from '../../../core/fault.ts';
import { sayWrong } from '../../../core/said.ts';
import type { Dissecting } from '../../../wire/types.ts';
import type { MessageReader } from './cursor.ts';
import { fits, type Part } from './part.ts';
import { shownType, typeName, typeNumber } from './types.ts';

const MOST_BYTES = 32;

/** Puts a type for every bit of [o, end) that is set. */
const putBits = (d: Dissecting, window: number, o: number, end: number): void => {
  for (let at = o; at < end && d.has(at, 1); at++) {
    for (let bit = 0, byte = u8(d.b, at); byte !== 0; bit++, byte = (byte << 1) & 0xff)
      if (byte & 0x80) putType(d, at, window + (at - o) * 8 + bit);
  }
};

const putType = (d: Dissecting, at: number, type: number): void => {
  const field = d.put('resp.type', at, 1, type);
  if (field) field.text = `${shownType(type)} (${type}), in the bit map`;
};

const put = (d: Dissecting, o: number, end: number): number => {
  let at = o;
  while (at < end) {
    if (!fits(d, at, 2, end) || !d.has(at, 2)) return -1;
    const length = u8(d.b, at + 1);
    if (length < 1 || length > MOST_BYTES) d.fault('malformed', at + 1, 1, `a window of ${length} bytes: 1 to ${MOST_BYTES} can be`);
    if (!fits(d, at + 2, length, end)) return -1;
    putBits(d, u8(d.b, at) * 256, at + 2, at + 2 + length);
    at += 2 + length;
  }
  return d.stopped ? -1 : at;
};

const read = (r: MessageReader): readonly string[] => {
  const types: string[] = [];
  while (r.left > 0) {
    const window = r.number(1) * 256;
    const length = r.number(1);
    if (length < 1 || length > MOST_BYTES) r.fail(`a window of ${length} bytes`);
    for (const type of typesIn(r.bytes(length))) types.push(typeName(window + type));
  }
  return types;
};

const typesIn = (bits: Bytes): readonly number[] => {
  const types: number[] = [];
  for (let i = 0; i < bits.length * 8; i++) if (u8(bits, i >> 3) & (128 >> (i & 7))) types.push(i);
  return types;
};

/** The windows of a list of types: number and bits, in order. */
const windowsOf = (names: readonly string[]): readonly (readonly [number, Bytes])[] => {
  const windows = new Map<number, Uint8Array>();
  for (const type of names.map(numberOf).sort((a, b) => a - b)) {
    const bits = windows.get(type >> 8) ?? new Uint8Array(MOST_BYTES);
    bits[(type & 255) >> 3] = u8(bits, (type & 255) >> 3) | (128 >> (type & 7));
    windows.set(type >> 8, bits);
  }
  return [...windows].map(([window, bits]) => [window, bits.subarray(0, bits.findLastIndex((byte) => byte !== 0) + 1)]);
};

const numberOf = (name: string): number => {
  const type = typeNumber(name);
  if (type === undefined) throw new UsageError('record type', sayWrong('mnemonic'), name);
  return type;
};

/** Mnemonics of types. */
export const typeMap: Part<readonly string[]> = {
  fields: {},
  put,
  read,
  write: (w, names) => {
    for (const [window, bits] of windowsOf(names)) {
      w.number(1, window);
      w.counted(1, () => w.put(bits));
    }
  },
};

/** Bit n is type n. */
export const putOldBits = (d: Dissecting, o: number, end: number): number => {
  putBits(d, 0, o, end);
  return d.stopped ? -1 : end;
};
