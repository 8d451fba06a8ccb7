/** Generic Network Virtualization Encapsulation, RFC 8926. */

import { u8 as u8At } from '../../core/bytes.ts';
import { bits, extra, flag, u8, u16, u24 } from '../../wire/field.ts';
import { layer, of } from '../../wire/layer.ts';
import type { Dissecting } from '../../wire/types.ts';
import { ETHERTYPES } from '../shared/ethertypes.ts';
import { sentences } from './sentences.ts';

const option = {
  'option.class': u16('Class', { show: 'hex' }),
  'option.type': u8('Type', { show: 'hex', sub: { critical: flag('Critical Option'), rest: bits(7, 'Kind', { unnamed: true }) } }),
  'option.flags': bits(3, 'Flags', { show: 'hex', width: 8, sub: { reserved: bits(3, 'Reserved', { show: 'bool' }) } }),
  'option.length': bits(5, 'Length', { scale: 4, shown: false }),
};

export const geneve = layer('geneve', {
  title: 'Generic Network Virtualization Encapsulation',
  spec: 'RFC 8926',
  label: 'Geneve',
  fields: {
    version: bits(2, 'Version', { fallback: 0 }),
    option_length: bits(6, 'Option Length', { as: 'geneve.option.length', scale: 4, unit: ' bytes', auto: (c) => (c.header - 8) >> 2 }),
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
  extras: {
    options: extra('Geneve Options', 'bytes'),
    option: extra('Option', 'bytes'),
    ...option,
    'option.size': extra('Length', 'dec', { as: 'geneve.option.length', unit: ' bytes' }),
    'option.unknown.data': extra('Unknown Option Data', 'bytes', { mayBeEmpty: true }),
  },
  header: of(['option_length'], (n) => 8 + n * 4),
  next: { proto_type: 'eth.type' },
  on: { 'udp.port': 6081 },
  heading: (d) =>
    `Generic Network Virtualization Encapsulation, VNI: 0x${d.v.vni.toString(16).padStart(6, '0')}${d.v['flags.oam'] === 1 ? ', OAM' : ''}`,
  sentences,
  info: (d) => `Encapsulated ${ETHERTYPES[d.v.proto_type] ?? `0x${d.v.proto_type.toString(16).padStart(4, '0')}`}`,
  body: (d) => {
    if (d.header <= d.start + 8) return;
    d.under(d.put('options', d.start + 8, d.header - d.start - 8), () => putOptions(d, d.start + 8));
  },
});

/** RFC 8926 §3.5: the upper bit of the type says that who does not know the option must drop the packet. */
const putOptions = (d: Dissecting, from: number): void => {
  for (let o = from; o + 4 <= d.header && !d.stopped; ) {
    const size = 4 + (u8At(d.b, o + 3) & 31) * 4;
    if (o + size > d.header) {
      d.fault('option', o, d.header - o, 'an option that ends beyond the header (RFC 8926)');
      return;
    }
    const at = o;
    d.under(d.put('option', at, size), () => {
      d.struct(option, at);
      d.put('option.size', at + 3, 1, size);
      d.put('option.unknown.data', at + 4, size - 4);
    });
    o += size;
  }
};
