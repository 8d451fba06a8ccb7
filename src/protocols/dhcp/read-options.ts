/** Puts the options of a DHCP message, one under the other; those in the fields for names too, where the message says so (RFC 2132 §9.3). */

import { ip4Number } from '../../core/address.ts';
import { u8, u32 } from '../../core/bytes.ts';
import { fromLatin1 } from '../../core/latin1.ts';
import type { Dissecting, Field } from '../../wire/types.ts';
import { optionText } from './fields.ts';
import { MESSAGES } from './names.ts';
import { VALUES } from './option-values.ts';
import { type OptionKind, PLAIN } from './options.ts';

const PAD = 0;
const OVERLOAD = 52;
const MESSAGE = 53;
const END = 255;

/** Where options may lie. */
export interface Room {
  readonly from: number;
  readonly to: number;
}

/** `names`: what is looked at where an option says so: the server's name (2) and the file's (1). */
export const putOptions = (d: Dissecting, { from, to }: Room, names?: { readonly server: Room; readonly file: Room }): void => {
  let ended = false;
  for (let o = from; o < to && !d.stopped; ) {
    const code = u8(d.b, o);
    if (code === PAD) o = putPadding(d, o, to);
    else if (code === END) {
      putEnd(d, o);
      ended = true;
      if (o + 1 < to && names) d.put('option.padding', o + 1, to - o - 1);
      break;
    } else o = putOption(d, o, to, names);
  }
  if (!ended && !d.stopped && names) d.fault('end', d.start, 0, 'the option that ends the list is missing', 'error');
};

const putPadding = (d: Dissecting, o: number, to: number): number => {
  let end = o;
  while (end < to && u8(d.b, end) === PAD) end++;
  const field = d.put('option.type', o, end - o, PAD);
  d.under(field, () => d.put('option.padding', o, end - o));
  return end;
};

/** Wireshark gives it the number 0. */
const putEnd = (d: Dissecting, o: number): void => {
  const field = d.put('option.type', o, 1, 0);
  if (field) field.text = optionText(END);
  d.under(field, () => d.put('option.end', o, 1));
};

const putOption = (d: Dissecting, o: number, to: number, names: Parameters<typeof putOptions>[2]): number => {
  const code = u8(d.b, o);
  const length = o + 1 < to ? u8(d.b, o + 1) : 0;
  const end = o + 2 + length;
  const field = d.put('option.type', o, Math.min(to, end) - o, code);
  if (field) field.text = optionText(code) + aside(d, code, o + 2, Math.min(to, end));
  d.under(field, () => {
    if (!d.has(o, 2)) return;
    d.put('option.length', o + 1, 1);
    if (end > to) d.has(o + 2, length);
    else putValue(d, code, o + 2, end);
  });
  if (code === OVERLOAD && length === 1 && end <= d.end && names) putOverloaded(d, u8(d.b, o + 2), names);
  return end;
};

/** What the line of an option says behind its name. */
const aside = (d: Dissecting, code: number, o: number, end: number): string => {
  if (end > d.end) return '';
  if (code === MESSAGE && end - o === 1) return ` (${MESSAGES[u8(d.b, o)] ?? `Unknown Message Type (0x${u8(d.b, o).toString(16)})`})`;
  return PLAIN[code]?.[0] === 'address' && end - o === 4 ? ` (${ip4Number(u32(d.b, o))})` : '';
};

const SIZES: Readonly<Partial<Record<OptionKind, number>>> = {
  address: 4,
  addresses: 4,
  seconds: 4,
  u8: 1,
  u8s: 1,
  u16: 2,
  u16s: 2,
  flag: 1,
};

/** Kinds that may come several times in one value. */
const MANY: ReadonlySet<OptionKind> = new Set(['addresses', 'u8s', 'u16s']);

const putValue = (d: Dissecting, code: number, o: number, end: number): void => {
  const read = VALUES[code];
  const plain = PLAIN[code];
  const size = plain && (SIZES[plain[0]] ?? 1);
  const isMany = plain !== undefined && MANY.has(plain[0]);
  const fits = size === undefined || plain?.[0] === 'text' || (isMany ? (end - o) % size === 0 && end > o : end - o === size);
  if (end === o || !fits || (read === undefined && plain === undefined && code !== OVERLOAD)) {
    d.put('option.value', o, end - o);
    if (!fits) d.fault('option', o - 2, end - o + 2, `length ${end - o} is not ${isMany ? 'a multiple of ' : ''}${size}`, 'error');
    return;
  }
  d.put('option.hidden', o, end - o);
  if (code === OVERLOAD) d.put('option.option_overload', o, 1);
  else if (read !== undefined) read(d, o, end);
  else if (plain !== undefined) putPlain(d, plain[0], `option.${plain[1]}`, o, end);
};

const putPlain = (d: Dissecting, kind: OptionKind, key: string, o: number, end: number): Field | undefined => {
  if (kind === 'text') return d.put(key, o, end - o, fromLatin1(d.b, o, end).replace(/\0.*$/s, ''));
  // Only the offset from UTC may be less than nothing.
  if (key === 'option.time_offset') return d.put(key, o, 4, u32(d.b, o) | 0);
  if (kind === 'flag') return d.put(key, o, 1, u8(d.b, o) !== 0);
  const size = SIZES[kind] ?? 1;
  for (let at = o; at + size <= end; at += size) d.put(key, at, size);
  return undefined;
};

const putOverloaded = (d: Dissecting, which: number, { server, file }: { readonly server: Room; readonly file: Room }): void => {
  if (which & 2) putOptions(d, server);
  if (which & 1) putOptions(d, file);
};
