/** Neighbour discovery options, RFC 4861 §4.6 and the RFCs named at each. */
import { ip6Text } from '../../core/address.ts';
import { type Bytes, u8 as byteAt, u32 as longAt, u16 as wordAt } from '../../core/bytes.ts';
import { dateNanos } from '../../core/time.ts';
import { bits, extra, flag, ip6, raw, u8, u16, u32 } from '../../wire/field.ts';
import { exportText } from '../../wire/show.ts';
import type { Dissecting, Field, Fields } from '../../wire/types.ts';
import { movingFields, movingOptions } from './moving-options.ts';
import { nameAt } from './names-of-options.ts';
import { type Option, reserved, reservedSix, toEnd } from './option-parts.ts';

const PREFERENCE = { 0: 'Medium', 1: 'High', 2: 'Reserved', 3: 'Low' };
const INFINITE = { 4294967295: 'Infinity' };

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
  'opt.prefix.valid_lifetime': u32('Valid Lifetime', { names: INFINITE }),
  'opt.prefix.preferred_lifetime': u32('Preferred Lifetime', { names: INFINITE }),
  ...reserved(4),
  'opt.prefix': ip6('Prefix'),
};

/** Six bytes are a MAC; an address of eight is followed by six that say nothing. */
const linkAddress =
  (key: string) =>
  (d: Dissecting, o: number, end: number): number => {
    const size = end - o === 6 ? 'mac' : 'bytes';
    d.put(size === 'mac' ? 'opt.linkaddr' : 'opt.linkaddr.long', o, end - o);
    d.put(size === 'mac' ? key : `${key}.long`, o, end - o);
    return end;
  };
const linkFields = (key: string, title: string): Fields => ({
  [key]: extra(title, 'mac', { hidden: true }),
  [`${key}.long`]: extra(title, 'bytes', { hidden: true, as: `icmpv6.${key}` }),
});

const each =
  (key: string, size = 16) =>
  (d: Dissecting, from: number, end: number): number | undefined => {
    let o = from;
    while (o + size <= end && d.put(key, o, size)) o += size;
    return d.stopped ? undefined : o;
  };

/** RFC 8106 §5.2: domain names, padded with zeros. */
const searchList = (d: Dissecting, from: number, end: number): number | undefined => {
  let o: number | undefined = from;
  while (o !== undefined && o < end && byteAt(d.b, o) !== 0) o = nameAt(d, 'opt.dnssl', o, end);
  if (o !== undefined && o < end) d.put('opt.padding', o, end - o);
  return o === undefined ? undefined : end;
};

const routeFlags: Fields = {
  'opt.prefix.length': u8('Prefix Length'),
  'opt.route_info.flag': u8('Flag', {
    show: 'hex',
    sub: {
      high: bits(3, 'Reserved', { unnamed: true, hidden: true }),
      route_preference: bits(2, 'Route Preference', { names: PREFERENCE }),
      low: bits(3, 'Reserved', { unnamed: true, hidden: true }),
    },
  }),
  'opt.route_lifetime': u32('Route Lifetime', { names: INFINITE }),
};

/** RFC 4191 §2.3: the prefix takes 0, 8 or 16 bytes. */
const routeInformation = (d: Dissecting, o: number, end: number): number => {
  const flags = byteAt(d.b, o - 5);
  d.put('opt.route_info.flag.reserved', o - 5, 1, flags & 0xe7);
  return shortAddress(d, 'opt.prefix', o, end);
};

/** Its leading bytes alone. */
const shortAddress = (d: Dissecting, key: string, o: number, end: number): number => {
  if (end <= o) return o;
  d.put(key, o, end - o, leading(d.b, o, Math.min(end, d.end)));
  return end;
};

const leading = (b: Bytes, from: number, to: number): Bytes => {
  const address = new Uint8Array(16);
  address.set(b.subarray(from, Math.min(to, from + 16)));
  return address;
};

/** RFC 8781 §4: how many bytes of the prefix count, by its length's code. */
const PREFIX_BITS = [96, 64, 56, 48, 40, 32];
const translation = (d: Dissecting, o: number): number | undefined => {
  const code = d.v['opt.pref64.plc'] ?? 0;
  const bytes = (PREFIX_BITS[code] ?? 0) / 8;
  return bytes > 0 && d.has(o, 12) && d.put('opt.pref64.prefix', o, 12, leading(d.b, o, o + bytes)) ? o + 12 : undefined;
};

