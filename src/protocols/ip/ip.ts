/** Internet Protocol version 4, RFC 791; differentiated services RFC 2474, ECN RFC 3168. */
import { ip4Text } from '../../core/address.ts';
import { type Bytes, u8 as byteAt, u16 as u16At } from '../../core/bytes.ts';
import { sum16 } from '../../core/checksum.ts';
import { bits, extra, flag, ip4, u8, u16 } from '../../wire/field.ts';
import { internetChecksum } from '../../wire/internet-checksum.ts';
import { layer, of } from '../../wire/layer.ts';
import type { Dissecting } from '../../wire/types.ts';
import { fragmentExtras } from '../shared/fragments.ts';
import { IP_PROTOCOLS } from '../shared/ip-protocols.ts';
import { followReassembled } from '../shared/reassembled.ts';
import { optionExtras, options, routeEnd } from './options.ts';
import { sentences } from './sentences.ts';

const ECN = {
  0: 'Not ECN-Capable Transport',
  1: 'ECN-Capable Transport codepoint 01',
  2: 'ECN-Capable Transport codepoint 10',
  3: 'Congestion Experienced',
};

const DSCP = {
  0: 'Default',
  1: 'LE',
  8: 'CS1',
  10: 'AF11',
  12: 'AF12',
  14: 'AF13',
  16: 'CS2',
  18: 'AF21',
  20: 'AF22',
  22: 'AF23',
  24: 'CS3',
  26: 'AF31',
  28: 'AF32',
  30: 'AF33',
  32: 'CS4',
  34: 'AF41',
  36: 'AF42',
  38: 'AF43',
  40: 'CS5',
  44: 'VOICE-ADMIT',
  46: 'Expedited Forwarding',
  48: 'CS6',
  56: 'CS7',
};

const fields = {
  version: bits(4, 'Version', { fallback: 4 }),
  hdr_len: bits(4, 'Header Length', { scale: 4, unit: ' bytes', auto: (c) => c.header >> 2 }),
  dsfield: bits(8, 'Differentiated Services Field', {
    show: 'hex',
    fallback: 0,
    sub: {
      dscp: bits(6, 'Differentiated Services Codepoint', { names: DSCP }),
      ecn: bits(2, 'Explicit Congestion Notification', { names: ECN }),
    },
  }),
  // 0 is what network cards with segmentation offload leave: all that is there is shown.
  len: u16('Total Length', { auto: (c) => c.header + c.payload, value: (raw, d) => raw || d.wire - d.start }),
  id: u16('Identification', { show: 'hex', fallback: 0 }),
  flags: bits(3, 'Flags', {
    show: 'hex',
    needs: 8,
    fallback: 2,
    sub: { rb: flag('Reserved bit'), df: flag("Don't fragment"), mf: flag('More fragments') },
  }),
  frag_offset: bits(13, 'Fragment Offset', { fallback: 0 }),
  ttl: u8('Time to Live', { fallback: 64 }),
  proto: u8('Protocol', { names: IP_PROTOCOLS, auto: (c) => (c.upper < 0 ? 255 : c.upper) }),
  checksum: internetChecksum('Header Checksum', { covers: 'header' }),
  src: ip4('Source Address', { column: 'src', also: ['addr'] }),
  dst: ip4('Destination Address', { column: 'dst', also: ['addr'], instead: (_, d) => nextHopKeys(d) }),
};
type Ip = Dissecting<typeof fields>;

export const ip = layer('ip', {
  title: 'Internet Protocol Version 4',
  spec: 'RFC 791',
  label: 'IPv4',
  labelOf: (d) => (d.v.version !== 4 && isEither(d) ? 'IP' : 'IPv4'),
  fields,
  extras: {
    ...optionExtras,
    src_host: extra('Source Host', 'string', { also: ['host'], hidden: true }),
    dst_host: extra('Destination Host', 'string', { also: ['host'], hidden: true }),
    reassembled_in: extra('Reassembled IPv4 in frame'),
    ...fragmentExtras('', 'IPv4', 'bytes'),
  },
  header: of(['hdr_len'], (n) => n * 4),
  payload: of(['len', 'hdr_len'], (len, n) => (len === 0 ? 65535 : len - n * 4)),
  fragment: of(['frag_offset', 'flags'], (offset, flags) => offset > 0 || flags % 2 === 1),
  last: of(['version'], (version) => version !== 4),
  deep: of(['version', 'hdr_len', 'len'], (version, words, length) => version !== 4 || words > 5 || length < 20),
  next: { proto: 'ip.proto' },
  looksLike: (b) => likeness(b),
  on: {
    'eth.type': 0x0800,
    'llc.dsap': 6,
    'ip.proto': 4,
    'raw.version': 4,
    link: 228,
    'ppp.protocol': 0x21,
    'fr.type': [0x0800, 0x03cc],
    'null.family': 2,
    'null.swapped': 0x0200,
  },
  pseudo: { words: 16 },
  seen: {
    version: (d) => checkVersion(d),
    hdr_len: (d) => checkHeader(d),
    len: (d) => checkLength(d),
    src: (d) => host(d, 'src_host', 12),
    dst: (d) => destination(d),
  },
  options,
  heading: (d) => heading(d),
  info: (d) => ipInfo(d),
  sentences,
  body: (d) => reassemble(d),
});

