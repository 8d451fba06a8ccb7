/** IPv6 routing headers: RFC 8200 §4.4, types 0 (RFC 5095), 2 (RFC 6275 §6.4), 3 (RFC 6554) and 4 (RFC 8754). */
import type { Bytes } from '../../core/bytes.ts';
import { bits, extra, u8 } from '../../wire/field.ts';
import { layer, of } from '../../wire/layer.ts';
import type { Dissecting, Fields } from '../../wire/types.ts';
import { chainInfo, length, lengthExtra, nameBelow, next, putOctets } from './extensions.ts';
import { routingSentences } from './sentences.ts';

const ROUTING = {
  0: 'Source Route',
  1: 'Nimrod',
  2: 'Type 2 Routing',
  3: 'RPL Source Route',
  4: 'Segment Routing',
  5: 'Compact Routing Header 16',
  6: 'Compact Routing Header 32',
  253: 'Experiment 1',
  254: 'Experiment 2',
};

/** RFC 6554 §3: how many leading bytes the addresses leave out, which are those of the destination. */
const rplFields: Fields = {
  'rpl.cmprI': bits(4, 'Compressed Internal Octets (CmprI)'),
  'rpl.cmprE': bits(4, 'Compressed Final Octets (CmprE)'),
  'rpl.pad': bits(4, 'Padding Bytes'),
  'rpl.reserved': bits(20, 'Reserved'),
};

const fields = { nxt: next(), len: length(), type: u8('Type', { names: ROUTING }), segleft: u8('Segments Left') };
type Routing = Dissecting<typeof fields>;

export const routing = layer('ipv6.routing', {
  title: 'Routing Header for IPv6',
  spec: 'RFC 8200',
  labelOf: nameBelow,
  fields,
  extras: {
    ...lengthExtra,
    'src.reserved': extra('Reserved', 'bytes'),
    'src.addr': extra('Address', 'ip6'),
    'mipv6.reserved': extra('Reserved', 'bytes'),
    'mipv6.home_address': extra('Home Address', 'ip6'),
    ...rplFields,
    'rpl.addr_count': extra('Total Address Count'),
    'rpl.address': extra('Address', 'bytes'),
    'rpl.full_address': extra('Full Address', 'ip6'),
    'srh.last_entry': u8('Last Entry'),
    'srh.flags': u8('Flags', { show: 'hex' }),
    'srh.tag': extra('Tag', 'bytes'),
    'srh.addr': extra('Address', 'ip6'),
    'crh16.current_sid': extra('Current SID'),
    'crh16.sid': extra('Segment ID'),
    'crh32.current_sid': extra('Current SID'),
    'crh32.sid': extra('Segment ID'),
    unknown_data: extra('Type-Specific Data', 'bytes'),
  },
  header: of(['len'], (n) => (n + 1) * 8),
  // Where stops are left, the destination is in the route: no scan sees it.
  last: of(['segleft'], (n) => n > 0),
  deep: of(['segleft'], (n) => n > 0),
  next: { nxt: 'ip.proto' },
  on: { 'ip.proto': 43 },
  seen: { len: (d) => putOctets(d) },
  heading: (d) => `Routing Header for IPv6 (${ROUTING[d.v.type as 0] ?? `Unknown type ${d.v.type}`})`,
  info: (d) => chainInfo(d, d.v.nxt, 'IPv6 routing'),
  sentences: routingSentences,
  body: (d) => route(d),
});

/** While stops are left, the packet's address is that of the next one; where it goes in the end is in the route. */
const route = (d: Routing): void => {
  const final = stops(d, d.start + 4);
  if (!d.has(d.start, d.header - d.start) || d.v.segleft === 0) return;
  d.destination = final;
  d.next('ip.proto', d.v.nxt, d.header);
};

/** Puts what the type says of the stops; the address of the last one. */
const stops = (d: Routing, o: number): Bytes | undefined => {
  const { type } = d.v;
  if (type === 0) {
    d.put('src.reserved', o, 4);
    return addresses(d, 'src.addr', o + 4, 255).at(-1);
  }
  if (type === 2) {
    d.put('mipv6.reserved', o, 4);
    d.put('mipv6.home_address', o + 4, 16);
    return d.stopped ? undefined : d.b.subarray(o + 4, o + 20);
  }
  if (type === 3) return compressed(d, o);
  if (type === 4) {
    d.put('srh.last_entry', o, 1);
    d.put('srh.flags', o + 1, 1);
    d.put('srh.tag', o + 2, 2);
    return addresses(d, 'srh.addr', o + 4, (d.b[o] ?? 0) + 1)[0];
  }
  if (type === 5 || type === 6) return compact(d, o, type === 5 ? 2 : 4);
  if (d.header > o) d.put('unknown_data', o, d.header - o);
  return undefined;
};

/** draft-bonica-6man-comp-rtg-hdr: stops as short numbers, the next one where the segments left say. */
const compact = (d: Routing, from: number, size: 2 | 4): undefined => {
  const key = `crh${size * 8}`;
  for (let o = from; o + size <= d.header && d.put(`${key}.sid`, o, size); o += size);
  const current = from + d.v.segleft * size;
  if (current + size <= d.header) d.put(`${key}.current_sid`, current, size);
};

const addresses = (d: Routing, key: string, from: number, most: number): readonly Bytes[] => {
  const all: Bytes[] = [];
  for (let o = from; all.length < most && o + 16 <= d.header; o += 16) if (d.put(key, o, 16)) all.push(d.b.subarray(o, o + 16));
  return all;
};

/** RFC 6554 §3: addresses without the bytes that they share with the destination. */
const compressed = (d: Routing, o: number): Bytes | undefined => {
  const from = d.struct(rplFields, o);
  const ip = d.below('ipv6');
  if (from === undefined || ip === undefined) return undefined;
  const [inner, outer] = [16 - (d.v['rpl.cmprI'] ?? 0), 16 - (d.v['rpl.cmprE'] ?? 0)];
  const count = Math.max(0, Math.floor((d.header - from - (d.v['rpl.pad'] ?? 0) - outer) / inner) + 1);
  d.add('rpl.addr_count', count);
  let last: Bytes | undefined;
  for (let n = 0, at = from; n < count; n++) {
    const size = n === count - 1 ? outer : inner;
    d.put('rpl.address', at, size);
    last = ip.b.slice(ip.start + 24, ip.start + 40);
    last.set(d.b.subarray(at, at + size), 16 - size);
    d.put('rpl.full_address', at, size, last);
    at += size;
  }
  return last;
};
