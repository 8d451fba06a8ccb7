/** Virtual eXtensible Local Area Network, RFC 7348. */
import { bits, flag, u8, u16, u24 } from '../../wire/field.ts';
import { layer } from '../../wire/layer.ts';

/** Everything that it carries is Ethernet. */
const INNER = 'vxlan.inner';

export const vxlan = layer('vxlan', {
  title: 'Virtual eXtensible Local Area Network',
  spec: 'RFC 7348',
  label: 'VXLAN',
  fields: {
    flags: u16('Flags', {
      show: 'hex',
      fallback: 0x0800,
      sub: {
        '=vxlan.flag_g': flag('GBP Extension'),
        _r1: bits(3, 'Reserved'),
        '=vxlan.flag_i': flag('VXLAN Network ID (VNI)'),
        _r2: bits(4, 'Reserved'),
        '=vxlan.flag_d': flag("Don't Learn"),
        _r3: bits(2, 'Reserved'),
        '=vxlan.flag_a': flag('Policy Applied'),
        '=vxlan.flags_reserved': bits(3, 'Reserved', { show: 'hex', width: 16 }),
      },
    }),
    gbp: u16('Group Policy ID', { fallback: 0 }),
    vni: u24('VXLAN Network Identifier (VNI)'),
    reserved8: u8('Reserved', { fallback: 0 }),
  },
  next: { reserved8: INNER },
  on: { 'udp.port': 4789 },
  heading: () => 'Virtual eXtensible Local Area Network',
  info: (d) => `VNI ${d.v['vni']}`,
});
