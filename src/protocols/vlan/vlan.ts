/** IEEE 802.1Q virtual LAN tag. */
import type { Dissecting } from '../../wire/dissect.ts';
import { bits, extra, flag, u16 } from '../../wire/field.ts';
import { layer } from '../../wire/layer.ts';
import { ETHERTYPES, typeAt } from '../shared/ethertypes.ts';
import { paddingFields, putTrailer } from '../shared/trailer.ts';

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
  spec: 'IEEE 802.1Q',
  fields: {
    priority: bits(3, 'Priority', { fallback: 0, needs: 2, names: PRIORITY }),
    dei: flag('DEI'),
    id: bits(12, 'ID'),
    _type: u16('Type', { show: 'hex', auto: (c) => Math.max(0, c.upper), hidden: true, seen: (d) => typeOrLength(d) }),
  },
  extras: {
    etype: extra('Type', 'hex', { width: 16, names: ETHERTYPES, from: (at) => typeAt(at.b, at.o + 2) }),
    len: extra('Length'),
    trailer: extra('Trailer', 'bytes'),
    ...paddingFields,
  },
  next: { _type: 'eth.type' },
  stack: (fields) => (fields.some((f) => f.name === 'vlan.etype') ? ['vlan', 'ethertype'] : ['vlan']),
  on: { 'eth.type': 0x8100 },
  heading: (d) => `802.1Q Virtual LAN, PRI: ${d.v['priority']}, DEI: ${d.v['dei']}, ID: ${d.v['id']}`,
  trailer: (d, from) => putTrailer(d, from, Math.min(d.wire, d.b.length), d.below('eth')?.start ?? d.start),
  info: (d) => `PRI: ${d.v['priority']} DEI: ${d.v['dei']} ID: ${d.v['id']}`,
});

/** As in Ethernet: up to 1500 a length (802.3), from 1536 a type. */
const typeOrLength = (d: Dissecting): void => {
  const value = d.v['_type']!;
  d.fields.pop();
  d.put(value >= 1536 ? 'etype' : 'len', d.start + 2, 2);
};
