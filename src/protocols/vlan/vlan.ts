/** IEEE 802.1Q virtual LAN tag. */
import { bits, extra, flag, u16 } from '../../wire/field.ts';
import { layer, of } from '../../wire/layer.ts';
import type { Dissecting } from '../../wire/types.ts';
import { ETHERTYPES, labelOf } from '../shared/ethertypes.ts';
import { followLength } from '../shared/length-frame.ts';
import { paddingFields, putTrailer } from '../shared/trailer.ts';
import { sentences } from './sentences.ts';

const PRIORITY = {
  0: 'Best Effort (default)',
  1: 'Background',
  2: 'Excellent Effort',
  3: 'Critical Applications',
  4: 'Video, < 100ms latency and jitter',
  5: 'Voice, < 10ms latency and jitter',
  6: 'Internetwork Control',
  7: 'Network Control',
};

export const vlan = layer('vlan', {
  title: '802.1Q Virtual LAN',
  label: 'VLAN',
  labelOf: (d) => labelOf(d.v.etype, 'VLAN'),
  spec: 'IEEE 802.1Q',
  fields: {
    priority: bits(3, 'Priority', { fallback: 0, needs: 2, names: PRIORITY }),
    dei: flag('DEI'),
    id: bits(12, 'ID'),
    // As in Ethernet: up to 1500 a length (802.3), from 1536 a type.
    etype: u16('Type', {
      show: 'hex',
      names: ETHERTYPES,
      auto: (c) => Math.max(0, c.upper),
      instead: (n) => (n < 1536 ? 'len' : undefined),
    }),
  },
  extras: {
    len: extra('Length'),
    trailer: extra('Trailer', 'bytes'),
    ...paddingFields,
  },
  next: { etype: 'eth.type' },
  deep: of(['etype'], (type) => type < 1536),
  stack: (fields) => (fields.some((f) => f.name === 'vlan.etype') ? ['vlan', 'ethertype'] : ['vlan']),
  on: { 'eth.type': [0x8100, 0x9100] },
  heading: (d) => `802.1Q Virtual LAN, PRI: ${d.v.priority}, DEI: ${d.v.dei}, ID: ${d.v.id}`,
  trailer: (d, from) => putTrailer(d, from, Math.min(d.wire, d.b.length), d.below('eth')?.start ?? d.start),
  sentences,
  body: (d) => lengthFrame(d),
  info: (d) => `PRI: ${d.v.priority}  DEI: ${d.v.dei}  ID: ${d.v.id}`,
});

const lengthFrame = (d: Dissecting): void => {
  const length = d.v['etype'] ?? 0;
  if (length >= 1536) return;
  const end = d.header + length;
  followLength(d, d.header, Math.min(d.end, end), Math.min(d.wire, end));
};
