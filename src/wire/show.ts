/** Values as text: for trees (people), for exports (the spelling of tshark -T ek) and for headings. */
import { ip4Number, ip6Text, macText } from '../core/address.ts';
import { type Bytes, hex, hexNumber } from '../core/bytes.ts';
import { secondsText } from '../core/time.ts';
import type { Field, FieldSpec } from './types.ts';
import type { Value } from './value.ts';

/** Bits of the value's integer type: 8, 16, 24 or 32. */
export const typeBits = (spec: FieldSpec): number => spec.width ?? Math.max(8, Math.ceil((spec.bits || 8) / 8) * 8);

const isBytes = (v: Value): v is Bytes => v instanceof Uint8Array;

const nanosText = (v: bigint): string => {
  const negative = v < 0n;
  const n = negative ? -v : v;
  return `${negative ? '-' : ''}${secondsText(Number(n / 1_000_000_000n), Number(n % 1_000_000_000n))}`;
};

/** `2023-11-14T22:13:20.500000000Z`; a date that no calendar here holds stays a number. */
const dateText = (v: bigint): string => {
  const nanos = ((v % BILLION) + BILLION) % BILLION;
  if (v > FARTHEST || v < -FARTHEST) return `${(v - nanos) / BILLION} seconds after 1970`;
  return `${new Date(Number((v - nanos) / 1_000_000n)).toISOString().slice(0, 19)}.${String(nanos).padStart(9, '0')}Z`;
};
const BILLION = 1_000_000_000n;
/** ECMA-262 §21.4.1.1: 10⁸ days. */
const FARTHEST = 8_640_000_000_000n * BILLION;

/** A value as exports and filters spell it. */
export const exportText = (spec: FieldSpec, v: Value): string => {
  switch (spec.show) {
    case 'hex':
      return typeof v === 'number'
        ? hexNumber(v, typeBits(spec) / 4)
        : typeof v === 'bigint'
          ? `0x${v.toString(16).padStart(16, '0')}`
          : String(v);
    case 'bool':
      return v === true || (typeof v === 'number' && v !== 0) ? '1' : '0';
    case 'mac':
      return isBytes(v) ? macText(v) : String(v);
    case 'ip4':
      return typeof v === 'number' ? ip4Number(v) : String(v);
    case 'ip6':
      return isBytes(v) ? ip6Text(v) : String(v);
    case 'bytes':
      return isBytes(v) ? hex(v) || (spec.mayBeEmpty ? '<none>' : '<MISSING>') : String(v);
    case 'time':
      return typeof v === 'bigint' ? nanosText(v) : String(v);
    case 'date':
      return typeof v === 'bigint' ? dateText(v) : String(v);
    case 'none':
      return '1';
    default:
      return isBytes(v) ? hex(v) : String(v);
  }
};

/** A value as a tree shows it: named where a name is known, with its unit. */
export const valueText = (spec: FieldSpec, v: Value): string => {
  if (spec.show === 'bool') return exportText(spec, v) === '1' ? 'Set' : 'Not set';
  if (spec.show === 'none') return '';
  if (spec.show === 'bytes' && isBytes(v)) return v.length > 32 ? `${hex(v.subarray(0, 32))}…` : hex(v);
  if (spec.show === 'date') return exportText(spec, v).replace('T', ' ').replace('Z', ' UTC');
  const plain =
    spec.show === 'hex' && typeof v === 'number' ? hexNumber(v, Math.ceil((spec.bits || typeBits(spec)) / 4)) : exportText(spec, v);
  const name = typeof v === 'number' ? spec.names?.[v] : undefined;
  if (name !== undefined) return `${name} (${plain})`;
  return spec.unit === undefined ? plain : `${plain}${spec.unit}`;
};

/** `Title: value` of a dissected field. The text of a mark is its whole line. */
export const fieldText = (f: Field): string => {
  if (f.spec.show === 'none' || (f.spec.line && f.text !== undefined)) return f.text ?? f.spec.title;
  const text = f.text ?? valueText(f.spec, f.value);
  return text === '' ? f.spec.title : `${f.spec.title}: ${text}`;
};
