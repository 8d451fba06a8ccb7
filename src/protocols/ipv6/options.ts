/** Options of the hop-by-hop and destination options headers, RFC 8200 §4.2 and the RFCs named at each. */

import { extra, ip6, prefixed, u8, u16, u32 } from '../../wire/field.ts';
import { kindNames } from '../../wire/tlv.ts';
import type { Dissecting, Fields, TlvSpec } from '../../wire/types.ts';

const ACTIONS = {
  0: 'Skip and continue',
  1: 'Discard',
  2: 'Discard and send ICMP Parameter Problem to source',
  3: 'Discard and send ICMP if not multicast',
};

const showType = (d: Dissecting, o: number, kind: number): void => {
  d.put('opt.type.action', o, 1, kind >> 6);
  d.put('opt.type.change', o, 1, (kind >> 5) & 1);
  d.put('opt.type.rest', o, 1, kind & 31);
};

const bytesAs =
  (key: string) =>
  (d: Dissecting, o: number, length: number): void => {
    if (length > 0) d.put(key, o, length);
  };

/** Wireshark names them `ipv6.opt…` whichever header they are in. */
const named = <const F extends Fields>(fields: F): F => prefixed('ipv6', fields);

export const options: TlvSpec = {
  name: '',
  title: 'Options',
  kind: 'opt.type',
  length: 'opt.length',
  valueOnly: true,
  align: 8,
  wrap: 'opt',
  line: (title, _total, kind) => (title === 'Unknown' ? `Unknown IPv6 Option (${kind})` : title),
  kindShown: showType,
  kinds: {
    0: { title: 'Pad1', single: true, read: (d) => void d.add('opt.pad1', true) },
    1: { title: 'PadN', read: (d, o, length) => void d.put('opt.padn', o, length) },
    4: { title: 'Tunnel Encapsulation Limit', lengths: (n) => n === 3, fields: named({ 'opt.tel': u8('Tunnel Encapsulation Limit') }) },
    5: {
      title: 'Router Alert',
      lengths: (n) => n === 4,
      fields: named({ 'opt.router_alert': u16('Router Alert', { names: { 0: 'MLD', 1: 'RSVP', 2: 'Active Networks' } }) }),
    },
    194: { title: 'Jumbo', lengths: (n) => n === 6, fields: named({ 'opt.jumbo': u32('Payload Length') }) },
    201: { title: 'Home Address', lengths: (n) => n === 18, fields: named({ 'opt.mipv6.home_address': ip6('MIPv6 Home Address') }) },
    30: { title: 'Experimental', read: bytesAs('opt.experimental') },
    62: { title: 'Experimental', read: bytesAs('opt.experimental') },
  },
  unknown: { title: 'Unknown', read: bytesAs('opt.unknown') },
};

export const optionFields: Fields = named({
  opt: extra('IPv6 Option', 'none'),
  'opt.type': extra('Type', 'hex', { width: 8, names: kindNames(options.kinds) }),
  'opt.type.action': extra('Action', 'dec', { names: ACTIONS }),
  'opt.type.change': extra('May Change', 'bool'),
  'opt.type.rest': extra('Low-Order Bits', 'hex', { width: 8 }),
  'opt.length': extra('Length'),
  'opt.pad1': extra('Pad1', 'none'),
  'opt.padn': extra('PadN', 'bytes', { mayBeEmpty: true }),
  'opt.unknown': extra('Unknown Option Payload', 'bytes'),
  'opt.experimental': extra('Experimental Option Payload', 'bytes'),
});
