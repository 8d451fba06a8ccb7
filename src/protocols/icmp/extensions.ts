/** ICMP multi-part messages: RFC 4884 structure, RFC 4950 MPLS label stack, RFC 5837 interface information, RFC 8335 interface identification. */
import { u16 as be16, u8, u24 } from '../../core/bytes.ts';
import { bits, u8 as byte, extra, flag, ip4, ip6, u16, u32 } from '../../wire/field.ts';
import type { Dissecting, Fields } from '../../wire/types.ts';
import { putChecksumStatus } from '../../wire/verify.ts';

/** RFC 5837 §4: the C-Type of interface information says whose it is and what follows. */
const information: Fields = {
  'int_info.role': bits(2, 'Interface Role', {
    names: {
      0: 'IP interface upon which datagram arrived',
      1: 'sub-IP component of an IP interface upon which datagram arrived',
      2: 'IP interface through which datagram would be forwarded',
      3: 'IP next-hop to which datagram would be forwarded',
    },
  }),
  'int_info.reserved': bits(2, 'Reserved'),
  'int_info.ifindex': flag('ifIndex'),
  'int_info.ipaddr': flag('IP Address'),
  'int_info.name_present': flag('Interface Name'),
  'int_info.mtu_present': flag('MTU'),
};
const FAMILIES = { 1: 'IPv4', 2: 'IPv6', 0x4005: '48-bit MAC Address' };
const IP4 = 1;
const IP6 = 2;
const identification: Fields = {
  'int_ident.afi': u16('Address Family Identifier', { names: FAMILIES }),
  'int_ident.addr_length': byte('Address Length'),
  'int_ident.reserved': extra('Reserved', 'bytes'),
};

export const extensionFields: Fields = {
  ext: extra('ICMP Multi-Part Extensions', 'none'),
  'ext.version': extra('Version'),
  'ext.res': extra('Reserved', 'hex', { width: 16 }),
  'ext.checksum': extra('Checksum', 'hex', { width: 16 }),
  'ext.checksum.status': extra('Checksum Status', 'dec', { names: { 0: 'Bad', 1: 'Good', 2: 'Unverified', 3: 'Not present' } }),
  'ext.length': extra('Length'),
  'ext.class': extra('Class-num', 'dec', {
    names: { 1: 'MPLS Label Stack Class', 2: 'Interface Information Object', 3: 'Interface Identification Object' },
  }),
  'ext.ctype': extra('C-Type'),
  'ext.data': extra('Data', 'bytes'),
  'mpls.label': extra('Label'),
  'mpls.exp': extra('Experimental'),
  'mpls.s': extra('Bottom of Stack', 'bool'),
  'mpls.ttl': extra('Time to live'),
  'mpls.data': extra('Data', 'bytes'),
  ...information,
  'int_info.index': u32('Interface Index'),
  'int_info.afi': u16('Address Family Identifier', { names: FAMILIES }),
  'int_info.ipv4': ip4('Source'),
  'int_info.ipv6': ip6('Source'),
  'int_info.name_length': byte('Name Length'),
  'int_info.name': extra('Name', 'string'),
  'int_info.mtu': u32('Maximum Transmission Unit'),
  ...identification,
  'int_ident.name': extra('Name', 'string'),
  'int_ident.index': u32('Interface Index'),
  'int_ident.ipv4': ip4('Address'),
  'int_ident.ipv6': ip6('Address'),
  'int_ident.address': extra('Address', 'bytes'),
};

/**
 * The quoted datagram is at least this long where extensions follow it (RFC 4884 §5.5). Routers that say no length are taken
 * to send extensions only where the datagram itself was not longer than that.
 */
const QUOTED = 128;

export const readExtensions = (d: Dissecting, from: number, quoted: number): void => {
  if (quoted === 0 && from + 4 <= d.end && be16(d.b, from + 2) > QUOTED) return;
  readStructure(d, from + Math.max(quoted, QUOTED));
};

