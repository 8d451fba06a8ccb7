/** BSD loopback encapsulation (LINKTYPE_NULL, LINKTYPE_LOOP): the address family in the byte order of the host that captured. */
import { u32, u32le } from '../../core/bytes.ts';
import { extra, u16 } from '../../wire/field.ts';
import { layer, of } from '../../wire/layer.ts';
import { sentences } from './sentences.ts';

const FAMILIES = { 2: 'IP', 24: 'IPv6', 28: 'IPv6', 30: 'IPv6' };

export const nullLayer = layer('null', {
  title: 'Null/Loopback',
  spec: 'LINKTYPE_NULL',
  label: 'NULL',
  fields: {
    high: u16('Family, little-endian', { shown: false, fallback: 0, needs: 4 }),
    low: u16('Family, big-endian', { shown: false, auto: (c) => c.upper }),
  },
  extras: { family: extra('Family', 'dec', { names: FAMILIES }), type: extra('Type', 'hex', { width: 16 }) },
  last: of(['low', 'high'], (low, high) => low > 0 && high > 0),
  next: { low: 'null.family', high: 'null.swapped' },
  on: { link: [0, 108] },
  heading: () => 'Null/Loopback',
  sentences,
  info: () => 'Null/Loopback',
  body: (d) => {
    const big = u32(d.b, d.start);
    d.put('family', d.start, 4, d.v.high === 0 ? big : u32le(d.b, d.start));
  },
});
