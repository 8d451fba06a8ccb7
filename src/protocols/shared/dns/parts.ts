/** The kinds of parts that records, options and parameters are made of. */

import { ip4Number, ip6Text, parseIp4, parseIp6 } from '../../../core/address.ts';
import { type Bytes, u8 as byteAt, fromUtf8, u32 as longAt, u16 as wordAt } from '../../../core/bytes.ts';
import { UsageError } from '../../../core/fault.ts';
import { sayWrong } from '../../../core/said.ts';
import { dateNanos } from '../../../core/time.ts';
import type { Said } from '../../../core/words.ts';
import type { Dissecting, FieldOptions, Fields } from '../../../wire/types.ts';
import type { Show, Value } from '../../../wire/value.ts';
import { escapeBytes, findName, type NamePlace, shownName, Trouble, troubleText, unescapeText } from '../dns-name.ts';
import { dnsField, dnsFields, fits, type Given, type Gives, type Part, putSpan } from './part.ts';
import { putIp4, putIp6, putName, putText } from './row-values.ts';

/** Gives what lies in so many bytes. */
const giving = (key: string, bytes: number, at: (b: Bytes, o: number) => Value): Gives => ({
  keys: [key],
  from: (into, b, o, _base, end) => {
    if (o + bytes > end) return -1;
    if (into.keys.has(key)) into.put(key, at(b, o));
    return o + bytes;
  },
});

// ---- numbers ---------------------------------------------------------------------------------------------------------

const number =
  (bytes: 1 | 2 | 4, at: (b: Bytes, o: number) => number) =>
  (key: string, title: string, options: FieldOptions = {}): Part<number> => ({
    fields: dnsField(key, title, options.show ?? 'dec', { width: bytes * 8, ...options }),
    put: (d, o, end) => putSpan(d, key, o, bytes, end),
    gives: (options.show ?? 'dec') === 'dec' || options.show === 'hex' ? giving(key, bytes, at) : undefined,
    row: (out, b, o, _base, end) => {
      if (o + bytes > end) return -1;
      out.number(at(b, o));
      return o + bytes;
    },
    read: (r) => r.number(bytes),
    write: (w, value) => w.number(bytes, value),
  });

export const u8 = number(1, byteAt);
export const u16 = number(2, wordAt);
export const u32 = number(4, longAt);

/** A number of 8, 16 or 32 bits with parts of its own. */
export const flags = (declared: Fields): Part<number> => {
  const fields = dnsFields(declared);
  const bytes = (Object.values(fields).reduce((n, f) => n + f.bits, 0) >> 3) as 1 | 2 | 4;
  return {
    fields,
    put: (d, o, end) => (fits(d, o, bytes, end) ? (d.struct(fields, o) ?? -1) : -1),
    read: (r) => r.number(bytes),
    write: (w, value) => w.number(bytes, value),
  };
};

/** Seconds that people count in minutes, hours and days. */
export const seconds = (key: string, title: string): Part<number> => u32(key, title, { text: (v) => `${v} (${spanText(Number(v))})` });

