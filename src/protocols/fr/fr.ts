/** Frame Relay with two bytes of address, ITU-T Q.922; what it carries by NLPID (RFC 2427) or, as Cisco does, by EtherType. */
import type { Dissecting } from '../../wire/dissect.ts';
import { bits, extra, flag, u8, u16 } from '../../wire/field.ts';
import { layer } from '../../wire/layer.ts';
import { ETHERTYPES } from '../shared/ethertypes.ts';

/** Unnumbered information: an NLPID follows. */
const UI = 0x03;
const NLPIDS = { 128: 'SNAP', 129: 'CLNP', 130: 'ES-IS', 131: 'IS-IS', 142: 'IPv6', 176: 'FRF.9', 177: 'FRF.12', 204: 'IPv4', 207: 'PPP' };

export const fr = layer('fr', {
  title: 'Frame Relay',
  spec: 'ITU-T Q.922',
  label: 'FR',
  fields: {
    first_addr_octet: u8('First address octet', {
      show: 'hex',
      sub: {
        '=fr.upper_dlci': bits(6, 'Upper DLCI', { show: 'hex' }),
        '=fr.cr': flag('CR'),
        '=fr.ea': flag('EA'),
      },
    }),
    second_addr_octet: u8('Second address octet', {
      show: 'hex',
      sub: {
        '=fr.second_dlci': bits(4, 'Second DLCI', { show: 'hex' }),
        '=fr.fecn': flag('FECN'),
        '=fr.becn': flag('BECN'),
        '=fr.de': flag('DE'),
        '=fr.ea': flag('EA'),
      },
      seen: (d) => identifier(d),
    }),
    _type: u16('Type', { show: 'hex', auto: (c) => Math.max(0, c.upper), hidden: true, seen: (d) => type(d) }),
  },
  extras: {
    dlci: extra('DLCI'),
    control: extra('Control Field', 'hex', { width: 8 }),
    nlpid: extra('NLPID', 'hex', { width: 8, names: NLPIDS }),
    chdlctype: extra('Type', 'hex', { width: 16, names: ETHERTYPES }),
  },
  next: { _type: 'fr.type' },
  deep: { reads: ['first_addr_octet', 'second_addr_octet'], of: (first, second) => first % 2 === 1 || second % 2 === 0 },
  on: { link: 107 },
  heading: (d) => `Frame Relay, DLCI: ${d.v['dlci'] ?? '?'}`,
  info: (d) => `DLCI ${d.v['dlci'] ?? '?'}`,
});

/** Addresses of one, three or four bytes are not read: nothing says where they end but these bits. */
const identifier = (d: Dissecting): 'stop' | undefined => {
  const [first, second] = [d.fields.at(-2)?.value, d.fields.at(-1)?.value];
  if (Number(first) % 2 === 1 || Number(second) % 2 === 0) {
    d.fault('address', d.start, 2, 'the address has not two bytes');
    return 'stop';
  }
  d.v['dlci'] = (d.v['=fr.upper_dlci'] ?? 0) * 16 + (d.v['=fr.second_dlci'] ?? 0);
  d.add('dlci', d.v['dlci']);
  return undefined;
};

const type = (d: Dissecting): void => {
  d.fields.pop();
  const o = d.start + 2;
  if (d.v['_type']! >> 8 !== UI) d.put('chdlctype', o, 2);
  else {
    d.put('control', o, 1);
    d.put('nlpid', o + 1, 1);
  }
};
