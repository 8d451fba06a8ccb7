/** Internet Protocol version 4, RFC 791; differentiated services RFC 2474, ECN RFC 3168. */
import { ip4Text } from '../../core/address.ts';
import { sum16 } from '../../core/checksum.ts';
import type { Dissecting } from '../../wire/dissect.ts';
import { bits, extra, flag, ip4, u8, u16 } from '../../wire/field.ts';
import { fragmentExtras } from '../../wire/fragments.ts';
import { IP_PROTOCOLS } from '../../wire/ip-protocols.ts';
import { layer, of } from '../../wire/layer.ts';
import { checksumStatus, putChecksumStatus } from '../../wire/verify.ts';
import { optionExtras, options, routeEnd } from './options.ts';

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

export const ip = layer('ip', {
  title: 'Internet Protocol Version 4',
  spec: 'RFC 791',
  label: 'IPv4',
  fields: {
    version: bits(4, 'Version', { fallback: 4, seen: (d) => (d.v['version'] === 4 ? undefined : otherVersion(d)) }),
    hdr_len: bits(4, 'Header Length', { scale: 4, unit: ' bytes', auto: (c) => c.header >> 2, seen: (d) => checkHeader(d) }),
    dsfield: bits(8, 'Differentiated Services Field', {
      show: 'hex',
      fallback: 0,
      sub: {
        dscp: bits(6, 'Differentiated Services Codepoint', { names: DSCP }),
        ecn: bits(2, 'Explicit Congestion Notification', { names: ECN }),
      },
    }),
    len: u16('Total Length', { auto: (c) => c.header + c.payload, seen: (d) => checkLength(d) }),
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
    checksum: u16('Header Checksum', {
      show: 'hex',
      auto: (c) => ~sum16(c.bytes, 0, c.header) & 0xffff,
      seen: (d) => putChecksumStatus(d, { offset: d.start + 10, from: d.start, to: d.start + d.v['hdr_len']! * 4 }),
    }),
    src: ip4('Source Address', { column: 'src', also: ['addr'], seen: (d) => host(d, 'src_host', 12) }),
    dst: ip4('Destination Address', { column: 'dst', also: ['addr'], seen: (d) => destination(d) }),
  },
  extras: {
    ...checksumStatus,
    ...optionExtras,
    src_host: extra('Source Host', 'string', { also: ['host'], hidden: true }),
    dst_host: extra('Destination Host', 'string', { also: ['host'], hidden: true }),
    reassembled_in: extra('Reassembled IPv4 in frame'),
    ...fragmentExtras('', 'IPv4', 'bytes'),
  },
  header: of(['hdr_len'], (n) => n * 4),
  payload: of(['len', 'hdr_len'], (len, n) => (len === 0 ? 65535 : len - n * 4)),
  last: of(['frag_offset', 'flags', 'version'], (offset, flags, version) => offset > 0 || flags % 2 === 1 || version !== 4),
  next: { proto: 'ip.proto' },
  on: {
    'eth.type': 0x0800,
    'ip.proto': 4,
    'raw.version': 4,
    link: 228,
    'ppp.protocol': 0x21,
    'fr.type': [0x0800, 0x03cc],
    'null.family': 2,
    'null.swapped': 0x0200,
  },
  pseudo: (b) => sum16(b, 12, 20),
  options,
  heading: (d) => `Internet Protocol Version 4, Src: ${ip4Text(d.b, d.start + 12)}, Dst: ${ip4Text(d.b, d.start + 16)}`,
  info: (d) => ipInfo(d),
  body: (d) => reassemble(d),
});

