/** Dissected field: how a declared field becomes one with a value and a place. */

import { type Bytes, readBits, u32 } from '../core/bytes.ts';
import { fromLatin1 } from '../core/latin1.ts';
import { nameOf } from './names.ts';
import type { Dissecting, Field, FieldSpec } from './types.ts';
import type { Value } from './value.ts';

export const makeField = (
  key: string,
  d: Dissecting,
  spec: FieldSpec,
  value: Value,
  offset: number,
  length: number,
  bit: number,
  bits: number,
  generated: boolean,
): Field => ({
  name: nameOf(d.layer.name, key, spec),
  spec,
  value,
  offset,
  length,
  bit,
  bits,
  source: d.source,
  generated,
  text: undefined,
  children: [],
});

/** Stands for a field that nobody asks for. */
export const UNWANTED: Field = {
  name: '',
  spec: { title: '', bits: 0, show: 'none' },
  value: true,
  offset: 0,
  length: 0,
  bit: 0,
  bits: 0,
  source: 0,
  generated: true,
  text: undefined,
  children: [],
};

export const shownValue = (field: FieldSpec, value: number | Bytes, d: Dissecting): Value => {
  if (typeof value !== 'number') return value;
  return field.value?.(value, d) ?? (field.scale === undefined ? value : value * field.scale);
};

export const readValue = (spec: FieldSpec, b: Bytes, offset: number, length: number): Value => {
  if (spec.show === 'bytes' || spec.show === 'mac' || spec.show === 'ip6') return b.subarray(offset, offset + length);
  if (spec.show === 'ip4') return u32(b, offset);
  if (spec.show === 'none') return true;
  if (spec.show === 'string') return asciiText(b, offset, Math.min(b.length, offset + length));
  if (length > 4) return b.subarray(offset, offset + length).reduce((n, byte) => (n << 8n) | BigInt(byte), 0n);
  return readBits(b, offset, 0, length * 8);
};

/** The text in [from, to) up to a NUL; what is not ASCII has no letter. */
export const asciiText = (b: Bytes, from: number, to: number): string => {
  let end = from;
  let bits = 0;
  for (; end < to && b[end] !== 0; end++) bits |= b[end] ?? 0;
  const text = fromLatin1(b, from, end);
  return bits < 128 ? text : text.replace(/[^\0-\x7f]/g, '\ufffd');
};
