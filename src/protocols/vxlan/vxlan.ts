/** Virtual eXtensible Local Area Network, RFC 7348. */
import { bits, extra, flag, prefixed, u8, u16, u24 } from '../../wire/field.ts';
import { layer } from '../../wire/layer.ts';
import { sentences } from './sentences.ts';

/** Everything that it carries is Ethernet. */
const INNER = 'vxlan.inner';

/** Flags without a meaning. */
const RESERVED = 0x77b7;

export const vxlan = layer('vxlan', {
  title: 'Virtual eXtensible Local Area Network',
  spec: 'RFC 7348',
  label: 'VxLAN',
  fields: {
    flags: u16('Flags', {
      show: 'hex',
      fallback: 0x0800,
      sub: prefixed('vxlan', {
        flag_g: flag('GBP Extension'),
        reserved1: bits(3, 'Reserved', { unnamed: true }),
        flag_i: flag('VXLAN Network ID (VNI)'),
        reserved2: bits(4, 'Reserved', { unnamed: true }),
        flag_d: flag("Don't Learn"),
        reserved3: bits(2, 'Reserved', { unnamed: true }),
        flag_a: flag('Policy Applied'),
        reserved4: bits(3, 'Reserved', { unnamed: true }),
      }),
    }),
    gbp: u16('Group Policy ID', { fallback: 0 }),
    vni: u24('VXLAN Network Identifier (VNI)'),
    reserved8: u8('Reserved', { fallback: 0 }),
  },
  extras: { flags_reserved: extra('Reserved(R)', 'hex', { width: 16 }) },
  seen: { flags: (d) => d.under(d.fields.at(-1), () => void d.put('flags_reserved', d.start, 2, d.v.flags & RESERVED)) },
  next: { reserved8: INNER },
  on: { 'udp.port': 4789 },
  heading: () => 'Virtual eXtensible Local Area Network',
  sentences,
  info: (d) => `VNI ${d.v.vni}`,
});
