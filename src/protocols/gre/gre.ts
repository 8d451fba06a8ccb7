/** Generic Routing Encapsulation, RFC 2784; key and sequence number RFC 2890; PPTP's acknowledgment RFC 2637. */
import { u16 as u16At } from '../../core/bytes.ts';
import { bits, extra, flag, prefixed, u16 } from '../../wire/field.ts';
import { layer, of } from '../../wire/layer.ts';
import type { Dissecting } from '../../wire/types.ts';
import { ETHERTYPES } from '../shared/ethertypes.ts';
import { sentences } from './sentences.ts';

const PPP = 0x880b;

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
  proto: u16('Protocol Type', { show: 'hex', names: ETHERTYPES, auto: (c) => Math.max(0, c.upper) }),
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
    offset: extra('Offset'),
    key: extra('Key', 'hex', { width: 32 }),
    sequence_number: extra('Sequence Number'),
    ack_number: extra('Acknowledgment Number'),
  },
  header: of(['flags_and_version', 'proto'], (flags, proto) => headerLength(flags, proto)),
  next: { proto: 'eth.type' },
  on: { 'ip.proto': 47 },
  seen: { flags_and_version: (d) => enhanced(d) },
  heading: (d) => `Generic Routing Encapsulation (${protocolText(d.v.proto)})`,
  sentences,
  info: (d) => `Encapsulated ${protocolText(d.v.proto)}`,
  body: (d) => optional(d),
});

const protocolText = (proto: number): string => ETHERTYPES[proto] ?? `0x${proto.toString(16).padStart(4, '0')}`;

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

/** Fields that flags say are there, in the order of RFC 2890 §2 and RFC 2637 §4.1. */
const optional = (d: Dissecting<typeof fields>): void => {
  const flags = d.v.flags_and_version;
  let o = d.start + 4;
  if (flags & 0xc000) {
    d.put('checksum', o, 2);
    d.put('offset', o + 2, 2);
    o += 4;
  }
  for (const [bit, key] of [
    [0x2000, 'key'],
    [0x1000, 'sequence_number'],
    [0x80, 'ack_number'],
  ] as const) {
    if (!(flags & bit) || (key === 'ack_number' && !isEnhanced(d))) continue;
    d.put(key, o, 4);
    o += 4;
  }
};
