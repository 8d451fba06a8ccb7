/** Internet Protocol version 6, RFC 8200. */
import { ip6Text } from '../../core/address.ts';
import { u8 as byteAt, u16 as u16At } from '../../core/bytes.ts';
import { bits, extra, ip6, u8, u16 } from '../../wire/field.ts';
import { layer, of } from '../../wire/layer.ts';
import type { Dissecting } from '../../wire/types.ts';
import { IP_PROTOCOLS, unknownNext } from '../shared/ip-protocols.ts';
import { addressFields, putInAddress } from './addresses.ts';
import { sentences } from './sentences.ts';

const fields = {
  version: bits(4, 'Version', { fallback: 6, alsoAs: ['ip.version'] }),
  tclass: bits(8, 'Traffic Class', {
    show: 'hex',
    width: 32,
    fallback: 0,
    needs: 4,
    sub: { dscp: bits(6, 'Differentiated Services Codepoint'), ecn: bits(2, 'Explicit Congestion Notification') },
  }),
  flow: bits(20, 'Flow Label', { show: 'hex', width: 24, fallback: 0 }),
  plen: u16('Payload Length', { needs: 7, auto: (c) => c.payload }),
  nxt: u8('Next Header', { names: IP_PROTOCOLS, auto: (c) => (c.upper < 0 ? 59 : c.upper) }),
  hlim: u8('Hop Limit', { fallback: 64 }),
  src: ip6('Source Address', { column: 'src', also: ['addr'] }),
  dst: ip6('Destination Address', { column: 'dst', also: ['addr'] }),
};

export const ipv6 = layer('ipv6', {
  title: 'Internet Protocol Version 6',
  spec: 'RFC 8200',
  label: 'IPv6',
  fields,
  extras: {
    src_host: extra('Source Host', 'string', { also: ['host'], hidden: true }),
    dst_host: extra('Destination Host', 'string', { also: ['host'], hidden: true }),
    ...addressFields,
  },
  // RFC 2675: a jumbogram says 0 here and its length in a hop-by-hop option.
  payload: of(['plen', 'nxt'], (plen, nxt) => (plen === 0 && nxt === 0 ? 4294967295 : plen)),
  next: { nxt: 'ip.proto' },
  deep: of(['version'], (version) => version !== 6),
  looksLike: (b) => (b.length >= 40 && byteAt(b, 0) >> 4 === 6 && u16At(b, 4) + 40 <= b.length ? 0.5 : 0),
  on: {
    'eth.type': 0x86dd,
    'ip.proto': 41,
    'raw.version': 6,
    link: 229,
    'ppp.protocol': 0x57,
    'fr.type': [0x86dd, 0x038e],
    'null.family': [24, 28, 30],
    'null.swapped': [0x1800, 0x1c00, 0x1e00],
  },
  pseudo: { words: 32, demands: 'RFC 8200 §8.1' },
  seen: { version: (d) => checkVersion(d), src: (d) => host(d, 'src', 8), dst: (d) => host(d, 'dst', 24) },
  heading: (d) => `Internet Protocol Version 6, Src: ${ip6Text(d.b, d.start + 8)}, Dst: ${ip6Text(d.b, d.start + 24)}`,
  sentences,
  info: (d) => unknownNext(d.v.nxt),
});

const checkVersion = (d: Dissecting<typeof fields>): 'stop' | undefined => {
  const { version } = d.v;
  if (version === 6) return undefined;
  d.fault('version', d.start, 1, `version ${version} is not 6`, 'error');
  return 'stop';
};

const host = (d: Dissecting, side: 'src' | 'dst', at: number): void => {
  d.put(`${side}_host`, d.start + at, 16, ip6Text(d.b, d.start + at));
  putInAddress(d, side, d.start + at);
};
