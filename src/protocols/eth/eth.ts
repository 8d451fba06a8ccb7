/** Ethernet II and IEEE 802.3 framing. */

import { macText } from '../../core/address.ts';
import { u8, u16 as u16At } from '../../core/bytes.ts';
import { extra, mac, u16 } from '../../wire/field.ts';
import { layer, of } from '../../wire/layer.ts';
import type { Dissecting } from '../../wire/types.ts';
import { ETHERTYPES } from '../shared/ethertypes.ts';
import { followLength, isRawIpx } from '../shared/length-frame.ts';
import { paddingFields, putTrailer } from '../shared/trailer.ts';
import { sentences } from './sentences.ts';

/** IEEE 802.3 §3.2.6: of what a length may be. */
const LONGEST = 1500;

const fields = {
  dst: mac('Destination', { column: 'dst', also: ['addr'], needs: 14 }),
  src: mac('Source', { column: 'src', also: ['addr'] }),
  type: u16('Type', { show: 'hex', names: ETHERTYPES, auto: (c) => Math.max(0, c.upper), instead: (type) => lengthKey(type) }),
};

export const eth = layer('eth', {
  title: 'Ethernet II',
  spec: 'IEEE 802.3',
  label: 'Ethernet',
  labelOf: (d) => (d.start + HEADER <= d.end && isUnknown(d.v.type) ? `0x${d.v.type.toString(16).padStart(4, '0')}` : 'Ethernet'),
  fields,
  extras: {
    len: extra('Length'),
    invalid_lentype: extra('Invalid length/type', 'hex', { width: 16 }),
    'dst.oui': extra('Destination OUI', 'dec', { also: ['addr.oui'], hidden: true }),
    'src.oui': extra('Source OUI', 'dec', { also: ['addr.oui'], hidden: true }),
    'dst.lg': extra('Locally administered', 'bool', { also: ['lg'] }),
    'dst.ig': extra('Group address', 'bool', { also: ['ig'] }),
    'src.lg': extra('Locally administered', 'bool', { also: ['lg'] }),
    'src.ig': extra('Group address', 'bool', { also: ['ig'] }),
    ...paddingFields,
    trailer: extra('Trailer', 'bytes'),
    fcs: extra('Frame check sequence', 'hex', { width: 32 }),
    'fcs.status': extra('FCS Status', 'dec', { names: { 0: 'Bad', 1: 'Good', 2: 'Unverified' } }),
  },
  next: ['type'],
  looksLike: (b, isKnown) => (b.length >= 14 && isKnown('eth.type', u16At(b, 12)) ? 0.8 : 0),
  stack: (fields) => (fields.some((f) => f.name === 'eth.type') ? ['eth', 'ethertype'] : ['eth']),
  deep: of(['type'], (type) => type <= LONGEST && type > 0),
  on: { link: 1, 'eth.type': 0x6558, 'vxlan.inner': 0, 'llc.bridged': 0, 'ip.proto': 143 },
  seen: {
    dst: (d) => addressBits(d, 'dst', 0),
    src: (d) => addressBits(d, 'src', 6),
    type: (d) => checkType(d),
  },
  heading: (d) => headingOf(d),
  headingNeeds: 0,
  info: ({ v: { type } }) => (isUnknown(type) ? 'Ethernet II' : (ETHERTYPES[type] ?? 'IEEE 802.3 frame')),
  sentences,
  body: (d) => lengthFrame(d),
  trailer: (d, from) => behind(d, from),
});

/** The kind says nothing to anybody. */
const isUnknown = (type: number): boolean => (type === 0 || type > LONGEST) && ETHERTYPES[type] === undefined;

const HEADER = 14;

/** Only what is there: a frame may end in an address. */
const headingOf = (d: Dissecting): string => {
  const bytes = Math.max(0, Math.min(d.end, d.b.length) - d.start);
  if (bytes >= 14 && lengthKey(u16At(d.b, d.start + 12)) === 'len') return `IEEE 802.3 Ethernet ${isRawIpx(d, d.start + 14) ? 'Raw ' : ''}`;
  if (bytes >= 12) return `Ethernet II, Src: ${macText(d.b, d.start + 6)}, Dst: ${macText(d.b, d.start)}`;
  const target = bytes >= 6 ? `, Dst: ${macText(d.b, d.start)}` : '';
  return `Ethernet II${target}, ${bytes} of its 14 bytes`;
};

/** IEEE 802 §8.2: the two low bits of the first byte say group and locally administered. */
const addressBits = (d: Dissecting, key: string, at: number): void => {
  const o = d.start + at;
  const under = d.fields.at(-1);
  d.under(under, () => {
    d.put(`${key}.oui`, o, 3, (u8(d.b, o) << 16) | (u8(d.b, o + 1) << 8) | u8(d.b, o + 2));
    d.put(`${key}.lg`, o, 3, (u8(d.b, o) >> 1) & 1);
    d.put(`${key}.ig`, o, 3, u8(d.b, o) & 1);
  });
};

/** IEEE 802.3 §3.2.6: up to 1500 a length, from 1536 a type, between them nothing. 0 is no length that a packet can have. */
const lengthKey = (value: number): string | undefined => {
  if (value >= 1536 || value === 0) return undefined;
  return value > LONGEST ? 'invalid_lentype' : 'len';
};

const checkType = (d: Dissecting<typeof fields>): 'stop' | undefined => {
  const { type } = d.v;
  if (lengthKey(type) !== 'invalid_lentype') return undefined;
  d.fault('type', d.start + 12, 2, `${type} is neither a length (to 1500) nor a type (from 1536)`);
  return 'stop';
};

/** What a frame has behind the length that it tells is not the packet. */
const lengthFrame = (d: Dissecting<typeof fields>): void => {
  const { type } = d.v;
  if (type > LONGEST || type === 0) return;
  const end = Math.min(d.wire, d.header + type);
  if (end < d.wire) behind(d, end);
  d.wire = end;
  d.end = Math.min(d.end, end);
  followLength(d, d.header);
};

/** Shortest frame with its check sequence (IEEE 802.3 §3.2.8). */
const WITH_CHECK = 64;

/**
 * Whether the last four bytes behind the packet are a check sequence is not in the capture: they are taken for one where the
 * frame is long enough not to need them as padding.
 */
const behind = (d: Dissecting, from: number): void => {
  const check = d.wire - d.start >= WITH_CHECK && d.wire - from >= 4 ? 4 : 0;
  putTrailer(d, from, Math.min(d.b.length, d.wire - check), d.start);
  if (check > 0 && d.wire <= d.b.length) {
    d.put('fcs', d.wire - 4, 4);
    d.add('fcs.status', 2);
  }
};
