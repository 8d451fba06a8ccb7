/** IEEE 802.1ah: frames of a customer inside those of a provider. */
import { macText } from '../../core/address.ts';
import { bits, extra, flag, mac, prefixed, u16, u32 } from '../../wire/field.ts';
import { layer } from '../../wire/layer.ts';
import { ETHERTYPES } from '../shared/ethertypes.ts';
import { sentences } from './sentences.ts';

/** Kinds below are lengths. */
const FIRST_TYPE = 0x600;
const HEADER = 18;

export const ieee8021ah = layer('ieee8021ah', {
  title: 'IEEE 802.1ah',
  spec: 'IEEE 802.1Q',
  label: '802.1ah',
  fields: {
    tag: u32('I-Tag', {
      unnamed: true,
      sub: prefixed('ieee8021ah', {
        priority: bits(3, 'Priority', { fallback: 0 }),
        drop: flag('DROP', { show: 'dec' }),
        nca: flag('NCA', { show: 'dec' }),
        res1: flag('RES1', { show: 'dec' }),
        res2: bits(2, 'RES2', { fallback: 0 }),
        isid: bits(24, 'I-SID'),
      }),
    }),
    cdst: mac('C-Destination'),
    csrc: mac('C-Source'),
    etype: u16('Type', { show: 'hex', names: ETHERTYPES, auto: (c) => Math.max(0, c.upper) }),
  },
  extras: { trailer: extra('Trailer', 'bytes') },
  next: { etype: 'eth.type' },
  stack: (fields) => (fields.some((f) => f.name === 'ieee8021ah.etype') ? ['ieee8021ah', 'ethertype'] : ['ieee8021ah']),
  on: { 'eth.type': 0x88e7 },
  heading: (d) =>
    `IEEE 802.1ah, I-SID: ${d.v['tag.isid']}, C-Src: ${macText(d.b.subarray(d.start + 10))}, C-Dst: ${macText(d.b.subarray(d.start + 4))}`,
  sentences,
  info: ({ v }) =>
    `PRI: ${v['tag.priority']}  Drop: ${v['tag.drop']}  NCA: ${v['tag.nca']}  Res1: ${v['tag.res1']}  Res2: ${v['tag.res2']}  I-SID: ${v['tag.isid']}`,
  labelOf: (d) => (d.end >= d.start + HEADER && d.v.etype < FIRST_TYPE ? `0x${d.v.etype.toString(16).padStart(4, '0')}` : '802.1ah'),
});
