/** IEEE 802.1ad provider bridging (Q-in-Q): the service tag. */
import type { Dissecting } from '../../wire/dissect.ts';
import { bits, extra, flag, u16 } from '../../wire/field.ts';
import { layer } from '../../wire/layer.ts';
import { ETHERTYPES } from '../shared/ethertypes.ts';
import { paddingFields, putTrailer } from '../shared/trailer.ts';

export const ieee8021ad = layer('ieee8021ad', {
  title: 'IEEE 802.1ad',
  spec: 'IEEE 802.1ad',
  label: '802.1ad',
  fields: {
    priority: bits(3, 'Priority', { fallback: 0, needs: 2 }),
    dei: flag('DEI'),
    id: bits(12, 'ID'),
    _type: u16('Type', { hidden: true, auto: (c) => Math.max(0, c.upper), seen: (d) => protocol(d) }),
  },
  extras: {
    '=ieee8021ah.etype': extra('Type', 'hex', { width: 16, names: ETHERTYPES }),
    '=ieee8021ah.len': extra('Length'),
    '=ieee8021ah.trailer': extra('Trailer', 'bytes'),
    ...paddingFields,
  },
  next: { _type: 'eth.type' },
  on: { 'eth.type': 0x88a8 },
  heading: (d) => `IEEE 802.1ad, ID: ${d.v['id']}`,
  info: (d) => `PRI: ${d.v['priority']} DEI: ${d.v['dei']} ID: ${d.v['id']}`,
  trailer: (d, from) => putTrailer(d, from, Math.min(d.wire, d.b.length), d.below('eth')?.start ?? d.start, '=ieee8021ah.trailer'),
});

const protocol = (d: Dissecting): void => {
  d.fields.pop();
  d.put(d.v['_type']! >= 1536 ? '=ieee8021ah.etype' : '=ieee8021ah.len', d.start + 2, 2);
};
