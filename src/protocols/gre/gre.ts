/** Generic Routing Encapsulation, RFC 2784; key and sequence number RFC 2890; PPTP's acknowledgment RFC 2637. */
import { u16 as u16At } from '../../core/bytes.ts';
import type { Dissecting } from '../../wire/dissect.ts';
import { ETHERTYPES } from '../../wire/ethertypes.ts';
import { bits, extra, flag, u16 } from '../../wire/field.ts';
import { layer, of } from '../../wire/layer.ts';

const PPP = 0x880b;

export const gre = layer('gre', {
  title: 'Generic Routing Encapsulation',
  spec: 'RFC 2784',
  label: 'GRE',
  fields: {
    flags_and_version: bits(16, 'Flags and Version', {
      show: 'hex',
      fallback: 0,
      needs: 4,
      seen: (d) => enhanced(d),
      sub: {
        '=gre.flags.checksum': flag('Checksum Bit'),
        '=gre.flags.routing': flag('Routing Bit'),
        '=gre.flags.key': flag('Key Bit'),
        '=gre.flags.sequence_number': flag('Sequence Number Bit'),
        '=gre.flags.strict_source_route': flag('Strict Source Route Bit'),
        '=gre.flags.recursion_control': bits(3, 'Recursion control'),
        '=gre.flags.reserved': bits(5, 'Flags (Reserved)'),
        '=gre.flags.version': bits(3, 'Version'),
      },
    }),
    proto: u16('Protocol Type', { show: 'hex', names: ETHERTYPES, auto: (c) => Math.max(0, c.upper) }),
  },
  extras: {
    '=gre.flags.ack': extra('Acknowledgment', 'bool'),
    checksum: extra('Checksum', 'hex', { width: 16 }),
    offset: extra('Offset'),
    key: extra('Key', 'hex', { width: 32 }),
    sequence_number: extra('Sequence Number'),
    ack_number: extra('Acknowledgment Number'),
  },
  header: of(['flags_and_version', 'proto'], (flags, proto) => headerLength(flags, proto)),
  next: { proto: 'eth.type' },
  on: { 'ip.proto': 47 },
  heading: (d) =>
    `Generic Routing Encapsulation (${ETHERTYPES[d.v['proto'] ?? 0] ?? `0x${(d.v['proto'] ?? 0).toString(16).padStart(4, '0')}`})`,
  info: (d) => `Encapsulated ${ETHERTYPES[d.v['proto'] ?? 0] ?? `0x${(d.v['proto'] ?? 0).toString(16).padStart(4, '0')}`}`,
  body: (d) => optional(d),
});

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
const isEnhanced = (d: Dissecting): boolean => u16At(d.b, d.start + 2) === PPP && d.v['flags_and_version']! % 8 === 1;

const enhanced = (d: Dissecting): void => {
  const flags = d.fields.at(-1);
  if (flags === undefined || !isEnhanced(d)) return;
  const at = flags.children.findIndex((f) => f.name === 'gre.flags.reserved');
  const after = flags.children.splice(at).slice(1);
  d.under(flags, () => {
    d.put('=gre.flags.ack', d.start + 1, 1, (d.v['flags_and_version']! >> 7) & 1);
    d.put('=gre.flags.reserved', d.start + 1, 1, (d.v['flags_and_version']! >> 3) & 15);
  });
  flags.children.push(...after);
};

/** Fields that flags say are there, in the order of RFC 2890 §2 and RFC 2637 §4.1. */
const optional = (d: Dissecting): void => {
  const flags = d.v['flags_and_version']!;
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
