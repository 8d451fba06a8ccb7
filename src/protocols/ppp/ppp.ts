/** Point-to-Point Protocol, RFC 1661; address and control before it where it is framed as in HDLC, RFC 1662 §3.1. */
import { extra, u8, u16 } from '../../wire/field.ts';
import { layer, of } from '../../wire/layer.ts';
import type { Dissecting } from '../../wire/types.ts';
import { sentences } from './sentences.ts';

/** Numbers of the IANA registry that people meet. */
const PROTOCOLS = {
  33: 'Internet Protocol version 4',
  41: 'AppleTalk',
  43: 'Novell IPX',
  49: 'Bridging PDU',
  61: 'Multilink',
  87: 'Internet Protocol version 6',
  253: 'Compressed datagram',
  641: 'MPLS Unicast',
  643: 'MPLS Multicast',
  32801: 'IP Control Protocol',
  32855: 'IPv6 Control Protocol',
  33021: 'Compression Control Protocol',
  49185: 'Link Control Protocol',
  49187: 'Password Authentication Protocol',
  49189: 'Link Quality Report',
  49699: 'Challenge Handshake Authentication Protocol',
};

const protocol = u16('Protocol', { show: 'hex', names: PROTOCOLS, auto: (c) => Math.max(0, c.upper), as: 'ppp.protocol' });
const text = (number: number): string => PROTOCOLS[number as 33] ?? `PPP protocol 0x${number.toString(16).padStart(4, '0')}`;

/** All stations, unnumbered information: no protocol has this number. */
const FRAMED = 0xff03;

/** RFC 1661 §6.5: a number whose first byte is odd has only that one. What follows it, only a dissection tells. */
const isShort = (number: number): boolean => (number & 0x100) !== 0 && number !== FRAMED;
const short = {
  last: of(['protocol'], isShort),
  deep: of(['protocol'], isShort),
};
const putShort = (d: Dissecting<{ readonly protocol: typeof protocol }>): void => {
  const number = d.v.protocol >> 8;
  if (!isShort(d.v.protocol)) return;
  d.put('short', d.start, 1, number);
  d.header = d.start + 1;
  d.next('ppp.protocol', number, d.header);
};
const shortField = extra('Protocol', 'hex', { width: 16, names: PROTOCOLS, as: 'ppp.protocol' });
const shownNumber = (number: number): number => (isShort(number) ? number >> 8 : number);

export const ppp = layer('ppp', {
  title: 'Point-to-Point Protocol',
  spec: 'RFC 1661',
  label: 'PPP',
  fields: {
    protocol: { ...protocol, instead: (number: number) => (number === FRAMED ? ['address', 'control'] : isShort(number) ? [] : undefined) },
  },
  ...short,
  extras: { short: shortField, address: u8('Address', { show: 'hex' }), control: u8('Control', { show: 'hex' }) },
  next: { protocol: 'ppp.protocol' },
  on: { link: [9, 50], 'eth.type': 0x880b, 'pppoe.code': 0 },
  sentences,
  info: (d) => text(shownNumber(d.v.protocol)),
  body: putShort,
});

/** What follows address and control. */
export const pppFramed = layer('ppp.framed', {
  title: 'PPP in HDLC-like Framing',
  spec: 'RFC 1662',
  label: 'PPP',
  fields: { protocol: { ...protocol, instead: (number: number) => (isShort(number) ? [] : undefined) } },
  ...short,
  extras: { short: shortField },
  next: { protocol: 'ppp.protocol' },
  stack: () => [],
  on: { 'ppp.protocol': FRAMED },
  sentences,
  info: (d) => text(shownNumber(d.v.protocol)),
  body: putShort,
});