const heading = (d: Ip): string => {
  if (d.v.version !== 4) return isEither(d) ? `Internet Protocol, bogus version (${d.v.version})` : 'Internet Protocol Version 4';
  if (bogus(d) !== undefined) return 'Internet Protocol Version 4';
  const [source, next] = [ip4Text(d.b, d.start + 12), ip4Text(d.b, d.start + 16)];
  return `Internet Protocol Version 4, Src: ${source}, Dst: ${d.destination ? `${ip4Text(d.destination, 0)}, Via: ${next}` : next}`;
};

const routeOf = (d: Dissecting): ReturnType<typeof routeEnd> => routeEnd(d, d.start + 20, d.start + (byteAt(d.b, d.start) & 15) * 4);

/** RFC 791 §3.1: under a source route the header holds the next stop; the destination is the route's last address. */
const nextHopKeys = (d: Dissecting): string | readonly string[] | undefined => {
  const end = routeOf(d);
  return end === 'cut' ? [] : end === undefined ? undefined : 'cur_rt';
};

const destination = (d: Ip): void => {
  const end = routeOf(d);
  if (end === 'cut') d.stop('short', d.end, 'the capture cut this frame here');
  else if (end !== undefined) d.destination = d.b.subarray(end, end + 4);
  host(d, end === undefined ? 'dst_host' : 'cur_rt_host', 16);
};

const host = (d: Ip, key: string, at: number): void => {
  d.put(key, d.start + at, 4, ip4Text(d.b, d.start + at));
};

/** Version 6 under the selector of version 4 is still IPv6; any other is nothing we know. */
const checkVersion = (d: Ip): 'stop' | undefined => {
  const { version } = d.v;
  if (version === 4) return undefined;
  d.fault('version', d.start, 1, `version ${version} is not 4`, 'error');
  if (version === 6) d.follow(d.node('ipv6'), d.start);
  return 'stop';
};

const checkHeader = (d: Ip): 'stop' | undefined => {
  const length = d.v.hdr_len * 4;
  if (length >= 20) return undefined;
  d.fault('length', d.start, 1, `header length ${length} is less than 20`, 'error');
  return 'stop';
};

/** 0 tells nothing; any other value must hold the header. */
const checkLength = (d: Ip): 'stop' | undefined => {
  const { len, hdr_len } = d.v;
  if (len === 0 || len >= hdr_len * 4) return undefined;
  d.fault('length', d.start + 2, 2, `total length ${len} is less than the header's ${hdr_len * 4}`, 'error');
  return 'stop';
};

/** What is wrong with a header that nothing can be read of. */
const bogus = (d: Ip): string | undefined => {
  const { version, hdr_len: words, len } = d.v;
  if (version !== 4) return isEither(d) ? `Bogus IP version (${version})` : `Bogus IPv4 version (${version}, must be 4)`;
  if (words < 5) return `Bogus IP header length (${words * 4}, must be at least 20)`;
  return len > 0 && len < words * 4 ? `Bogus IP length (${len}, less than header length ${words * 4})` : undefined;
};

/** Under a number that both versions share. */
const isEither = (d: Ip): boolean => d.lower?.layer.name === 'llc';

const ipInfo = (d: Ip): string => {
  const wrong = bogus(d);
  if (wrong !== undefined) return wrong;
  const { proto, id } = d.v;
  const name = IP_PROTOCOLS[proto] ?? (proto < 224 ? 'Unassigned' : 'Unknown');
  const offset = d.v.frag_offset * 8;
  const whole = d.fields.some((f) => f.name === 'ip.fragments');
  if (!whole && (offset > 0 || d.v['flags.mf'] === 1))
    return `Fragmented IP protocol (proto=${name} ${proto}, off=${offset}, ID=${id.toString(16).padStart(4, '0')})`;
  return `${name} (${proto})`;
};

/** RFC 791 §3.2: a fragment's payload goes on only when the whole datagram is there. One that was cut is not kept; what it begins with is shown. */
const reassemble = (d: Ip): void => {
  const { len, src, dst, id, proto } = d.v;
  const offset = d.v.frag_offset * 8;
  const more = d.v['flags.mf'] === 1;
  if (offset === 0 && !more) return;
  const upper = d.lookup('ip.proto', proto);
  const length = d.end - d.header;
  const uncut = length > 0 && (len === 0 || length === len - (d.header - d.start));
  if (!uncut || hasBadChecksum(d)) {
    if (offset === 0 && length > 0) d.follow(upper, d.header);
    return;
  }
  const key = `${tagOf(d)}/${src}/${dst}/${id}/${proto}`;
  followReassembled(d, { key, offset, more, from: d.header, to: d.end, prefix: '', title: 'Reassembled IPv4' }, upper);
};

/** The frame's outermost VLAN: networks behind different tags number their datagrams apart. */
const tagOf = (d: Ip): number | undefined => {
  let tag: number | undefined;
  for (let below = d.lower; below; below = below.lower) if (below.layer.name === 'vlan') tag = below.v['id'];
  return tag;
};

/** Only where checksums are worked out: no router would have passed such a fragment on. */
const hasBadChecksum = (d: Ip): boolean => d.verify && sum16(d.b, d.start, d.header) !== 0xffff;

/** Sure where the header's checksum is right. */
const likeness = (b: Bytes): number => {
  if (b.length < 20 || byteAt(b, 0) >> 4 !== 4) return 0;
  const header = (byteAt(b, 0) & 15) * 4;
  if (header < 20 || header > b.length || u16At(b, 2) < header) return 0;
  return sum16(b, 0, header) === 0xffff ? 1 : 0.5;
};
