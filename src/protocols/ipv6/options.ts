/** Options of the hop-by-hop and destination options headers, RFC 8200 §4.2 and the RFCs named at each. */
import type { Dissecting } from '../../wire/dissect.ts';
import { extra, type Fields, ip6, u8, u16, u32 } from '../../wire/field.ts';
import { kindNames, type TlvSpec } from '../../wire/tlv.ts';

const ACTIONS = {
  0: 'Skip and continue',
  1: 'Discard',
  2: 'Discard and send ICMP Parameter Problem to source',
  3: 'Discard and send ICMP if not multicast',
};

const showType = (d: Dissecting, o: number, kind: number): void => {
  d.put('=ipv6.opt.type.action', o, 1, kind >> 6);
  d.put('=ipv6.opt.type.change', o, 1, (kind >> 5) & 1);
  d.put('=ipv6.opt.type.rest', o, 1, kind & 31);
};

const bytesAs =
  (key: string) =>
  (d: Dissecting, o: number, length: number): void => {
    if (length > 0) d.put(key, o, length);
  };

export const options: TlvSpec = {
  name: '',
  title: 'Options',
  kind: '=ipv6.opt.type',
  length: '=ipv6.opt.length',
  valueOnly: true,
  align: 8,
  wrap: '=ipv6.opt',
  line: (title, _total, kind) => (title === 'Unknown' ? `Unknown IPv6 Option (${kind})` : title),
  kindShown: showType,
  kinds: {
    0: { title: 'Pad1', single: true, read: (d) => void d.add('=ipv6.opt.pad1', true) },
    1: { title: 'PadN', read: (d, o, length) => void d.put('=ipv6.opt.padn', o, length) },
    4: { title: 'Tunnel Encapsulation Limit', lengths: (n) => n === 3, fields: { '=ipv6.opt.tel': u8('Tunnel Encapsulation Limit') } },
    5: {
      title: 'Router Alert',
      lengths: (n) => n === 4,
      fields: { '=ipv6.opt.router_alert': u16('Router Alert', { names: { 0: 'MLD', 1: 'RSVP', 2: 'Active Networks' } }) },
    },
    194: { title: 'Jumbo', lengths: (n) => n === 6, fields: { '=ipv6.opt.jumbo': u32('Payload Length') } },
    201: { title: 'Home Address', lengths: (n) => n === 18, fields: { '=ipv6.opt.mipv6.home_address': ip6('MIPv6 Home Address') } },
    30: { title: 'Experimental', read: bytesAs('=ipv6.opt.experimental') },
    62: { title: 'Experimental', read: bytesAs('=ipv6.opt.experimental') },
  },
  unknown: { title: 'Unknown', read: bytesAs('=ipv6.opt.unknown') },
};

/** Wireshark names them `ipv6.opt…` whichever header they are in. */
export const optionFields: Fields = {
  '=ipv6.opt': extra('IPv6 Option', 'none'),
  '=ipv6.opt.type': extra('Type', 'hex', { width: 8, names: kindNames(options.kinds) }),
  '=ipv6.opt.type.action': extra('Action', 'dec', { names: ACTIONS }),
  '=ipv6.opt.type.change': extra('May Change', 'bool'),
  '=ipv6.opt.type.rest': extra('Low-Order Bits', 'hex', { width: 8 }),
  '=ipv6.opt.length': extra('Length'),
  '=ipv6.opt.pad1': extra('Pad1', 'none'),
  '=ipv6.opt.padn': extra('PadN', 'bytes', { mayBeEmpty: true }),
  '=ipv6.opt.unknown': extra('Unknown Option Payload', 'bytes'),
  '=ipv6.opt.experimental': extra('Experimental Option Payload', 'bytes'),
};
