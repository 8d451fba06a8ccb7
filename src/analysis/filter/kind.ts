/** Kinds of values in a filter, how each is compared, and how a word becomes one. */

import { parseIp4, parseIp6, parseMac } from '../../core/address.ts';
import { fromHex, u32, utf8 } from '../../core/bytes.ts';
import { sayWrong } from '../../core/said.ts';
import type { Said } from '../../core/words.ts';
import type { FieldSpec } from '../../wire/types.ts';
import type { Show, Value } from '../../wire/value.ts';

/** `mark` is there or not and has no value. */
export type Kind = 'number' | 'bool' | 'float' | 'ip4' | 'ip6' | 'mac' | 'bytes' | 'string' | 'time' | 'date' | 'mark';

/** What is compared: numbers (addresses of IPv4 too), times in nanoseconds, text, bytes. */
export type Scalar = number | bigint | string | Uint8Array;

/** A value that a field is compared with; `mask` where only its first bits count. */
export interface Literal {
  readonly value: Scalar;
  readonly mask?: number | Uint8Array;
  /** A negative number beside a field that has none is neither equal to its values, nor less, nor greater. */
  readonly isApart?: boolean;
}

export const kindOf = (spec: FieldSpec | undefined): Kind => (spec === undefined ? 'bytes' : KINDS[spec.show]);

/** The scalar of a dissected value. */
export const scalarOf = (v: Value): Scalar => (typeof v === 'boolean' ? Number(v) : v);

/** The bytes of a scalar, for slices and for `contains` on bytes; undefined where it has none. */
export const bytesOf = (v: Scalar, kind: Kind): Uint8Array | undefined => {
  if (typeof v === 'string') return utf8(v);
  if (v instanceof Uint8Array) return v;
  return kind === 'ip4' ? Uint8Array.of(Number(v) >>> 24, (Number(v) >> 16) & 255, (Number(v) >> 8) & 255, Number(v) & 255) : undefined;
};

/** Below 0, 0 or above 0; both are of one family (see familyOf). */
export const compareScalars = (a: Scalar, b: Scalar): number => {
  if (a instanceof Uint8Array && b instanceof Uint8Array) return compareBytes(a, b);
  return a < b ? -1 : a > b ? 1 : 0;
};

const compareBytes = (a: Uint8Array, b: Uint8Array): number => {
  const common = Math.min(a.length, b.length);
  for (let i = 0; i < common; i++) if (a[i] !== b[i]) return (a[i] ?? 0) - (b[i] ?? 0);
  return a.length - b.length;
};

/** Values of one family can be compared with each other. */
export const familyOf = (kind: Kind): 'number' | 'ip4' | 'time' | 'text' | 'bytes' | 'none' => FAMILIES[kind];

/** The literal that a word is for a kind; undefined where it is none. */
export const literalOf = (text: string, quoted: boolean, kind: Kind, names: FieldSpec['names']): Literal | undefined => {
  switch (kind) {
    case 'number':
    case 'bool':
    case 'float':
      return numberLiteral(text, quoted, kind, names);
    case 'ip4':
      return ip4Literal(text);
    case 'ip6':
      return ip6Literal(text);
    case 'mac':
      return value(parseMac(text) ?? dottedMac(text));
    case 'bytes':
      return value(quoted ? utf8(text) : (byteWord(text) ?? hexNumberBytes(text)));
    case 'string':
      return { value: text };
    case 'time':
      return value(nanosOf(text));
    case 'date':
      return value(dateOf(text));
    default:
      return undefined;
  }
};

/** What to write for a kind, for messages. */
export const EXAMPLE: Readonly<Record<Kind, Said>> = {
  number: sayWrong('kind_number'),
  bool: sayWrong('kind_bool'),
  float: sayWrong('kind_float'),
  ip4: sayWrong('kind_ip4'),
  ip6: sayWrong('kind_ip6'),
  mac: sayWrong('kind_mac'),
  bytes: sayWrong('kind_bytes'),
  string: sayWrong('kind_string'),
  time: sayWrong('kind_time'),
  date: sayWrong('kind_date'),
  mark: sayWrong('kind_mark'),
};

