/** Generic Routing Encapsulation, RFC 2784; key and sequence number RFC 2890; PPTP's acknowledgment RFC 2637. */
import { u16 as u16At } from '../../core/bytes.ts';
import { sum16 } from '../../core/checksum.ts';
import { bits, extra, flag, prefixed, u16 } from '../../wire/field.ts';
import { Status } from '../../wire/internet-checksum.ts';
import { layer, of } from '../../wire/layer.ts';
import type { Dissecting } from '../../wire/types.ts';
import { ETHERTYPES } from '../shared/ethertypes.ts';
import { sentences } from './sentences.ts';

const PPP = 0x880b;

/** Names that differ from those of Ethernet. */
const NAMES: Readonly<Record<number, string>> = {
  0: 'Possible GRE keepalive packet',
  0xfe: 'OSI',
  0x0800: 'IP',
  0x2000: 'CDP (Cisco)',
  0x2001: 'NHRP',
  0x22eb: 'ERSPAN III',
  0x6400: 'MIKROTIK EoIP',
  0x6559: 'Frame Relay',
  0x883e: 'WCCP',
  0x880b: 'PPP',
  0x88be: 'ERSPAN',
};

const fields = {
  flags_and_version: bits(16, 'Flags and Version', {
    show: 'hex',
    fallback: 0,
    needs: 4,
    sub: prefixed('gre', {
      'flags.checksum': flag('Checksum Bit'),
      'flags.routing': flag('Routing Bit'),
      'flags.key': flag('Key Bit'),
      'flags.sequence_number': flag('Sequence Number Bit'),
      'flags.strict_source_route': flag('Strict Source Route Bit'),
      'flags.recursion_control': bits(3, 'Recursion control'),
      'flags.reserved': bits(5, 'Flags (Reserved)'),
      'flags.version': bits(3, 'Version'),
    }),
  }),
  proto: u16('Protocol Type', { show: 'hex', names: { ...ETHERTYPES, ...NAMES }, auto: (c) => Math.max(0, c.upper) }),
};

export const gre = layer('gre', {
  title: 'Generic Routing Encapsulation',
  spec: 'RFC 2784',
  label: 'GRE',
  fields,
  extras: {
    'flags.ack': extra('Acknowledgment', 'bool'),
    'flags.reserved': extra('Flags (Reserved)'),
    checksum: extra('Checksum', 'hex', { width: 16 }),
    'checksum.status': extra('Checksum Status', 'dec', { names: { 0: 'Bad', 1: 'Good', 2: 'Unverified' } }),
    'key.payload_length': extra('Payload Length'),
    'key.call_id': extra('Call ID'),
    offset: extra('Offset'),
    key: extra('Key', 'hex', { width: 32 }),
    sequence_number: extra('Sequence Number'),
    ack_number: extra('Acknowledgment Number'),
  },
  header: of(['flags_and_version', 'proto'], (flags, proto) => headerLength(flags, proto)),
  next: { proto: 'eth.type' },
  on: { 'ip.proto': 47, 'udp.port': 4754 },
  seen: { flags_and_version: (d) => enhanced(d) },
  heading: (d) => `Generic Routing Encapsulation (${protocolText(d.v.proto)})`,
  sentences,
  info: (d) => `Encapsulated ${protocolText(d.v.proto)}`,
  looksBack: true,
  body: (d) => optional(d),
});

const protocolText = (proto: number): string => NAMES[proto] ?? ETHERTYPES[proto] ?? `0x${proto.toString(16).padStart(4, '0')}`;

/** What flags say is there takes four bytes each: checksum and offset, key, sequence number, acknowledgment. */
const headerLength = (flags: number, proto: number): number => {
  let words = 1;
  if (flags & 0xc000) words++;
  if (flags & 0x2000) words++;
  if (flags & 0x1000) words++;
  if (proto === PPP && flags % 8 === 1 && flags & 0x80) words++;
  return words * 4;
};

/** RFC 2637 §4.1: in version 1, which carries PPP, the first of the reserved bits says that there is an acknowledgment number. */
const isEnhanced = (d: Dissecting<typeof fields>): boolean => u16At(d.b, d.start + 2) === PPP && d.v.flags_and_version % 8 === 1;

const enhanced = (d: Dissecting<typeof fields>): void => {
  const flags = d.fields.at(-1);
  if (flags === undefined || !isEnhanced(d)) return;
  const at = flags.children.findIndex((f) => f.name === 'gre.flags.reserved');
  const after = flags.children.splice(at).slice(1);
  d.under(flags, () => {
    d.put('flags.ack', d.start + 1, 1, (d.v.flags_and_version >> 7) & 1);
    d.put('flags.reserved', d.start + 1, 1, (d.v.flags_and_version >> 3) & 15);
  });
  flags.children.push(...after);
};

/** RFC 2784 §2.3: over header and payload; not worked out where they are not there as a whole. */
const status = (d: Dissecting): number => {
  if (d.end < d.wire || d.below('ip')?.v['flags.mf'] === 1) return Status.unverified;
  return sum16(d.b, d.start, d.end) === 0xffff ? Status.good : Status.bad;
};

/** RFC 2637 §4.1. */
const putCall = (d: Dissecting, o: number): void => {
  d.put('key.payload_length', o, 2);
  d.put('key.call_id', o + 2, 2);
};

/** Fields that flags say are there, in the order of RFC 2890 §2 and RFC 2637 §4.1. */
const optional = (d: Dissecting<typeof fields>): void => {
  const flags = d.v.flags_and_version;
  let o = d.start + 4;
  if (flags & 0xc000) {
    d.put('checksum', o, 2);
    if (flags & 0x8000 && !d.stopped) d.add('checksum.status', status(d));
    d.put('offset', o + 2, 2);
    o += 4;
  }
  for (const [bit, key] of [
    [0x2000, 'key'],
    [0x1000, 'sequence_number'],
    [0x80, 'ack_number'],
  ] as const) {
    if (!(flags & bit) || (key === 'ack_number' && !isEnhanced(d))) continue;
    if (key === 'key' && isEnhanced(d)) putCall(d, o);
    else d.put(key, o, 4);
    o += 4;
  }
};
