/** Address Resolution Protocol, RFC 826; reverse RFC 903, inverse RFC 2390, announcements and probes RFC 5227. */
import { ip4Number, ip4Text, macText } from '../../core/address.ts';
import { type Bytes, hex, hexByte, hexNumber, isZero, u16 as u16At, u32 } from '../../core/bytes.ts';
import { laidOut } from '../../wire/behind.ts';
import type { Claim } from '../../wire/datagram.ts';
import { extra, ip4, mac, u8, u16 } from '../../wire/field.ts';
import { layer } from '../../wire/layer.ts';
import type { Conflict } from '../../wire/origin.ts';
import type { Dissecting } from '../../wire/types.ts';
import { ETHERTYPES } from '../shared/ethertypes.ts';
import { sentences } from './sentences.ts';

const OPCODES = {
  1: 'request',
  2: 'reply',
  3: 'reverse request',
  4: 'reverse reply',
  5: 'drarp request',
  6: 'drarp reply',
  7: 'drarp error',
  8: 'inverse request',
  9: 'inverse reply',
  10: 'arp nak',
  11: 'mars request',
  12: 'mars multi',
  13: 'mars mserv',
  14: 'mars join',
  15: 'mars leave',
  16: 'mars nak',
  17: 'mars unserv',
  18: 'mars sjoin',
  19: 'mars sleave',
  20: 'mars grouplist request',
  21: 'mars grouplist reply',
  22: 'mars redirect map',
  23: 'mapos unarp',
  24: 'experimental 1',
  25: 'experimental 2',
  0: 'reserved',
  65535: 'reserved',
};

const fields = {
  'hw.type': u16('Hardware type', {
    fallback: 1,
    names: { 1: 'Ethernet', 6: 'IEEE 802', 15: 'Frame Relay', 16: 'ATM', 32: 'InfiniBand' },
  }),
  'proto.type': u16('Protocol type', { show: 'hex', fallback: 0x0800, names: ETHERTYPES }),
  'hw.size': u8('Hardware size', { fallback: 6 }),
  'proto.size': u8('Protocol size', { fallback: 4 }),
  opcode: u16('Opcode', { names: OPCODES }),
};
type Arp = Dissecting<typeof fields>;

/** Of Ethernet and IPv4, which is what build() makes. */
const ends = {
  'src.hw_mac': mac('Sender MAC address'),
  'src.proto_ipv4': ip4('Sender IP address'),
  'dst.hw_mac': mac('Target MAC address'),
  'dst.proto_ipv4': ip4('Target IP address'),
};

export const arp = layer('arp', {
  title: 'Address Resolution Protocol',
  spec: 'RFC 826',
  fields,
  extras: {
    isgratuitous: extra('Is gratuitous', 'bool'),
    isprobe: extra('Is probe', 'bool'),
    isannouncement: extra('Is announcement', 'bool'),
    ...ends,
    'src.hw': extra('Sender hardware address', 'bytes'),
    'src.proto': extra('Sender protocol address', 'bytes'),
    'dst.hw': extra('Target hardware address', 'bytes'),
    'dst.proto': extra('Target protocol address', 'bytes'),
    'duplicate-address-detected': extra('Duplicate IP address configured', 'none'),
    'duplicate-address-frame': extra('Frame showing earlier use of IP address'),
    'seconds-since-duplicate-address-frame': extra('Seconds since earlier frame seen'),
  },
  behind: laidOut([ends], () => ends),
  on: { 'eth.type': [0x0806, 0x8035] },
  heading: (d) => `Address Resolution Protocol (${kindOf(d)})`,
  sentences,
  claims: (b, o, end) => claimsIn(b, o, end),
  labelOf: (d) => label(d.v.opcode),
  info: (d) => info(d),
  body: (d) => addresses(d),
});

const kindOf = (d: Arp): string => {
  const name = OPCODES[d.v.opcode as 1] ?? `opcode ${hexOf(d.v.opcode)}`;
  const has = (key: string): boolean => d.fields.some((f) => f.name === `arp.${key}`);
  if (has('isprobe')) return 'ARP Probe';
  if (has('isannouncement')) return 'ARP Announcement';
  return has('isgratuitous') ? `${name}/gratuitous ARP` : name;
};