const value = (v: Scalar | undefined): Literal | undefined => (v === undefined ? undefined : { value: v });

const numberLiteral = (text: string, quoted: boolean, kind: Kind, names: FieldSpec['names']): Literal | undefined => {
  const number = quoted ? undefined : kind === 'float' ? decimalOf(text) : integerOf(text);
  if (number !== undefined) return { value: number };
  const word = text.toLowerCase();
  if (kind === 'bool') return TRUE.has(word) ? { value: 1 } : FALSE.has(word) ? { value: 0 } : undefined;
  const entries = Object.entries(names ?? {});
  const named = entries.find(([, name]) => name === text) ?? entries.find(([, name]) => name.toLowerCase() === word);
  return named && { value: Number(named[0]) };
};

/** Decimal, `0x` hexadecimal, `0b` binary, a leading 0 octal; a bigint where a number is too short for it. */
export const integerOf = (text: string): number | bigint | undefined => {
  const negative = text.startsWith('-');
  const digits = negative ? text.slice(1) : text;
  const octal = digits.length > 1 && digits.startsWith('0') && isDecimal(digits);
  const source = octal ? `0o${digits.slice(1)}` : digits.toLowerCase();
  if (digits === '' || digits.length > 70 || !isInteger(source)) return undefined;
  const big = negative ? -BigInt(source) : BigInt(source);
  return big >= -MAX_SAFE && big <= MAX_SAFE ? Number(big) : big;
};

const isDecimal = (text: string): boolean => [...text].every((c) => c >= '0' && c <= '9');
const isInteger = (text: string): boolean => {
  const digits = DIGITS[text.slice(0, 2)];
  if (digits === undefined) return isDecimal(text);
  return text.length > 2 && [...text.slice(2)].every((c) => digits.includes(c));
};

const decimalOf = (text: string): number | undefined => {
  const number = Number(text);
  return text === '' || Number.isNaN(number) ? undefined : number;
};

const ip4Literal = (text: string): Literal | undefined => {
  const [address, prefix] = networkOf(text, 32);
  const bytes = address === undefined ? undefined : parseIp4(address);
  if (bytes === undefined || prefix === undefined) return undefined;
  const number = u32(bytes, 0);
  const mask = prefix === 0 ? 0 : (0xffffffff << (32 - prefix)) >>> 0;
  return prefix === 32 ? { value: number } : { value: (number & mask) >>> 0, mask };
};

const ip6Literal = (text: string): Literal | undefined => {
  const [address, prefix] = networkOf(text, 128);
  const bytes = address === undefined ? undefined : parseIp6(address);
  if (bytes === undefined || prefix === undefined) return undefined;
  if (prefix === 128) return { value: bytes };
  const mask = Uint8Array.from({ length: 16 }, (_, i) => (0xff00 >> Math.max(0, Math.min(8, prefix - 8 * i))) & 0xff);
  return { value: bytes.map((b, i) => b & (mask[i] ?? 0)), mask };
};

const networkOf = (text: string, bits: number): readonly [address: string | undefined, prefix: number | undefined] => {
  const slash = text.indexOf('/');
  if (slash < 0) return [text, bits];
  const digits = text.slice(slash + 1);
  const prefix = digits !== '' && digits.length <= 3 && isDecimal(digits) ? Number(digits) : undefined;
  return prefix === undefined || prefix > bits ? [undefined, undefined] : [text.slice(0, slash), prefix];
};

/** `0016.eae3.54e6` */
const dottedMac = (text: string): Uint8Array | undefined => {
  const parts = text.split('.');
  return parts.length === 3 && parts.every((p) => p.length === 4) ? fromHex(parts.join('')) : undefined;
};

