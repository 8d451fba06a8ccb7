/** Multiprotocol label switching, RFC 3032: each entry of the label stack is a layer; under the last one the packet's version tells what it is. */
import { bits, flag, u8 } from '../../wire/field.ts';
import { layer } from '../../wire/layer.ts';
import { sentences } from './sentences.ts';

const RESERVED = {
  0: 'IPv4 Explicit-Null',
  1: 'Router Alert',
  2: 'IPv6 Explicit-Null',
  3: 'Implicit-Null',
  7: 'Entropy Label Indicator (ELI)',
  13: 'Generic Associated Channel Label (GAL)',
  14: 'OAM Alert',
};

export const mpls = layer('mpls', {
  title: 'MultiProtocol Label Switching Header',
  spec: 'RFC 3032',
  label: 'MPLS',
  fields: {
    label: bits(20, 'MPLS Label', { names: RESERVED, needs: 4 }),
    exp: bits(3, 'MPLS Experimental Bits', { fallback: 0 }),
    bottom: flag('MPLS Bottom Of Label Stack', { show: 'dec', fallback: 1 }),
    ttl: u8('MPLS TTL', { fallback: 64 }),
  },
  next: ['bottom'],
  on: { 'eth.type': [0x8847, 0x8848], 'ip.proto': 137, 'mpls.bottom': 0, 'ppp.protocol': [0x281, 0x283], 'udp.port': 6635 },
  heading: (d) =>
    `MultiProtocol Label Switching Header, Label: ${d.v.label}${name(d.v.label)}, Exp: ${d.v.exp}, S: ${d.v.bottom}, TTL: ${d.v.ttl}`,
  // A stack of labels is one, and what it carries tells its version itself.
  stack: (_, below) => (below === 'mpls' ? [] : ['mpls']),
  sentences,
  info: () => 'MPLS Label Switched Packet',
});

const name = (label: number): string => (label > 15 ? '' : ` (${RESERVED[label as 0] ?? 'Reserved - Unknown'})`);