const sizes = (d: Arp): readonly [hw: number, proto: number] => [d.v['hw.size'], d.v['proto.size']];
const isMac = (d: Arp): boolean => d.v['hw.size'] === 6 && (d.v['hw.type'] === 1 || d.v['hw.type'] === 6);
const isIp4 = (d: Arp): boolean => d.v['proto.size'] === 4 && d.v['proto.type'] === 0x0800;

const addresses = (d: Arp): void => {
  const [hw, proto] = sizes(d);
  let o = d.start + 8;
  const at = { srcHw: o, srcProto: o + hw, dstHw: o + hw + proto, dstProto: o + 2 * hw + proto };
  if (d.end < at.dstProto + proto) return void d.has(at.dstProto, proto);
  o = at.dstProto + proto;
  d.header = o;
  d.wire = Math.min(d.wire, o);
  d.end = Math.min(d.end, o);
  marks(d, at);
  put(d, isMac(d) ? 'src.hw_mac' : 'src.hw', at.srcHw, hw);
  put(d, isIp4(d) ? 'src.proto_ipv4' : 'src.proto', at.srcProto, proto);
  put(d, isMac(d) ? 'dst.hw_mac' : 'dst.hw', at.dstHw, hw);
  if (d.v.opcode !== 7) put(d, isIp4(d) ? 'dst.proto_ipv4' : 'dst.proto', at.dstProto, proto);
  for (const conflict of d.answered?.conflicts ?? []) putDuplicate(d, conflict);
};

/** Of requests the sender's addresses, of replies the target's too, on Ethernet and IPv4. What is nobody's own claims nothing. */
const claimsIn = (b: Bytes, o: number, end: number): readonly Claim[] => {
  if (end - o < 28 || (u16At(b, o) !== 1 && u16At(b, o) !== 6) || u16At(b, o + 2) !== 0x0800 || u16At(b, o + 4) !== 0x0604) return [];
  const opcode = u16At(b, o + 6);
  if (opcode !== 1 && opcode !== 2) return [];
  return (opcode === 1 ? [o + 8] : [o + 8, o + 18]).map((at) => claimAt(b, at)).filter(isOwn);
};
const claimAt = (b: Bytes, at: number): Claim => ({ holder: u16At(b, at) * 2 ** 32 + u32(b, at + 2), address: u32(b, at + 6) });
/** Neither zero nor of a group. */
const isOwn = ({ holder, address }: Claim): boolean => holder !== 0 && address !== 0 && Math.floor(holder / 2 ** 40) % 2 === 0;

const macOf = (holder: number): string => [40, 32, 24, 16, 8, 0].map((shift) => hexByte(Math.floor(holder / 2 ** shift))).join(':');

const putDuplicate = (d: Arp, { address, holder, other, frame, seconds }: Conflict): void => {
  const ip = ip4Number(address);
  const found = d.add('duplicate-address-detected', true);
  if (found) found.text = `Duplicate IP address detected for ${ip} (${macOf(holder)}) - also in use by ${macOf(other)} (frame ${frame})`;
  d.fault('duplicate', d.start, 0, `Duplicate IP address configured (${ip})`, 'warn');
  d.under(found, () => {
    d.add('duplicate-address-frame', frame);
    d.add('seconds-since-duplicate-address-frame', seconds);
  });
};

const put = (d: Arp, key: string, o: number, length: number): void => {
  if (length > 0) d.put(key, o, length);
};

interface Places {
  readonly srcHw: number;
  readonly srcProto: number;
  readonly dstHw: number;
  readonly dstProto: number;
}

/** RFC 5227 §1.1: a host asks for its own address (an announcement where it names no target), or asks without one of its own (a probe). */
const marks = (d: Arp, at: Places): void => {
  const opcode = d.v.opcode;
  if (!isIp4(d) || (opcode !== 1 && opcode !== 2)) return;
  const source = ip4Text(d.b, at.srcProto);
  const untargeted = opcode === 1 && isZero(d.b, at.dstHw, at.dstHw + d.v['hw.size']);
  if (source === ip4Text(d.b, at.dstProto)) {
    d.add('isgratuitous', 1);
    if (untargeted) d.add('isannouncement', 1);
  } else if (untargeted && source === '0.0.0.0') d.add('isprobe', 1);
};

