/** Lists of address prefixes: APL records, RFC 3123 §4. */
import { type Bytes, u8 as byteAt, u32 as longAt, u16 as wordAt } from '../../../core/bytes.ts';
import { bits, flag } from '../../../wire/field.ts';
import type { Dissecting } from '../../../wire/types.ts';
import { FAMILIES } from './names.ts';
import { padded } from './options.ts';
import { dnsField, dnsFields, fits, type Part, putSpan, shape } from './part.ts';
import { many } from './parts.ts';
import { record } from './record.ts';

/** `bytes`: the address without the zeros at its end. */
export interface AddressPrefix {
  readonly family: number;
  readonly prefix: number;
  readonly not: boolean;
  readonly bytes: Bytes;
}

const HEAD = 4;
const lengths = dnsFields({ 'apl.negation': flag('Negation'), 'apl.afdlength': bits(7, 'Address Length') });
const ADDRESSES: Readonly<Record<number, { readonly key: string; readonly size: number }>> = {
  1: { key: 'apl.afdpart.ipv4', size: 4 },
  2: { key: 'apl.afdpart.ipv6', size: 16 },
};

const put = (d: Dissecting, o: number, end: number): number => {
  if (putSpan(d, 'apl.address_family', o, 2, end) < 0 || putSpan(d, 'apl.coded_prefix', o + 2, 1, end) < 0) return -1;
  if (!fits(d, o + 3, 1, end) || d.struct(lengths, o + 3) === undefined) return -1;
  const length = byteAt(d.b, o + 3) & 0x7f;
  const from = o + HEAD;
  if (!fits(d, from, length, end) || !d.has(from, length)) return -1;
  putAddress(d, wordAt(d.b, o), from, length);
  return from + length;
};

const putAddress = (d: Dissecting, family: number, from: number, length: number): void => {
  const kind = ADDRESSES[family];
  const given = d.b.subarray(from, from + length);
  if (kind === undefined || length > kind.size) return void d.put('apl.afdpart.data', from, length, given);
  const address = padded(given, kind.size);
  d.put(kind.key, from, length, family === 1 ? longAt(address, 0) : address);
};

const prefix: Part<AddressPrefix> = {
  fields: {
    ...dnsField('apl.address_family', 'Address Family', 'dec', { names: FAMILIES }),
    ...dnsField('apl.coded_prefix', 'Prefix Length'),
    ...lengths,
    ...dnsField('apl.afdpart.ipv4', 'Address', 'ip4'),
    ...dnsField('apl.afdpart.ipv6', 'Address', 'ip6'),
    ...dnsField('apl.afdpart.data', 'Address', 'bytes'),
  },
  put,
  read: (r) => {
    const [family, coded, length] = [r.number(2), r.number(1), r.number(1)];
    return { family, prefix: coded, not: length > 0x7f, bytes: r.bytes(length & 0x7f) };
  },
  write: (w, { family, prefix: coded, not, bytes }) => {
    w.number(2, family);
    w.number(1, coded);
    w.number(1, bytes.length | (not ? 0x80 : 0));
    w.put(bytes);
  },
};

export const APL = record(shape({ prefixes: many(prefix) }), 'owner');
