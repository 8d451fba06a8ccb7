/** Linux cooked-mode capture (LINKTYPE_LINUX_SLL): what an interface without a common link layer gives. */

import { extra, raw, u16 } from '../../wire/field.ts';
import { layer, of } from '../../wire/layer.ts';
import type { Dissecting } from '../../wire/types.ts';
import { sentences } from '../shared/cooked/sentences.ts';
import { ETHERTYPES, labelOf } from '../shared/ethertypes.ts';
import { paddingFields, putTrailer } from '../shared/trailer.ts';

const PACKET_TYPES = { 0: 'Unicast to us', 1: 'Broadcast', 2: 'Multicast', 3: 'Unicast to another host', 4: 'Sent by us' };
const ETHERNET = 1;
const GRE = 778;
/** Frames of IEEE 802.2, under a number that Linux made up. */
const LLC = 4;

const fields = {
  pkttype: u16('Packet type', { names: PACKET_TYPES, needs: 4 }),
  hatype: u16('Link-layer address type', { fallback: ETHERNET }),
  halen: u16('Link-layer address length', { fallback: 6 }),
  address: raw(8, 'Source', 'bytes', { shown: false, fallback: new Uint8Array(8), column: 'src' }),
  etype: u16('Protocol', {
    show: 'hex',
    names: ETHERTYPES,
    auto: (c) => Math.max(0, c.upper),
    instead: (type, d) => otherType(type, d.v['hatype']),
  }),
};

export const sll = layer('sll', {
  title: 'Linux cooked capture v1',
  spec: 'LINKTYPE_LINUX_SLL',
  label: 'SLL',
  labelOf: (d) => labelOf(d.v.etype, 'SLL'),
  fields,
  extras: {
    'src.eth': extra('Source', 'mac'),
    'src.ipv4': extra('Source', 'ip4'),
    'src.other': extra('Source', 'bytes'),
    unused: extra('Unused', 'bytes'),
    gretype: extra('Protocol', 'hex', { width: 16, names: ETHERTYPES }),
    ltype: extra('Protocol', 'hex', { width: 16 }),
    trailer: extra('Trailer', 'bytes'),
    ...paddingFields,
  },
  next: { etype: 'eth.type' },
  stack: (fields) => (fields.some((f) => f.name === 'sll.etype') ? ['sll', 'ethertype'] : ['sll']),
  deep: of(['etype', 'hatype'], (type, hardware) => otherType(type, hardware) !== undefined),
  on: { link: 113 },
  seen: { halen: (d) => address(d) },
  heading: () => 'Linux cooked capture v1',
  sentences,
  info: (d) => ETHERTYPES[d.v.etype] ?? PACKET_TYPES[d.v.pkttype as 0] ?? 'Linux cooked capture',
  body: (d) => {
    if (d.v.etype === LLC) d.next('eth.length', 0, d.header);
  },
  trailer: (d, from) => {
    if (d.v.hatype !== GRE) putTrailer(d, from, Math.min(d.wire, d.b.length), d.start);
  },
});

const address = (d: Dissecting<typeof fields>): void => {
  const length = d.v.halen;
  const o = d.start + 6;
  if (length === 6) d.put('src.eth', o, 6);
  else if (length === 4) d.put('src.ipv4', o, 4);
  else if (length > 0) d.put('src.other', o, Math.min(length, 8));
  const used = length === 0 ? 0 : Math.min(length, 8);
  if (used < 8) d.put('unused', o + used, 8 - used);
};

/** The protocol is an EtherType but for lengths (802.3) and GRE tunnels. */
const otherType = (type: number, hardware: number | undefined): string | undefined => {
  if (type < 1536) return 'ltype';
  return hardware === GRE ? 'gretype' : undefined;
};