/** A reply is about its target: the row says what was found of that alone. */
const info = (d: Arp): string => {
  const last = claimsIn(d.b, d.start, d.end).at(-1);
  const conflict = last && d.answered?.conflicts?.find(({ address, holder }) => address === last.address && holder === last.holder);
  return conflict === undefined ? said(d) : `${said(d)} (duplicate use of ${ip4Number(conflict.address)} detected!)`;
};

const said = (d: Arp): string => {
  const { opcode } = d.v;
  if (d.stopped) return OPCODES[opcode as 1] ?? 'Unknown ARP opcode';
  const [hw, proto] = sizes(d);
  const o = d.start + 8;
  const from = { hw: hardware(d, o), proto: protocol(d, o + hw) };
  const to = { hw: hardware(d, o + hw + proto), proto: protocol(d, o + 2 * hw + proto) };
  switch (opcode) {
    case 1:
      return asked(d, from.proto, to.proto, isZero(d.b, o + hw + proto, o + 2 * hw + proto));
    case 2:
      return isIp4(d) && from.proto === to.proto ? `Gratuitous ARP for ${from.proto} (Reply)` : `${from.proto} is at ${from.hw}`;
    case 3:
    case 5:
    case 8:
      return `Who is ${to.hw}? Tell ${from.hw}`;
    case 4:
    case 6:
      return `${to.hw} is at ${to.proto}`;
    case 9:
      return `${from.hw} is at ${from.proto}`;
    case 0:
    case 65535:
      return `Reserved opcode ${opcode}`;
  }
  const text = SAID[opcode];
  if (text === undefined) return `Unknown ARP opcode ${hexOf(opcode)}`;
  return opcode > 10 && opcode < 24 ? `${text} from ${from.hw} at ${from.proto}` : text;
};

/** RFC 5227 §1.1, and those before it that announced themselves. */
const asked = (d: Arp, source: string, target: string, untargeted: boolean): string => {
  if (isIp4(d) && source === target) return untargeted ? `ARP Announcement for ${source}` : `Gratuitous ARP for ${source} (Request)`;
  return isIp4(d) && untargeted && source === '0.0.0.0' ? `Who has ${target}? (ARP Probe)` : `Who has ${target}? Tell ${source}`;
};

const SAID: Readonly<Record<number, string>> = {
  7: 'DRARP Error',
  10: 'ARP NAK',
  11: 'MARS request',
  12: 'MARS MULTI request',
  13: 'MARS MSERV request',
  14: 'MARS JOIN request',
  15: 'MARS LEAVE',
  16: 'MARS NAK',
  17: 'MARS UNSERV request',
  18: 'MARS SJOIN request',
  19: 'MARS SLEAVE',
  20: 'MARS grouplist request',
  21: 'MARS grouplist reply',
  22: 'MARS redirect map',
  23: 'MAPOS UNARP request',
  24: 'Experimental 1 ( opcode 24 )',
  25: 'Experimental 2 ( opcode 25 )',
};

const label = (opcode: number): string => {
  if (opcode === 3 || opcode === 4) return 'RARP';
  if (opcode >= 5 && opcode <= 7) return 'DRARP';
  if (opcode === 8 || opcode === 9) return 'Inverse ARP';
  if (opcode === 23) return 'MAPOS';
  return opcode > 10 && opcode < 23 ? 'MARS' : 'ARP';
};

const hardware = (d: Arp, o: number): string => (isMac(d) ? macText(d.b, o) : plain(d, o, d.v['hw.size']));
const protocol = (d: Arp, o: number): string => (isIp4(d) ? ip4Text(d.b, o) : plain(d, o, d.v['proto.size']));
const plain = (d: Arp, o: number, length: number): string => (length === 0 ? '<No address>' : hex(d.b.subarray(o, o + length)));

const hexOf = (opcode: number): string => hexNumber(opcode, 4);