const SPANS = [
  ['day', 86400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

/** `1 hour, 15 minutes` */
export const spanText = (total: number): string => {
  let left = total;
  const parts: string[] = [];
  for (const [name, size] of SPANS) {
    const n = Math.floor(left / size);
    left -= n * size;
    if (n > 0) parts.push(`${n} ${name}${n === 1 ? '' : 's'}`);
  }
  return parts.join(', ') || '0 seconds';
};

/** Seconds since 1970, in 4 or 6 bytes. */
export const instant = (bytes: 4 | 6, key: string, title: string): Part<number> => ({
  fields: dnsField(key, title, 'date'),
  put: (d, o, end) => {
    if (!fits(d, o, bytes, end) || !d.has(o, bytes)) return -1;
    d.put(key, o, bytes, d.wants(key) ? dateNanos(instantAt(d.b, o, bytes)) : 0n);
    return o + bytes;
  },
  gives: giving(key, bytes, (b, o) => dateNanos(instantAt(b, o, bytes))),
  read: (r) => (bytes === 6 ? r.number(2) * 2 ** 32 : 0) + r.number(4),
  write: (w, value) => {
    if (bytes === 6) w.number(2, Math.floor(value / 2 ** 32));
    w.number(4, value % 2 ** 32);
  },
});

const instantAt = (b: Bytes, o: number, bytes: 4 | 6): number => (bytes === 6 ? wordAt(b, o) * 2 ** 32 + longAt(b, o + 2) : longAt(b, o));

// ---- names and addresses ---------------------------------------------------------------------------------------------

/** Puts the name at `o` of [o, end); the offset behind it or -1. */
export const putNameField = (d: Dissecting, key: string, o: number, end: number): number => {
  const name = findName(d.b, o, d.start, d.end);
  if (name.trouble !== Trouble.none && name.trouble < Trouble.loop) return refuseName(d, name);
  const { next, trouble, at, stray } = name;
  const text = d.wants(key) ? shownName(d.b, name) : '';
  if (!fits(d, o, next - o, end)) return -1;
  if (trouble !== Trouble.none) d.fault('name', at, 0, troubleText(name));
  else if (stray) d.fault('name', o, next - o, 'a pointer to where no earlier name is (RFC 1035 §4.1.4)', 'note');
  return d.put(key, o, next - o, text) === undefined ? -1 : next;
};

/** The same without a tree, of a name in which nothing is wrong. `end` is not behind that of the message. */
const giveName = (into: Given, key: string, b: Bytes, o: number, base: number, end: number): number => {
  const name = findName(b, o, base, end);
  if (name.trouble !== Trouble.none || name.next > end) return -1;
  if (into.keys.has(key)) into.put(key, shownName(b, name));
  return name.next;
};

/** What cannot be read leaves nothing to go on with. */
const refuseName = (d: Dissecting, name: NamePlace): -1 => {
  if (name.trouble !== Trouble.label && d.end < d.wire) d.has(d.end, 1);
  else d.stop('malformed', name.at, troubleText(name));
  return -1;
};

export interface NameOptions {
  /** Writers may compress it (RFC 3597 §4). */
  readonly compress?: boolean;
}

export const name = (key: string, title: string, { compress = false }: NameOptions = {}): Part<string> => ({
  fields: dnsField(key, title, 'string'),
  put: (d, o, end) => putNameField(d, key, o, end),
  gives: { keys: [key], from: (into, b, o, base, end) => giveName(into, key, b, o, base, end) },
  row: (out, b, o, base, end) => putName(out, b, o, base, end),
  read: (r) => r.name(),
  write: (w, value) => w.name(value, compress),
});

const parsed = (text: string, bytes: Bytes | undefined, kind: Said): Bytes => {
  if (bytes === undefined) throw new UsageError('address', kind, text);
  return bytes;
};

export const ip4 = (key: string, title: string): Part<string> => ({
  fields: dnsField(key, title, 'ip4'),
  put: (d, o, end) => putSpan(d, key, o, 4, end),
  gives: giving(key, 4, longAt),
  row: (out, b, o, _base, end) => {
    if (o + 4 > end) return -1;
    putIp4(out, b, o);
    return o + 4;
  },
  read: (r) => ip4Number(r.number(4)),
  write: (w, value) => w.put(parsed(value, parseIp4(value), sayWrong('ip4Alone'))),
});

export const ip6 = (key: string, title: string): Part<string> => ({
  fields: dnsField(key, title, 'ip6'),
  put: (d, o, end) => putSpan(d, key, o, 16, end),
  gives: giving(key, 16, (b, o) => b.subarray(o, o + 16)),
  row: (out, b, o, _base, end) => {
    if (o + 16 > end) return -1;
    putIp6(out, b, o);
    return o + 16;
  },
  read: (r) => {
    const b = r.bytes(16);
    return b.length === 16 ? ip6Text(b) : '::';
  },
  write: (w, value) => w.put(parsed(value, parseIp6(value), sayWrong('ip6Alone'))),
});

// ---- texts and bytes -------------------------------------------------------------------------------------------------

/** A text behind its length byte, in escaped form. */
export const text = (key: string, title: string, length: string): Part<string> => ({
  fields: { ...dnsField(length, `${title} Length`), ...dnsField(key, title, 'string') },
  put: (d, o, end) => {
    const from = putSpan(d, length, o, 1, end);
    return from < 0 ? -1 : putTextField(d, key, from, byteAt(d.b, o), end);
  },
  gives: {
    keys: [length, key],
    from: (into, b, o, _base, end) => {
      const to = o < end ? o + 1 + byteAt(b, o) : end + 1;
      if (to > end) return -1;
      if (into.keys.has(length)) into.put(length, byteAt(b, o));
      if (into.keys.has(key)) into.put(key, fromUtf8(b.subarray(o + 1, to)));
      return to;
    },
  },
  row: (out, b, o, _base, end) => {
    const to = o < end ? o + 1 + byteAt(b, o) : end + 1;
    if (to > end) return -1;
    putText(out, b, o + 1, to);
    return to;
  },
  read: (r) => escaped(r.bytes(r.number(1))),
  write: (w, value) => w.counted(1, () => w.put(unescapeText(value))),
});

const escaped = (b: Bytes): string => escapeBytes(b, 0, b.length);

/** Puts [o, o + length) as text, NULs and all. */
export const putTextField = (d: Dissecting, key: string, o: number, length: number, end: number): number => {
  if (!fits(d, o, length, end) || !d.has(o, length)) return -1;
  d.put(key, o, length, d.wants(key) ? fromUtf8(d.b.subarray(o, o + length)) : '');
  return o + length;
};

/** Text up to the end, in escaped form. */
export const restText = (key: string, title: string): Part<string> => ({
  fields: dnsField(key, title, 'string'),
  put: (d, o, end) => (o === end ? o : putTextField(d, key, o, end - o, end)),
  read: (r) => escaped(r.bytes(r.left)),
  write: (w, value) => w.put(unescapeText(value)),
});

/** Bytes up to the end. `empty`: shown where there are none, too. */
export const rest = (key: string, title: string, options: { readonly empty?: boolean } = {}): Part<Bytes> => ({
  fields: dnsField(key, title, 'bytes'),
  put: (d, o, end) => (o === end && !options.empty ? o : putSpan(d, key, o, end - o, end)),
  gives: {
    keys: [key],
    from: (into, b, o, _base, end) => {
      if (into.keys.has(key) && (o < end || options.empty)) into.put(key, b.subarray(o, end));
      return end;
    },
  },
  read: (r) => r.bytes(r.left),
  write: (w, value) => w.put(value),
});

/** `count` bytes. */
export const bytes = (count: number, key: string, title: string, show: Show = 'bytes'): Part<Bytes> => ({
  fields: dnsField(key, title, show),
  put: (d, o, end) => putSpan(d, key, o, count, end),
  gives: show === 'bytes' ? giving(key, count, (b, o) => b.subarray(o, o + count)) : undefined,
  read: (r) => r.bytes(count),
  write: (w, value) => {
    if (value.length !== count) throw new UsageError(title, sayWrong('bytesCount', { count: String(count) }), String(value.length));
    w.put(value);
  },
});

/** Bytes behind their length. */
export const counted = (
  size: 1 | 2,
  key: string,
  title: string,
  length: string,
  options: { readonly empty?: boolean } = {},
): Part<Bytes> => ({
  fields: { ...dnsField(length, `${title} Length`), ...dnsField(key, title, 'bytes') },
  put: (d, o, end) => {
    const from = putSpan(d, length, o, size, end);
    const count = from < 0 ? 0 : size === 1 ? byteAt(d.b, o) : wordAt(d.b, o);
    return from < 0 || (count === 0 && !options.empty) ? from : putSpan(d, key, from, count, end);
  },
  read: (r) => r.bytes(r.number(size)),
  write: (w, value) => w.counted(size, () => w.put(value)),
});

/** What is dissected by hand and stays bytes in plain data. */
export const opaque = (fields: Fields, put: Part<Bytes>['put'], row?: Part<Bytes>['row']): Part<Bytes> => ({
  fields,
  put,
  ...(row && { row }),
  read: (r) => r.bytes(r.left),
  write: (w, value) => w.put(value),
});

/** As often as there is room. */
export const many = <T>(part: Part<T>): Part<readonly T[]> => ({
  fields: part.fields,
  put: (d, o, end) => {
    let at = o;
    while (at >= 0 && at < end && !d.stopped) at = part.put(d, at, end);
    return d.stopped ? -1 : at;
  },
  gives: part.gives && {
    keys: part.gives.keys,
    from: (into, b, o, base, end) => {
      let at = o;
      while (at >= 0 && at < end) at = part.gives!.from(into, b, at, base, end);
      return at;
    },
  },
  read: (r) => {
    const all: T[] = [];
    while (r.left > 0) all.push(part.read(r));
    return all;
  },
  write: (w, values) => {
    for (const value of values) part.write(w, value);
  },
});
