/** Linux cooked-mode capture v2 (LINKTYPE_LINUX_SLL2): v1 with the interface's index. */
import type { Dissecting } from '../../wire/dissect.ts';
import { extra, raw, u8, u16, u32 } from '../../wire/field.ts';
import { layer } from '../../wire/layer.ts';
import { ETHERTYPES } from '../shared/ethertypes.ts';
import { paddingFields, putTrailer } from '../shared/trailer.ts';

const PACKET_TYPES = { 0: 'Unicast to us', 1: 'Broadcast', 2: 'Multicast', 3: 'Unicast to another host', 4: 'Sent by us' };

/** Wireshark names these fields `sll.`, as for v1. */
export const sll2 = layer('sll2', {
  title: 'Linux cooked capture v2',
  spec: 'LINKTYPE_LINUX_SLL2',
  label: 'SLL2',
  fields: {
    _type: u16('Protocol', { show: 'hex', hidden: true, auto: (c) => Math.max(0, c.upper), needs: 12, seen: (d) => protocol(d) }),
    _unused: u16('Reserved', { hidden: true, fallback: 0, seen: (d) => void d.fields.pop() }),
    '=sll.ifindex': u32('Interface index', { fallback: 1 }),
    '=sll.hatype': u16('Link-layer address type', { fallback: 1 }),
    '=sll.pkttype': u8('Packet type', { names: PACKET_TYPES }),
    '=sll.halen': u8('Link-layer address length', { fallback: 6, seen: (d) => address(d) }),
    _address: raw(8, 'Source', 'bytes', { hidden: true, fallback: new Uint8Array(8), column: 'src', seen: (d) => void d.fields.pop() }),
  },
  extras: {
    '=sll.etype': extra('Protocol', 'hex', { width: 16, names: ETHERTYPES }),
    '=sll.src.eth': extra('Source', 'mac'),
    '=sll.src.ipv4': extra('Source', 'ip4'),
    '=sll.src.other': extra('Source', 'bytes'),
    '=sll.unused': extra('Unused', 'bytes'),
    '=sll.trailer': extra('Trailer', 'bytes'),
    ...paddingFields,
  },
  next: { _type: 'eth.type' },
  stack: (fields) => (fields.some((f) => f.name === 'sll.etype') ? ['sll2', 'ethertype'] : ['sll2']),
  on: { link: 276 },
  heading: () => 'Linux cooked capture v2',
  info: (d) => ETHERTYPES[d.v['_type'] ?? 0] ?? 'Linux cooked capture',
  trailer: (d, from) => {
    putTrailer(d, from, Math.min(d.wire, d.b.length), d.start, '=sll.trailer');
  },
});

const protocol = (d: Dissecting): void => {
  d.fields.pop();
  d.put('=sll.etype', d.start, 2);
};

const address = (d: Dissecting): void => {
  const length = d.v['=sll.halen']!;
  const o = d.start + 12;
  if (length === 6) d.put('=sll.src.eth', o, 6);
  else if (length === 4) d.put('=sll.src.ipv4', o, 4);
  else if (length > 0) d.put('=sll.src.other', o, Math.min(length, 8));
  if (length < 8) d.put('=sll.unused', o + length, 8 - length);
};
