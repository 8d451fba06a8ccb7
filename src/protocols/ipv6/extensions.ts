/** IPv6 extension headers, RFC 8200 §4: hop-by-hop options, destination options, fragment; authentication RFC 4302. Routing: routing.ts. */
import type { Bytes } from '../../core/bytes.ts';
import { bits, extra, flag, prefixed, raw, u8, u32 } from '../../wire/field.ts';
import { layer, of } from '../../wire/layer.ts';
import type { Dissecting, Fields } from '../../wire/types.ts';
import { fragmentExtras } from '../shared/fragments.ts';
import { IP_PROTOCOLS, unknownNext } from '../shared/ip-protocols.ts';
import { followReassembled } from '../shared/reassembled.ts';
import { optionFields, options } from './options.ts';
import { betweenSentences, fragmentSentences, guardedSentences } from './sentences.ts';

export const next = (needs = 1) => u8('Next Header', { needs, names: IP_PROTOCOLS, auto: (c) => (c.upper < 0 ? 59 : c.upper) });
/** Length in 8-byte units beyond the first 8, and what it says in bytes. */
export const length = () => u8('Length', { auto: (c) => (c.header >> 3) - 1 });
export const putOctets = (d: Dissecting<{ readonly len: ReturnType<typeof length> }>): void => void d.add('len_oct', (d.v.len + 1) * 8);
export const lengthExtra: Fields = { len_oct: extra('Length', 'dec', { unit: ' bytes' }) };

/** The newest protocol below that names itself: these headers do not. */
export const nameBelow = (d: Dissecting): string => {
  let lower = d.lower;
  while (lower?.lower && UNNAMED.has(lower.layer.name)) lower = lower.lower;
  const { label, labelOf } = lower?.layer ?? {};
  return labelOf?.(lower!) ?? label ?? 'IPv6';
};
const UNNAMED: ReadonlySet<string> = new Set(['ipv6.hopopts', 'ipv6.dstopts', 'ipv6.routing', 'ipv6.fraghdr']);

/** Headers one after the other say themselves so long as nothing above them does. */
export const chainInfo = (d: Dissecting, next: number, own: string): string => {
  if (!d.stopped && d.lookup('ip.proto', next) === undefined) return unknownNext(next);
  const names = [own];
  for (let lower = d.lower; lower; lower = lower.lower) {
    const name = lower.layer.name === 'ah' ? ahInfo(lower.v['spi'] ?? 0) : CHAINED.get(lower.layer.name);
    if (name === undefined) break;
    names.unshift(name);
  }
  return names.join(' , ');
};
const CHAINED: ReadonlyMap<string, string> = new Map([
  ['ipv6.hopopts', 'IPv6 hop-by-hop options'],
  ['ipv6.dstopts', 'IPv6 destination options'],
  ['ipv6.routing', 'IPv6 routing'],
]);
const ahInfo = (spi: number): string => `AH (SPI=0x${spi.toString(16).padStart(8, '0')})`;

const optionHeader = (name: string, title: string, key: number) =>
  layer(name, {
    title,
    spec: 'RFC 8200',
    labelOf: nameBelow,
    fields: { nxt: next(2), len: length() },
    extras: { ...lengthExtra, ...optionFields },
    header: of(['len'], (n) => (n + 1) * 8),
    next: { nxt: 'ip.proto' },
    on: { 'ip.proto': key },
    options,
    seen: { len: (d) => putOctets(d) },
    heading: () => title,
    sentences: betweenSentences(`${name}.nxt`),
    info: (d) => chainInfo(d, d.v.nxt, CHAINED.get(name) ?? title),
  });

export const hopByHop = optionHeader('ipv6.hopopts', 'IPv6 Hop-by-Hop Option', 0);
export const destinationOptions = optionHeader('ipv6.dstopts', 'Destination Options for IPv6', 60);

/** RFC 8200 §4.5. */
const fragmentHeader = {
  nxt: next(8),
  reserved_octet: u8('Reserved octet', { show: 'hex', fallback: 0 }),
  offset: bits(13, 'Offset', { fallback: 0 }),
  reserved_bits: bits(2, 'Reserved bits', { fallback: 0 }),
  more: flag('More Fragments'),
  ident: u32('Identification', { show: 'hex' }),
};

export const fragment = layer('ipv6.fraghdr', {
  title: 'Fragment Header for IPv6',
  spec: 'RFC 8200',
  labelOf: nameBelow,
  fields: fragmentHeader,
  extras: { ...prefixed('ipv6', { 'reassembled.in': extra('Reassembled IPv6 in frame') }), ...fragmentExtras('ipv6.', 'IPv6', 'none') },
  next: { nxt: 'ip.proto' },
  fragment: of(['offset', 'more'], (offset, more) => offset > 0 || more === 1),
  on: { 'ip.proto': 44 },
  heading: () => 'Fragment Header for IPv6',
  info: (d) => fragmentInfo(d),
  sentences: fragmentSentences,
  body: (d) => reassemble(d),
});

const fragmentInfo = (d: Dissecting<typeof fragmentHeader>): string => {
  const { offset, more, ident, nxt } = d.v;
  if (offset === 0 && more === 0 && !d.stopped && d.lookup('ip.proto', nxt) === undefined) return unknownNext(nxt);
  const flag = more === 1 ? 'y' : 'n';
  return `IPv6 fragment (off=${offset * 8} more=${flag} ident=0x${ident.toString(16).padStart(8, '0')} nxt=${nxt})`;
};

/** A fragment that was cut is not kept. An empty one is none: what should follow it is missing. */
const reassemble = (d: Dissecting<typeof fragmentHeader>): void => {
  const offset = d.v.offset * 8;
  const more = d.v.more === 1;
  if (offset === 0 && !more) return;
  const ip = d.below('ipv6');
  const upper = d.lookup('ip.proto', d.v.nxt);
  if (d.wire === d.header) d.follow(upper, d.header);
  if (ip === undefined || d.end < d.wire || d.end === d.header || ip.v['plen'] !== ip.end - ip.header) return;
  const key = `6/${hexOf(ip.b.subarray(ip.start + 8, ip.start + 24))}${hexOf(finalOf(d) ?? ip.b.subarray(ip.start + 24, ip.start + 40))}/${d.v.ident}`;
  followReassembled(d, { key, offset, more, from: d.header, to: d.end, prefix: 'ipv6.', title: 'Reassembled IPv6' }, upper);
};

const finalOf = (d: Dissecting): Bytes | undefined => {
  for (let below = d.lower; below && below.layer.name !== 'ipv6'; below = below.lower) if (below.destination) return below.destination;
  return undefined;
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
  extras: { icv: extra('AH ICV', 'bytes', { mayBeEmpty: true }) },
  header: of(['length'], (n) => (n + 2) * 4),
  next: { next_header: 'ip.proto' },
  on: { 'ip.proto': 51 },
  heading: () => 'Authentication Header',
  sentences: guardedSentences,
  info: (d) => chainInfo(d, d.v.next_header, ahInfo(d.v.spi)),
  body: (d) => {
    if (d.header >= d.start + 12) d.put('icv', d.start + 12, d.header - d.start - 12);
  },
});
