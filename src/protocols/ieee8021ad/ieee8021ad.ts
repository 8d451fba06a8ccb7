/** IEEE 802.1ad provider bridging (Q-in-Q): the service tag. */
import { bits, extra, flag, prefixed, u16 } from '../../wire/field.ts';
import { layer } from '../../wire/layer.ts';
import { ETHERTYPES, labelOf } from '../shared/ethertypes.ts';
import { paddingFields, putTrailer } from '../shared/trailer.ts';
import { sentences } from './sentences.ts';

export const ieee8021ad = layer('ieee8021ad', {
  title: 'IEEE 802.1ad',
  spec: 'IEEE 802.1ad',
  label: '802.1ad',
  labelOf: (d) => labelOf(d.v.etype, '802.1ad'),
  fields: {
    priority: bits(3, 'Priority', { fallback: 0, needs: 2 }),
    dei: flag('DEI'),
    id: bits(12, 'ID'),
    etype: u16('Type', {
      show: 'hex',
      names: ETHERTYPES,
      as: 'ieee8021ah.etype',
      auto: (c) => Math.max(0, c.upper),
      instead: (n) => (n < 1536 ? 'len' : undefined),
    }),
  },
  extras: {
    ...prefixed('ieee8021ah', { len: extra('Length'), trailer: extra('Trailer', 'bytes') }),
    ...paddingFields,
  },
  next: { etype: 'eth.type' },
  stack: (fields) => (fields.some((f) => f.name === 'ieee8021ah.etype') ? ['ieee8021ad', 'ethertype'] : ['ieee8021ad']),
  on: { 'eth.type': 0x88a8 },
  heading: (d) => `IEEE 802.1ad, ID: ${d.v.id}`,
  sentences,
  info: (d) => `PRI: ${d.v.priority}  DROP: ${d.v.dei} ID: ${d.v.id}`,
  trailer: (d, from) => putTrailer(d, from, Math.min(d.wire, d.b.length), d.below('eth')?.start ?? d.start),
});
