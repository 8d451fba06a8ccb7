/** Cisco HDLC (LINKTYPE_C_HDLC): address, control, and an EtherType. */

import { u8, u16 } from '../../wire/field.ts';
import { layer, of } from '../../wire/layer.ts';
import { ETHERTYPES } from '../shared/ethertypes.ts';
import { sentences } from './sentences.ts';

/** Cisco's own address resolution has the number that is RARP's elsewhere. */
const SLARP = 0x8035;
const PROTOCOLS: Readonly<Record<number, string>> = { ...ETHERTYPES, [SLARP]: 'SLARP' };

export const chdlc = layer('chdlc', {
  title: 'Cisco HDLC',
  spec: 'LINKTYPE_C_HDLC',
  label: 'CHDLC',
  fields: {
    address: u8('Address', { show: 'hex', fallback: 0x0f, names: { 0x0f: 'Unicast', 0x8f: 'Multicast' } }),
    control: u8('Control', { show: 'hex', fallback: 0 }),
    protocol: u16('Protocol', { show: 'hex', names: PROTOCOLS, auto: (c) => Math.max(0, c.upper) }),
  },
  last: of(['protocol'], (n) => n === SLARP),
  next: { protocol: 'eth.type' },
  on: { link: 104 },
  sentences,
  info: (d) => PROTOCOLS[d.v.protocol] ?? `Protocol 0x${d.v.protocol.toString(16).padStart(4, '0')}`,
});
