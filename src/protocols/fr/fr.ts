/** Frame Relay with two bytes of address, ITU-T Q.922; what it carries by NLPID (RFC 2427) or, as Cisco does, by EtherType. */

import { bits, extra, flag, prefixed, u8, u16 } from '../../wire/field.ts';
import { layer, of } from '../../wire/layer.ts';
import type { Dissecting } from '../../wire/types.ts';
import { ETHERTYPES } from '../shared/ethertypes.ts';
import { sentences } from './sentences.ts';

/** Unnumbered information: an NLPID follows. */
const UI = 0x03;
const NLPIDS = { 128: 'SNAP', 129: 'CLNP', 130: 'ES-IS', 131: 'IS-IS', 142: 'IPv6', 176: 'FRF.9', 177: 'FRF.12', 204: 'IPv4', 207: 'PPP' };

const fields = {
  first_addr_octet: u8('First address octet', {
    show: 'hex',
    sub: prefixed('fr', { upper_dlci: bits(6, 'Upper DLCI', { show: 'hex' }), cr: flag('CR'), ea: flag('EA') }),
  }),
  second_addr_octet: u8('Second address octet', {
    show: 'hex',
    sub: prefixed('fr', {
      second_dlci: bits(4, 'Second DLCI', { show: 'hex' }),
      fecn: flag('FECN'),
      becn: flag('BECN'),
      de: flag('DE'),
      ea: flag('EA'),
    }),
  }),
  chdlctype: u16('Type', {
    show: 'hex',
    names: ETHERTYPES,
    auto: (c) => Math.max(0, c.upper),
    instead: (type) => (type >> 8 === UI ? ['control', 'nlpid'] : undefined),
  }),
};

export const fr = layer('fr', {
  title: 'Frame Relay',
  spec: 'ITU-T Q.922',
  label: 'FR',
  fields,
  extras: {
    dlci: extra('DLCI'),
    control: u8('Control Field', { show: 'hex' }),
    nlpid: u8('NLPID', { show: 'hex', names: NLPIDS }),
  },
  next: { chdlctype: 'fr.type' },
  deep: of(['first_addr_octet', 'second_addr_octet'], (first, second) => first % 2 === 1 || second % 2 === 0),
  on: { link: 107 },
  seen: { second_addr_octet: (d) => identifier(d) },
  heading: (d) => `Frame Relay, DLCI: ${d.v['dlci'] ?? '?'}`,
  sentences,
  info: (d) => `DLCI ${d.v['dlci'] ?? '?'}`,
});

/** Addresses of one, three or four bytes are not read: nothing says where they end but these bits. */
const identifier = (d: Dissecting<typeof fields>): 'stop' | undefined => {
  const { v } = d;
  if (v['first_addr_octet.ea'] === 1 || v['second_addr_octet.ea'] === 0) {
    d.fault('address', d.start, 2, 'the address has not two bytes');
    return 'stop';
  }
  v['dlci'] = v['first_addr_octet.upper_dlci'] * 16 + v['second_addr_octet.second_dlci'];
  d.add('dlci', v['dlci']);
  return undefined;
};