/** `aa:bb`, `aa-bb`, `aa.bb`, `aabb`, and a single byte `a`. */
const byteWord = (text: string): Uint8Array | undefined => {
  const parts = text.split(/[:.-]/);
  if (parts.length === 1) return fromHex(text.length === 1 ? `0${text}` : text);
  if (!parts.every((p) => p.length === 1 || p.length === 2)) return undefined;
  return fromHex(parts.map((p) => p.padStart(2, '0')).join(''));
};

/** `0x47`, one byte as a number. */
const hexNumberBytes = (text: string): Uint8Array | undefined => {
  const number = text.toLowerCase().startsWith('0x') ? integerOf(text) : undefined;
  return typeof number === 'number' && number < 256 ? Uint8Array.of(number) : undefined;
};

const nanosOf = (text: string): bigint | undefined => {
  const negative = text.startsWith('-');
  const [whole = '', fraction = '', more] = (negative ? text.slice(1) : text).split('.');
  if (more !== undefined || (whole === '' && fraction === '') || !isDecimal(whole) || !isDecimal(fraction) || whole.length > 18)
    return undefined;
  const nanos = BigInt(whole === '' ? '0' : whole) * 1_000_000_000n + BigInt(fraction.padEnd(9, '0').slice(0, 9));
  return negative ? -nanos : nanos;
};

/** `2023-11-14 22:13:20.5`, `Nov 14, 2023 22:13:20`: the time where the program runs, or with `Z` that of Greenwich; in nanoseconds since 1970. */
const dateOf = (text: string): bigint | undefined => {
  const [, date, time = '00:00', fraction = '', zone = ''] = ISO.exec(text) ?? [];
  if (date !== undefined) return momentOf(`${date}T${time}${zone}`, fraction);
  const [, month = '', day = '', year, clock = '', part = '', utc = ''] = LETTERS.exec(text) ?? [];
  const number = String(MONTHS.indexOf(month) / 3 + 1).padStart(2, '0');
  return year === undefined ? undefined : momentOf(`${year}-${number}-${day.padStart(2, '0')}T${clock}${utc === '' ? '' : 'Z'}`, part);
};
const ISO = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:\d\d)?$/;
const LETTERS = /^([A-Z][a-z]{2}) +(\d{1,2}), (\d{4}) (\d\d:\d\d(?::\d\d)?)(?:\.(\d{1,9}))?( UTC)?$/;
const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';

const momentOf = (date: string, fraction: string): bigint | undefined => {
  const millis = Date.parse(date);
  return Number.isNaN(millis) ? undefined : BigInt(millis) * 1_000_000n + BigInt(fraction.padEnd(9, '0'));
};

const KINDS: Readonly<Record<Show, Kind>> = {
  dec: 'number',
  hex: 'number',
  bool: 'bool',
  float: 'float',
  mac: 'mac',
  ip4: 'ip4',
  ip6: 'ip6',
  bytes: 'bytes',
  string: 'string',
  time: 'time',
  date: 'date',
  none: 'mark',
};

const FAMILIES: Readonly<Record<Kind, 'number' | 'ip4' | 'time' | 'text' | 'bytes' | 'none'>> = {
  number: 'number',
  bool: 'number',
  float: 'number',
  ip4: 'ip4',
  ip6: 'bytes',
  mac: 'bytes',
  bytes: 'bytes',
  string: 'text',
  time: 'time',
  date: 'time',
  mark: 'none',
};

const MAX_SAFE = BigInt(Number.MAX_SAFE_INTEGER);
const DIGITS: Readonly<Record<string, string>> = { '0x': '0123456789abcdef', '0b': '01', '0o': '01234567' };
const TRUE: ReadonlySet<string> = new Set(['true', 'set', 'yes']);
const FALSE: ReadonlySet<string> = new Set(['false', 'not set', 'no']);
