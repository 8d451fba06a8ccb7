/** IPv6 extension headers, RFC 8200 §4: hop-by-hop options, destination options, routing, fragment; authentication RFC 4302. */
import type { Bytes } from '../../core/bytes.ts';
import type { Dissecting } from '../../wire/dissect.ts';
import { bits, extra, type Fields, flag, raw, u8, u32 } from '../../wire/field.ts';
import { IP_PROTOCOLS } from '../../wire/ip-protocols.ts';
import { layer } from '../../wire/layer.ts';
import { optionFields, options } from './options.ts';

const next = (needs = 1) => u8('Next Header', { needs, names: IP_PROTOCOLS, auto: (c) => (c.upper < 0 ? 59 : c.upper) });
/** Length in 8-byte units beyond the first 8, and what it says in bytes. */
const length = () =>
  u8('Length', {
    auto: (c) => (c.header >> 3) - 1,
    seen: (d) => void d.add('len_oct', (d.v['len']! + 1) * 8),
  });
const lengthExtra: Fields = { len_oct: extra('Length', 'dec', { unit: ' bytes' }) };

const optionHeader = (name: string, title: string, key: number) =>
  layer(name, {
    title,
    spec: 'RFC 8200',
    label: 'IPv6',
    fields: { nxt: next(2), len: length() },
    extras: { ...lengthExtra, ...optionFields },
    header: (v) => (v.len + 1) * 8,
    next: { nxt: 'ip.proto' },
    on: { 'ip.proto': key },
    options,
    heading: () => title,
    info: () => title,
  });

export const hopByHop = optionHeader('ipv6.hopopts', 'IPv6 Hop-by-Hop Option', 0);
export const destinationOptions = optionHeader('ipv6.dstopts', 'Destination Options for IPv6', 60);

const ROUTING = { 0: 'Source Route', 2: 'Mobile IP', 3: 'RPL Source Routing Header', 4: 'Segment Routing' };

export const routing = layer('ipv6.routing', {
  title: 'Routing Header for IPv6',
  spec: 'RFC 8200',
  label: 'IPv6',
  fields: { nxt: next(), len: length(), type: u8('Type', { names: ROUTING }), segleft: u8('Segments Left') },
  extras: {
    ...lengthExtra,
    'src.reserved': extra('Reserved', 'bytes'),
    'src.addr': extra('Address', 'ip6'),
    'mipv6.reserved': extra('Reserved', 'bytes'),
    'mipv6.home_address': extra('Home Address', 'ip6'),
    'srh.last_entry': u8('Last Entry'),
    'srh.flags': u8('Flags', { show: 'hex' }),
    'srh.tag': extra('Tag', 'bytes'),
    'srh.addr': extra('Address', 'ip6'),
    unknown_data: extra('Unknown Data', 'bytes'),
  },
  header: (v) => (v.len + 1) * 8,
  next: { nxt: 'ip.proto' },
  on: { 'ip.proto': 43 },
  heading: (d) => `Routing Header for IPv6 (${ROUTING[d.v['type'] as 0] ?? 'Unknown type'})`,
  info: () => 'Routing Header for IPv6',
  body: (d) => route(d),
});

const addresses = (d: Dissecting, key: string, from: number): void => {
  for (let o = from; o + 16 <= d.header && !d.stopped; o += 16) d.put(key, o, 16);
};

const route = (d: Dissecting): void => {
  const o = d.start + 4;
  const type = d.v['type'];
  if (type === 0) {
    d.put('src.reserved', o, 4);
    addresses(d, 'src.addr', o + 4);
  } else if (type === 2) {
    d.put('mipv6.reserved', o, 4);
    d.put('mipv6.home_address', o + 4, 16);
  } else if (type === 4) {
    d.put('srh.last_entry', o, 1);
    d.put('srh.flags', o + 1, 1);
    d.put('srh.tag', o + 2, 2);
    addresses(d, 'srh.addr', o + 4);
  } else if (d.header > o) d.put('unknown_data', o, d.header - o);
};

/** RFC 8200 §4.5. */
export const fragment = layer('ipv6.fraghdr', {
  title: 'Fragment Header for IPv6',
  spec: 'RFC 8200',
  label: 'IPv6',
  fields: {
    nxt: next(8),
    reserved_octet: u8('Reserved octet', { show: 'hex', fallback: 0 }),
    offset: bits(13, 'Offset', { fallback: 0 }),
    reserved_bits: bits(2, 'Reserved bits', { fallback: 0 }),
    more: flag('More Fragments'),
    ident: u32('Identification', { show: 'hex' }),
  },
  next: { nxt: 'ip.proto' },
  last: (v) => v.offset > 0 || v.more === 1,
  on: { 'ip.proto': 44 },
  heading: () => 'Fragment Header for IPv6',
  info: (d) =>
    `IPv6 fragment (off=${(d.v['offset'] ?? 0) * 8} more=${d.v['more'] === 1 ? 'y' : 'n'} ident=0x${(d.v['ident'] ?? 0).toString(16).padStart(8, '0')} nxt=${d.v['nxt']})`,
  body: (d) => reassemble(d),
});

const reassemble = (d: Dissecting): void => {
  const offset = d.v['offset']! * 8;
  const more = d.v['more'] === 1;
  if (offset === 0 && !more) return;
  const ip = d.below('ipv6');
  if (ip === undefined || d.end < d.wire) return;
  const key = `6/${hexOf(ip.b.subarray(ip.start + 8, ip.start + 40))}/${d.v['ident']}`;
  const whole = d.reassemble({ key, offset, more, from: d.header, to: d.end });
  if (whole) d.followBytes(d.lookup('ip.proto', d.v['nxt']!), 'Reassembled IPv6', whole);
};

const hexOf = (b: Bytes): string => Array.from(b, (n) => String.fromCharCode(n)).join('');

/** RFC 4302; also over IPv4. */
export const ah = layer('ah', {
  title: 'Authentication Header',
  spec: 'RFC 4302',
  label: 'AH',
  fields: {
    next_header: next(),
    length: u8('Length', { auto: (c) => (c.header >> 2) - 2 }),
    reserved: raw(2, 'Reserved', 'bytes', { fallback: new Uint8Array(2) }),
    spi: u32('AH SPI', { show: 'hex' }),
    sequence: u32('AH Sequence'),
  },
  extras: { icv: extra('AH ICV', 'bytes') },
  header: (v) => (v.length + 2) * 4,
  next: { next_header: 'ip.proto' },
  on: { 'ip.proto': 51 },
  heading: () => 'Authentication Header',
  info: (d) => `AH (SPI=0x${(d.v['spi'] ?? 0).toString(16).padStart(8, '0')})`,
  body: (d) => {
    if (d.header > d.start + 12) d.put('icv', d.start + 12, d.header - d.start - 12);
  },
});
