/**
 * The Internet checksum (RFC 1071) of a header, declared: what it covers gives the value that build() puts there, the fields that tell
 * whether it is right, and what views and synthesised frames know of it.
 */
import type { Bytes } from '../core/bytes.ts';
import { sum16 } from '../core/checksum.ts';
import { extra, u16 } from './field.ts';
import type { FieldSpec, Fields, Layer, Slot } from './types.ts';
import type { BuildContext, Column, InternetSum } from './value.ts';

/** A 16-bit field that holds it. `layer()` adds the fields `KEY.status` and `KEY_calculated`. */
export const internetChecksum = (title: string, sum: InternetSum) => u16(title, { show: 'hex', sum, auto: (c) => rightSum(c, sum) });

const rightSum = ({ bytes, header, pseudo, given }: BuildContext, sum: InternetSum): number => {
  const whole = sum.covers === 'header' ? header : bytes.length;
  const to = Math.min(whole, (sum.isPartial && Number(given[sum.length ?? ''])) || whole);
  const start = sum.pseudo === undefined ? 0 : pseudo + sum.pseudo + whole;
  const right = ~sum16(bytes, 0, to, start) & 0xffff;
  return sum.zero !== undefined && right === 0 ? 0xffff : right;
};

/** Wireshark's checksum status. */
export const Status = { bad: 0, good: 1, unverified: 2, absent: 3, illegal: 4 } as const;
const STATUS = { 0: 'Bad', 1: 'Good', 2: 'Unverified', 3: 'Not present', 4: 'Illegal' };

/** The fields that go with each checksum of a header. */
export const statusFields = (fields: Fields): Fields => {
  const all: Record<string, FieldSpec> = {};
  for (const [key, { sum }] of Object.entries(fields)) {
    if (sum === undefined) continue;
    all[`${key}.status`] = extra('Checksum Status', 'dec', { names: STATUS, text: (v) => STATUS[v as 0] ?? 'Unverified' });
    all[`${key}_calculated`] = extra('Calculated Checksum', 'hex', { width: 16 });
  }
  return all;
};

/** The checksum of a layer's header: where it lies, in bytes from the header's start, and what it covers. */
export interface Checksum {
  readonly slot: Slot;
  readonly at: number;
  readonly sum: InternetSum;
}

export const checksumOf = (l: Layer): Checksum | undefined => {
  const slot = l.slots.find((s) => s.field.sum !== undefined);
  return slot?.field.sum && { slot, at: slot.bit >> 3, sum: slot.field.sum };
};

/** The field of a header that fills a column: the addresses `src` and `dst`. */
export const columnOf = (l: Layer, column: Column): Slot | undefined => l.slots.find((s) => s.field.column === column);

/** What the addresses of a header add to the checksums of what it carries (RFC 9293 §3.1, RFC 8200 §8.1). */
export const addressSum = (l: Layer, header: Bytes): number => {
  let sum = 0;
  for (const column of ['src', 'dst'] as const) {
    const slot = columnOf(l, column);
    if (slot) sum = sum16(header, slot.bit >> 3, (slot.bit + slot.field.bits) >> 3, sum);
  }
  return sum;
};