/** RFC 4884 §7: a header with a checksum over all of it, then objects. */
export const readStructure = (d: Dissecting, at: number): void => {
  if (at >= d.wire) return;
  d.add('ext', true);
  d.put('ext.version', at, 1, u8(d.b, at) >> 4);
  d.put('ext.res', at, 2, be16(d.b, at) & 0xfff);
  if (!d.put('ext.checksum', at + 2, 2)) return;
  const absent = be16(d.b, at + 2) === 0;
  putChecksumStatus(d, { offset: at + 2, from: at, to: d.wire, always: true, absent }, 'ext.checksum');
  if (u8(d.b, at) >> 4 !== VERSION) return;
  for (let o = at + 4; o + 4 <= d.end && !d.stopped; ) o = readObject(d, o);
};
const VERSION = 2;

/** One object; the offset after it. Always advances. */
const readObject = (d: Dissecting, o: number): number => {
  const length = be16(d.b, o);
  d.put('ext.length', o, 2);
  d.put('ext.class', o + 2, 1);
  const type = d.put('ext.ctype', o + 3, 1);
  const end = Math.min(d.end, o + Math.max(length, 4));
  const [kind, variant] = [u8(d.b, o + 2), u8(d.b, o + 3)];
  if (kind === 1 && variant === 1) readLabels(d, o + 4, end);
  else if (kind === 2) {
    d.under(type, () => d.struct(information, o + 3));
    readInformation(d, variant, o + 4, end);
  } else if (kind !== 3 || !readIdentification(d, variant, o + 4, end)) {
    if (end > o + 4) d.put('ext.data', o + 4, end - o - 4);
  }
  return length < 4 ? d.end : end;
};

const readLabels = (d: Dissecting, from: number, end: number): void => {
  let at = from;
  for (; at + 4 <= end; at += 4) readLabel(d, at);
  if (at < end) d.put('mpls.data', at, end - at);
};

/** What the C-Type announced, in the order of RFC 5837 §4.1. */
const readInformation = (d: Dissecting, flags: number, from: number, end: number): void => {
  let o = from;
  if (flags & 8 && o + 4 <= end) {
    d.put('int_info.index', o, 4);
    o += 4;
  }
  if (flags & 4) {
    if (o + 4 > end) return;
    const family = be16(d.b, o);
    const size = family === IP4 ? 4 : family === IP6 ? 16 : 0;
    if (size === 0 || o + 4 + size > end) return;
    d.put('int_info.afi', o, 2);
    d.put('reserved', o + 2, 2);
    d.put(family === IP4 ? 'int_info.ipv4' : 'int_info.ipv6', o + 4, size);
    o += 4 + size;
  }
  if (flags & 2) {
    const size = o < end ? u8(d.b, o) : 0;
    if (size === 0 || o + size > end) return;
    d.put('int_info.name_length', o, 1);
    if (size > 1) d.put('int_info.name', o + 1, size - 1);
    o += size;
  }
  if (flags & 1 && o + 4 <= end) d.put('int_info.mtu', o, 4);
};

/** RFC 8335 §2.1: an interface by its name, its number or its address; false for anything else. */
const readIdentification = (d: Dissecting, by: number, o: number, end: number): boolean => {
  if (o >= end) return true;
  if (by === 1) d.put('int_ident.name', o, end - o);
  else if (by === 2 && o + 4 <= end) d.put('int_ident.index', o, 4);
  else if (by === 3 && o + 4 < end) readAddress(d, o, end);
  else return false;
  return true;
};

const readAddress = (d: Dissecting, o: number, end: number): void => {
  const family = be16(d.b, o);
  d.put('int_ident.afi', o, 2);
  d.put('int_ident.addr_length', o + 2, 1);
  d.put('int_ident.reserved', o + 3, 1);
  const size = family === IP4 ? 4 : family === IP6 ? 16 : 0;
  const key = size === 0 || o + 4 + size > end ? 'address' : size === 4 ? 'ipv4' : 'ipv6';
  d.put(`int_ident.${key}`, o + 4, key === 'address' ? end - o - 4 : size);
};

const readLabel = (d: Dissecting, o: number): void => {
  const word = u24(d.b, o);
  d.put('mpls.label', o, 3, word >> 4);
  d.put('mpls.exp', o, 3, (word >> 1) & 7);
  d.put('mpls.s', o, 3, word & 1);
  d.put('mpls.ttl', o + 3, 1);
};