/** RFC 791 §3.1: under a source route the header holds the next stop; the destination is the route's last address. */
const destination = (d: Dissecting): void => {
  const end = routeEnd(d, d.start + 20, d.start + d.v['hdr_len']! * 4);
  const routed = typeof end === 'number';
  if (routed) d.destination = d.b.subarray(end, end + 4);
  if (routed || end === 'cut') d.fields.pop();
  if (routed) d.put('cur_rt', d.start + 16, 4);
  if (end === 'cut') d.stop('short', d.end, 'the capture cut this frame here');
  else host(d, routed ? 'cur_rt_host' : 'dst_host', 16);
};

const host = (d: Dissecting, key: string, at: number): void => {
  d.put(key, d.start + at, 4, ip4Text(d.b, d.start + at));
};

/** Version 6 under the selector of version 4 is still IPv6; any other is nothing we know. */
const otherVersion = (d: Dissecting): 'stop' => {
  d.fault('version', d.start, 1, `version ${d.v['version']} is not 4`, 'error');
  if (d.v['version'] === 6) d.follow(d.node('ipv6'), d.start);
  return 'stop';
};

const checkHeader = (d: Dissecting): 'stop' | undefined => {
  const length = d.v['hdr_len']! * 4;
  if (length >= 20) return undefined;
  d.fault('length', d.start, 1, `header length ${length} is less than 20`, 'error');
  return 'stop';
};

/** 0 is what network cards with segmentation offload leave: all that is there is shown. Any other value must hold the header. */
const checkLength = (d: Dissecting): 'stop' | undefined => {
  const length = d.v['len']!;
  if (length === 0) {
    d.fields.pop();
    d.put('len', d.start + 2, 2, d.wire - d.start);
    return undefined;
  }
  if (length >= d.v['hdr_len']! * 4) return undefined;
  d.fault('length', d.start + 2, 2, `total length ${length} is less than the header's ${d.v['hdr_len']! * 4}`, 'error');
  return 'stop';
};

const ipInfo = (d: Dissecting): string => {
  const proto = d.v['proto'] ?? 0;
  const name = IP_PROTOCOLS[proto] ?? `protocol ${proto}`;
  const offset = (d.v['frag_offset'] ?? 0) * 8;
  const whole = d.fields.some((f) => f.name === 'ip.fragments');
  if (!whole && (offset > 0 || d.v['flags.mf'] === 1))
    return `Fragmented IP protocol (proto=${name} ${proto}, off=${offset}, ID=${(d.v['id'] ?? 0).toString(16).padStart(4, '0')})`;
  return `${name} (${proto})`;
};

/** RFC 791 §3.2: a fragment's payload goes on only when the whole datagram is there. One that was cut is not kept; what it begins with is shown. */
const reassemble = (d: Dissecting): void => {
  const offset = d.v['frag_offset']! * 8;
  const more = d.v['flags.mf'] === 1;
  if (offset === 0 && !more) return;
  const upper = d.lookup('ip.proto', d.v['proto']!);
  const length = d.end - d.header;
  const uncut = length > 0 && (d.v['len'] === 0 || length === d.v['len']! - (d.header - d.start));
  if (!uncut || hasBadChecksum(d)) {
    if (offset === 0 && length > 0) d.follow(upper, d.header);
    return;
  }
  const key = `${tagOf(d)}/${d.v['src']}/${d.v['dst']}/${d.v['id']}/${d.v['proto']}`;
  const whole = d.reassemble({ key, offset, more, from: d.header, to: d.end, prefix: '', title: REASSEMBLED });
  if (whole) d.followBytes(upper, REASSEMBLED, whole);
};

const REASSEMBLED = 'Reassembled IPv4';

/** The frame's outermost VLAN: networks behind different tags number their datagrams apart. */
const tagOf = (d: Dissecting): number | undefined => {
  let tag: number | undefined;
  for (let below = d.lower; below; below = below.lower) if (below.layer.name === 'vlan') tag = below.v['id'];
  return tag;
};

/** Only where checksums are worked out: no router would have passed such a fragment on. */
const hasBadChecksum = (d: Dissecting): boolean => d.verify && sum16(d.b, d.start, d.header) !== 0xffff;