/** RFC 3971 §5.3.1: seconds in 48 bits, and a fraction in 16. */
const timestamp = (d: Dissecting, o: number): number | undefined => {
  if (!d.has(o, 8)) return undefined;
  const seconds = wordAt(d.b, o) * 2 ** 32 + longAt(d.b, o + 2);
  const nanos = Math.floor((wordAt(d.b, o + 6) * 1e9) / 65536);
  return d.put('opt.timestamp', o, 8, dateNanos(seconds, nanos)) && o + 8;
};

/** RFC 4861 §4.6.3: as much as there is room for of the packet that should have gone another way. */
const redirected = (d: Dissecting, o: number, end: number): number | undefined => {
  if (end - o < 40) return undefined;
  d.put('opt.redirected_packet', o, end - o);
  if (!d.has(o, 6) || byteAt(d.b, o) >> 4 !== 6) return undefined;
  const to = Math.min(end, o + 40 + wordAt(d.b, o + 4));
  d.follow(d.node('ipv6'), o, to, to, true);
  return to;
};

export const neighbourOptions: Readonly<Record<number, Option>> = {
  ...movingOptions,
  1: { title: 'Source link-layer address', read: linkAddress('opt.src_linkaddr') },
  2: { title: 'Target link-layer address', read: linkAddress('opt.target_linkaddr') },
  3: { title: 'Prefix information', fields: prefix },
  4: { title: 'Redirected header', fields: reservedSix, read: redirected },
  5: { title: 'MTU', fields: { ...reserved(2), 'opt.mtu': u32('MTU') } },
  6: {
    title: 'NBMA Shortcut Limit Option',
    fields: {
      'opt.nbma.shortcut_limit': u8('Shortcut Limit'),
      ...reserved(1),
      'opt.reserved.more': raw(3, 'Reserved', 'none', { as: 'icmpv6.opt.reserved' }),
    },
  },
  7: { title: 'Advertisement Interval', fields: { ...reserved(2), 'opt.advertisement_interval': u32('Advertisement Interval') } },
  8: {
    title: 'Home Agent Information',
    fields: {
      ...reserved(2),
      'opt.home_agent_preference': u16('Home Agent Preference'),
      'opt.home_agent_lifetime': u16('Home Agent Preference'),
    },
  },
  9: { title: 'Source Address List', fields: reservedSix, read: each('opt.ipv6_address') },
  10: { title: 'Target Address List', fields: reservedSix, read: each('opt.ipv6_address') },
  13: { title: 'Timestamp', fields: reservedSix, read: timestamp },
  14: { title: 'Nonce', read: toEnd('opt.nonce') },
  24: { title: 'Route Information', fields: routeFlags, read: routeInformation },
  25: {
    title: 'Recursive DNS Server',
    fields: {
      ...reserved(2),
      'opt.rdnss.lifetime': u32('Lifetime', { names: { 0: 'RDNSS address MUST no longer be used', ...INFINITE } }),
    },
    read: each('opt.rdnss'),
  },
  26: {
    title: 'RA Flags Extension',
    fields: {
      'opt.efo': u16('Flags Expansion Option', {
        show: 'hex',
        sub: {
          m: flag('Managed address configuration'),
          o: flag('Other configuration'),
          h: flag('Home Agent'),
          prf: bits(2, 'Prf (Default Router Preference)', { names: PREFERENCE }),
          p: flag('Proxy'),
          rsv: bits(10, 'Reserved'),
        },
      }),
    },
    read: toEnd('opt.reserved'),
  },
  31: {
    title: 'DNS Search List Option',
    fields: {
      ...reserved(2),
      'opt.dnssl.lifetime': u32('Lifetime', { names: { 0: 'DNSSL domain name MUST no longer be used', ...INFINITE } }),
    },
    read: searchList,
  },
  33: {
    title: 'Address Registration Option',
    fields: {
      'opt.aro.status': u8('Status', { names: { 0: 'Success', 1: 'Duplicate Exists', 2: 'Neighbor Cache Full' } }),
      ...reserved(1),
      'opt.aro.reserved': u16('Reserved', { unnamed: true, hidden: true }),
      'opt.aro.registration_lifetime': u16('Registration  Lifetime'),
    },
    read: (d, o) => d.put('opt.aro.eui64', o, 8) && o + 8,
  },
  34: {
    title: '6LoWPAN Context Option',
    fields: {
      'opt.6co.context_length': u8('Context Length'),
      'opt.6co.flag': u8('Flag', {
        show: 'hex',
        sub: { reserved: bits(3, 'Reserved'), c: flag('Compression Flag'), cid: bits(4, 'CID') },
      }),
      ...reserved(2),
      'opt.6co.valid_lifetime': u16('Lifetime'),
    },
    read: (d, o, end) => shortAddress(d, 'opt.6co.context_prefix', o, end),
  },
  35: {
    title: 'Authoritative Border Router',
    fields: {
      'opt.abro.version_low': u16('Version Low'),
      'opt.abro.version_high': u16('Version'),
      'opt.abro.valid_lifetime': u16('Valid Lifetime'),
      'opt.abro.6lbr_address': ip6('6LBR Address'),
    },
  },
  36: {
    title: '6LoWPAN Capability Indication Option',
    fields: {
      'opt.6cio.unassigned1': bits(15, 'Unassigned', { show: 'hex', width: 16 }),
      'opt.6cio.flag_g': bits(1, 'G', { show: 'hex', width: 16 }),
      'opt.6cio.unassigned2': u32('Unassigned', { show: 'hex' }),
    },
  },
  37: { title: 'DHCP Captive-Portal', read: toEnd('opt.captive_portal') },
  38: {
    title: 'PREF64 Option',
    fields: {
      'opt.pref64.scaled_lifetime': bits(13, 'Scaled Lifetime'),
      'opt.pref64.plc': bits(3, 'PLC (Prefix Length Code)', {
        show: 'hex',
        width: 16,
        names: Object.fromEntries(PREFIX_BITS.map((count, code) => [code, `${count} bits prefix length`])),
      }),
    },
    read: translation,
  },
  138: { title: 'CARD Request', read: toEnd('data') },
  139: { title: 'CARD Reply', read: toEnd('data') },
  253: { title: 'RFC3692-style Experiment 1', read: toEnd('data') },
  254: { title: 'RFC3692-style Experiment 2', read: toEnd('data') },
};

