/** Generic Network Virtualization Encapsulation, RFC 8926. */

import { bits, extra, flag, u8, u16, u24 } from '../../wire/field.ts';
import { layer, of } from '../../wire/layer.ts';
import { ETHERTYPES } from '../shared/ethertypes.ts';
import { sentences } from './sentences.ts';

export const geneve = layer('geneve', {
  title: 'Generic Network Virtualization Encapsulation',
  spec: 'RFC 8926',
  label: 'Geneve',
  fields: {
    version: bits(2, 'Version', { fallback: 0 }),
    option_length: bits(6, 'Option Length', { scale: 4, unit: ' bytes', auto: (c) => (c.header - 8) >> 2 }),
    flags: u8('Flags', {
      show: 'hex',
      fallback: 0,
      sub: {
        oam: flag('Operations, Administration and Management Frame'),
        critical: flag('Critical Options Present'),
        reserved: bits(6, 'Reserved', { show: 'bool' }),
      },
    }),
    proto_type: u16('Protocol Type', { show: 'hex', names: ETHERTYPES, auto: (c) => Math.max(0, c.upper) }),
    vni: u24('Virtual Network Identifier (VNI)', { show: 'hex' }),
    reserved: u8('Reserved', { show: 'hex', fallback: 0 }),
  },
  extras: { options: extra('Options', 'bytes') },
  header: of(['option_length'], (n) => 8 + n * 4),
  next: { proto_type: 'eth.type' },
  on: { 'udp.port': 6081 },
  heading: (d) => `Generic Network Virtualization Encapsulation, VNI: 0x${d.v.vni.toString(16).padStart(6, '0')}`,
  sentences,
  info: (d) => `Encapsulated ${ETHERTYPES[d.v.proto_type] ?? `0x${d.v.proto_type.toString(16).padStart(4, '0')}`}`,
  body: (d) => {
    if (d.header > d.start + 8) d.put('options', d.start + 8, d.header - d.start - 8);
  },
});
