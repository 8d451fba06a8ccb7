/** Neighbour discovery options, RFC 4861 §4.6 and the RFCs named at each. */
import { u8 as byteAt } from '../../core/bytes.ts';
import { bits, extra, flag, ip6, u8, u16, u32 } from '../../wire/field.ts';
import { exportText } from '../../wire/show.ts';
import type { Dissecting, Field, Fields } from '../../wire/types.ts';

interface Option {
  readonly title: string;
  readonly fields?: Fields;
  readonly read?: (d: Dissecting, o: number, length: number) => void;
}

const prefix: Fields = {
  'opt.prefix.length': u8('Prefix Length'),
  'opt.prefix.flag': u8('Flag', {
    show: 'hex',
    sub: {
      l: flag('On-link flag(L)'),
      a: flag('Autonomous address-configuration flag(A)'),
      r: flag('Router address flag(R)'),
      reserved: bits(5, 'Reserved'),
    },
  }),
  'opt.prefix.valid_lifetime': u32('Valid Lifetime'),
  'opt.prefix.preferred_lifetime': u32('Preferred Lifetime'),
  'opt.reserved': u32('Reserved', { hidden: true, unnamed: true }),
  'opt.prefix': ip6('Prefix'),
};

const linkAddress =
  (key: string) =>
  (d: Dissecting, o: number, length: number): void => {
    if (length !== 6) return;
    d.put('opt.linkaddr', o, 6);
    d.put(key, o, 6);
  };

const servers = (d: Dissecting, o: number, length: number): void => {
  d.put('opt.rdnss.lifetime', o + 2, 4);
  for (let at = o + 6; at + 16 <= o + length && !d.stopped; at += 16) d.put('opt.rdnss', at, 16);
};

/** RFC 8106 §5.2: domain names, each a run of labels, padded with zeros. */
const searchList = (d: Dissecting, o: number, length: number): void => {
  d.put('opt.dnssl.lifetime', o + 2, 4);
  let labels: string[] = [];
  let first = o + 6;
  for (let at = o + 6; at < o + length && d.has(at, 1); ) {
    const n = byteAt(d.b, at);
    if (n === 0 || at + n >= o + length) {
      if (labels.length > 0) d.put('opt.dnssl', first, at + 1 - first, labels.join('.'));
      if (n !== 0 || labels.length === 0) return;
      labels = [];
      first = at + 1;
    } else if (d.has(at + 1, n)) labels.push(String.fromCharCode(...d.b.subarray(at + 1, at + 1 + n)));
    at += n + 1;
  }
};

const routeFlags: Fields = {
  'opt.prefix.length': u8('Prefix Length'),
  'opt.route_info.flag': u8('Flag', {
    show: 'hex',
    sub: {
      high: bits(3, 'Reserved', { unnamed: true }),
      route_preference: bits(2, 'Route Preference'),
      low: bits(3, 'Reserved', { unnamed: true }),
    },
  }),
  'opt.route_lifetime': u32('Route Lifetime'),
};

/** RFC 4191 §2.3: the prefix takes 0, 8 or 16 bytes. */
const routeInformation = (d: Dissecting, o: number, length: number): void => {
  const at = d.struct(routeFlags, o);
  if (at === undefined || o + length <= at) return;
  const address = new Uint8Array(16);
  address.set(d.b.subarray(at, Math.min(o + length, d.end, at + 16)));
  d.put('opt.prefix', at, o + length - at, address);
};

export const neighbourOptions: Readonly<Record<number, Option>> = {
  1: { title: 'Source link-layer address', read: linkAddress('opt.src_linkaddr') },
  2: { title: 'Target link-layer address', read: linkAddress('opt.target_linkaddr') },
  3: { title: 'Prefix information', fields: prefix },
  5: { title: 'MTU', fields: { 'opt.reserved': u16('Reserved', { hidden: true, unnamed: true }), 'opt.mtu': u32('MTU') } },
  14: { title: 'Nonce', read: (d, o, length) => void (length > 0 && d.put('opt.nonce', o, length)) },
  24: { title: 'Route Information', read: (d, o, length) => routeInformation(d, o, length) },
  25: { title: 'Recursive DNS Server', read: servers },
  31: { title: 'DNS Search List Option', read: searchList },
};

export const neighbourFields: Fields = {
  ...prefix,
  ...routeFlags,
  opt: extra('ICMPv6 Option', 'none'),
  'opt.type': extra('Type', 'dec', { names: Object.fromEntries(Object.entries(neighbourOptions).map(([n, { title }]) => [n, title])) }),
  'opt.length': extra('Length'),
  'opt.linkaddr': extra('Link-layer address', 'mac', { hidden: true }),
  'opt.src_linkaddr': extra('Source Link-layer address', 'mac', { hidden: true }),
  'opt.target_linkaddr': extra('Target Link-layer address', 'mac', { hidden: true }),
  'opt.mtu': extra('MTU'),
  'opt.nonce': extra('Nonce', 'bytes'),
  'opt.rdnss.lifetime': extra('Lifetime'),
  'opt.rdnss': extra('Recursive DNS Servers', 'ip6'),
  'opt.dnssl.lifetime': extra('Lifetime'),
  'opt.dnssl': extra('Domain Names', 'string'),
};

/** Puts the options from `from` to the end; each takes a whole number of 8 bytes, and one of length 0 ends the list. */
export const readNeighbourOptions = (d: Dissecting, options: Readonly<Record<number, Option>>, from: number): void => {
  for (let o = from; o < d.end && !d.stopped; ) {
    if (!d.has(o, 2)) return;
    const length = byteAt(d.b, o + 1) * 8;
    const known = options[byteAt(d.b, o)];
    const option = d.put('opt', o, Math.max(2, Math.min(length, d.end - o)), true);
    d.under(option, () => {
      d.put('opt.type', o, 1);
      d.put('opt.length', o + 1, 1);
      if (length > 0) readValue(d, known, o + 2, length - 2);
    });
    if (option) option.text = lineOf(known, byteAt(d.b, o), option);
    if (length === 0) d.stop('option', o, 'an option of length 0 cannot be passed');
    o += length;
  }
};

const readValue = (d: Dissecting, option: Option | undefined, o: number, length: number): void => {
  if (option?.fields) d.struct(option.fields, o);
  option?.read?.(d, o, length);
};

/** `ICMPv6 Option (Source link-layer address : 02:00:00:00:00:09)`: the title, and the value that matters most. */
const lineOf = (known: Option | undefined, type: number, option: Field): string => {
  const field = option.children.find((f) => SAID.has(f.name));
  const length = option.children.find((f) => f.name === 'icmpv6.opt.prefix.length');
  const value = field && `${exportText(field.spec, field.value)}${length === undefined ? '' : `/${length.value}`}`;
  return `ICMPv6 Option (${known?.title ?? `Unknown ${type}`}${value === undefined ? '' : ` : ${value}`})`;
};
const SAID: ReadonlySet<string> = new Set(
  ['src_linkaddr', 'target_linkaddr', 'prefix', 'mtu', 'nonce', 'rdnss', 'dnssl'].map((key) => `icmpv6.opt.${key}`),
);
