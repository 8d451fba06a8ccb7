/** Linux cooked-mode capture v2 (LINKTYPE_LINUX_SLL2): v1 with the interface's index. */
import { extra, prefixed, raw, u8, u16, u32 } from '../../wire/field.ts';
import { layer, of } from '../../wire/layer.ts';
import type { Dissecting } from '../../wire/types.ts';
import { sentences } from '../shared/cooked/sentences.ts';
import { ETHERTYPES } from '../shared/ethertypes.ts';
import { paddingFields, putTrailer } from '../shared/trailer.ts';

/** Frames of IEEE 802.2, under a number that Linux made up. */
const LLC = 4;
const PACKET_TYPES = { 0: 'Unicast to us', 1: 'Broadcast', 2: 'Multicast', 3: 'Unicast to another host', 4: 'Sent by us' };

/** Wireshark names these fields `sll.`, as for v1. */
const fields = prefixed('sll', {
  etype: u16('Protocol', {
    show: 'hex',
    names: ETHERTYPES,
    auto: (c) => Math.max(0, c.upper),
    needs: 12,
    instead: (type) => (type < 1536 ? 'ltype' : undefined),
  }),
  reserved: u16('Reserved', { shown: false, fallback: 0 }),
  ifindex: u32('Interface index', { fallback: 1 }),
  hatype: u16('Link-layer address type', { fallback: 1 }),
  pkttype: u8('Packet type', { names: PACKET_TYPES }),
  halen: u8('Link-layer address length', { fallback: 6 }),
  address: raw(8, 'Source', 'bytes', { shown: false, fallback: new Uint8Array(8), column: 'src' }),
});

export const sll2 = layer('sll2', {
  title: 'Linux cooked capture v2',
  spec: 'LINKTYPE_LINUX_SLL2',
  label: 'SLL2',
  fields,
  extras: {
    ...prefixed('sll', {
      'src.eth': extra('Source', 'mac'),
      'src.ipv4': extra('Source', 'ip4'),
      'src.other': extra('Source', 'bytes'),
      unused: extra('Unused', 'bytes'),
      ltype: extra('Protocol', 'hex', { width: 16 }),
      trailer: extra('Trailer', 'bytes'),
    }),
    ...paddingFields,
  },
  next: { etype: 'eth.type' },
  stack: (fields) => (fields.some((f) => f.name === 'sll.etype') ? ['sll', 'ethertype'] : ['sll']),
  deep: of(['etype'], (type) => type < 1536),
  on: { link: 276 },
  seen: { halen: (d) => address(d) },
  heading: () => 'Linux cooked capture v2',
  sentences,
  info: (d) => ETHERTYPES[d.v.etype] ?? 'Linux cooked capture',
  body: (d) => {
    if (d.v.etype === LLC) d.next('eth.length', 0, d.header);
  },
  trailer: (d, from) => putTrailer(d, from, Math.min(d.wire, d.b.length), d.start),
});

const address = (d: Dissecting<typeof fields>): void => {
  const length = d.v.halen;
  const o = d.start + 12;
  if (length === 6) d.put('src.eth', o, 6);
  else if (length === 4) d.put('src.ipv4', o, 4);
  else if (length > 0) d.put('src.other', o, Math.min(length, 8));
  if (length < 8) d.put('unused', o + length, 8 - length);
};