export const neighbourFields: Fields = {
  ...Object.assign({}, ...Object.values(neighbourOptions).map((o) => o.fields ?? {})),
  ...movingFields,
  ...linkFields('opt.linkaddr', 'Link-layer address'),
  ...linkFields('opt.src_linkaddr', 'Source Link-layer address'),
  ...linkFields('opt.target_linkaddr', 'Target Link-layer address'),
  opt: extra('ICMPv6 Option', 'none'),
  'opt.type': extra('Type', 'dec', { names: Object.fromEntries(Object.entries(neighbourOptions).map(([n, { title }]) => [n, title])) }),
  'opt.length': extra('Length', 'dec', { text: (v) => `${v} (${Number(v) * 8} bytes)` }),
  'opt.reserved': extra('Reserved', 'none'),
  'opt.padding': extra('Padding', 'none'),
  'opt.redirected_packet': extra('Redirected Packet', 'none'),
  'opt.route_info.flag.reserved': extra('Reserved'),
  'opt.ipv6_address': extra('IPv6 Address', 'ip6'),
  'opt.timestamp': extra('Timestamp', 'date'),
  'opt.aro.eui64': extra('EUI-64', 'bytes'),
  'opt.6co.context_prefix': extra('Context Prefix', 'ip6'),
  'opt.captive_portal': extra('Captive Portal', 'string'),
  'opt.pref64.prefix': extra('Prefix', 'ip6'),
  'opt.nonce': extra('Nonce', 'bytes'),
  'opt.rdnss': extra('Recursive DNS Servers', 'ip6', { text: (v) => ip6Text(v as Bytes) }),
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
      if (length > 0) d.upTo(o + length, () => readValue(d, known, o + 2, o + length));
    });
    if (option) option.text = lineOf(known, byteAt(d.b, o), option);
    if (length === 0) d.stop('option', o, 'an option of length 0 cannot be passed');
    o += length;
  }
};

const readValue = (d: Dissecting, option: Option | undefined, o: number, end: number): void => {
  if (option === undefined) {
    d.put('data', o, end - o);
    return;
  }
  let at: number | undefined = option.fields ? d.struct(option.fields, o) : o;
  if (at !== undefined && option.read) at = option.read(d, at, end);
  if (at !== undefined && at < end && !d.stopped) d.put('unknown_data', at, end - at);
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
