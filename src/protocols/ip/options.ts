/** IPv4 options, RFC 791 §3.1 and the RFCs named at each. */

import { ip4Text } from '../../core/address.ts';
import { u8 as byteAt } from '../../core/bytes.ts';
import { bits, extra, flag, ip4, u8, u16, u32 } from '../../wire/field.ts';
import { kindMarks } from '../../wire/tlv.ts';
import type { Dissecting, Field, Fields, TlvSpec } from '../../wire/types.ts';

const addressed = (key: string): Fields => ({
  [key]: extra('Address', 'ip4'),
});

/** RFC 791: copied flag, class and number make up the type byte. */
const showType = (d: Dissecting, o: number, kind: number, field: Field | undefined): void => {
  d.under(field, () => {
    d.put('opt.type.copy', o, 1, kind >> 7);
    d.put('opt.type.class', o, 1, (kind >> 5) & 3);
    d.put('opt.type.number', o, 1, kind & 31);
  });
};

/** Whether a pointer leads to an address: the first one is at 4. */
const leads = (pointer: number): boolean => pointer >= 4 && pointer % 4 === 0;

/** The pointer counts from 1 at the type byte; addresses below it are recorded (or passed), the rest is still free (or to come). */
const readRecord = (d: Dissecting, offset: number, length: number, total: number): void => {
  if (length < 1 || !d.put('opt.ptr', offset, 1)) return;
  const pointer = byteAt(d.b, offset);
  if (!leads(pointer)) return;
  for (let at = 3; at + 4 <= total; at += 4) putHop(d, offset - 2 + at, at + 1 < pointer ? 'rec_rt' : 'empty_rt');
};

const readRoute = (d: Dissecting, offset: number, length: number, total: number): void => {
  if (length < 1 || !d.put('opt.ptr', offset, 1)) return;
  const pointer = byteAt(d.b, offset);
  if (!leads(pointer)) return;
  for (let at = 3; at + 4 <= total; at += 4) {
    if (at + 1 < pointer) putHop(d, offset - 2 + at, 'rec_rt');
    else putHop(d, offset - 2 + at, at + 8 > total ? 'dst' : 'src_rt');
  }
};

const LOOSE = 131;
const STRICT = 137;

/** Offset of the last address of a source route with stops left in the options [from, to); `cut` where the capture ends before that is known. */
export const routeEnd = (d: Dissecting, from: number, to: number): number | 'cut' | undefined => {
  for (let o = from; o < to; ) {
    if (o >= d.end) return 'cut';
    const kind = byteAt(d.b, o);
    if (kind === 0) return undefined;
    if (kind === 1) {
      o++;
      continue;
    }
    if (o + 1 >= Math.min(to, d.end)) return o + 1 < to ? 'cut' : undefined;
    const length = byteAt(d.b, o + 1);
    if (length < 2 || o + length > to) return undefined;
    if ((kind === LOOSE || kind === STRICT) && length >= 7) {
      if (o + length > d.end) return 'cut';
      const pointer = byteAt(d.b, o + 2);
      if (leads(pointer) && pointer <= length) return o + 3 + 4 * (Math.floor((length - 3) / 4) - 1);
    }
    o += length;
  }
  return undefined;
};

const putHop = (d: Dissecting, o: number, key: string): void => {
  d.put(key, o, 4);
  d.put(`${key}_host`, o, 4, ip4Text(d.b, o));
};

const readTimestamps = (d: Dissecting, offset: number, length: number): void => {
  if (length < 2) return;
  d.put('opt.ptr', offset, 1);
  d.put('opt.overflow', offset + 1, 1, byteAt(d.b, offset + 1) >> 4);
  const kind = byteAt(d.b, offset + 1) & 15;
  d.put('opt.flag', offset + 1, 1, kind);
  const step = kind === 1 || kind === 3 ? 8 : 4;
  for (let at = offset + 2; at + step <= offset + length && !d.stopped; at += step) {
    if (step === 8) d.put('opt.time_stamp_addr', at, 4);
    d.put('opt.time_stamp', at + step - 4, 4);
  }
};

/** RFC 4782 §3.1: the rate doubles with each number. */
const RATES = Object.fromEntries(
  Array.from({ length: 16 }, (_, n) => {
    const kbits = n === 0 ? 0 : 40 * 2 ** n;
    return [n, kbits >= 1000 ? `${kbits / 1000} Mbit/s` : `${kbits} ${kbits === 0 ? 'bit/s' : 'Kbit/s'}`];
  }),
);

const quickStart: Fields = {
  'opt.qs_func': bits(4, 'Function', { names: { 0: 'Rate request', 8: 'Rate report' } }),
  'opt.qs_rate': bits(4, 'Rate', { names: RATES }),
};
const nonce: Fields = {
  'opt.qs_nonce': bits(30, 'QS Nonce', { show: 'hex', width: 32 }),
  'opt.qs_reserved': bits(2, 'Reserved', { show: 'hex', width: 32 }),
};

/** RFC 4782 §3.1: a request counts routers, a report does not; nothing is known of another function's bytes. */
const readQuickStart = (d: Dissecting, offset: number): void => {
  const first = byteAt(d.b, offset);
  if (first >> 4 !== 0 && first >> 4 !== 8) {
    d.put('opt.qs_func', offset, 1, first >> 4);
    return;
  }
  d.struct(quickStart, offset);
  if (first >> 4 === 0) {
    d.put('opt.qs_ttl', offset + 1, 1);
    d.put('opt.qs_ttl_diff', offset + 1, 1, ((d.v['ttl'] ?? 0) - byteAt(d.b, offset + 1)) & 255);
  } else d.put('opt.qs_unused', offset + 1, 1);
  d.struct(nonce, offset + 2);
};

/** RFC 1108 §2.4: each byte of flags says with its last bit whether another one follows; only the bits of the first one have a meaning. */
const readSecurity = (d: Dissecting, offset: number, length: number): void => {
  if (length === 9 && readOldSecurity(d, offset)) return;
  if (length < 1 || !d.put('opt.sec_cl', offset, 1)) return;
  for (let o = offset + 1, more = true; more && o < offset + length; o++) {
    const flags = byteAt(d.b, o);
    const first = o === offset + 1;
    d.under(d.put('opt.sec_prot_auth_flags', o, 1), () => {
      if (first) for (const [i, key] of AUTHORITIES.entries()) d.put(`opt.sec_prot_auth_${key}`, o, 1, (flags >> (7 - i)) & 1);
      d.put('opt.sec_prot_auth_unassigned', o, 1, first ? (flags >> 1) & 3 : flags >> 1);
      d.put('opt.sec_prot_auth_fti', o, 1, flags & 1);
    });
    more = (flags & 1) === 1;
  }
};
const AUTHORITIES = ['genser', 'siop_esi', 'sci', 'nsa', 'doe'];

/** The option as RFC 791 §3.1 has it, where it begins with one of its levels. */
const readOldSecurity = (d: Dissecting, offset: number): boolean => {
  if (!Object.hasOwn(LEVELS, (byteAt(d.b, offset) << 8) | byteAt(d.b, offset + 1))) return false;
  d.put('opt.sec_rfc791_sec', offset, 2);
  d.put('opt.sec_rfc791_comp', offset + 2, 2);
  d.put('opt.sec_rfc791_hr', offset + 4, 2);
  d.put('opt.sec_rfc791_tcc', offset + 6, 3);
  return true;
};
const LEVELS: Readonly<Record<number, string>> = {
  0: 'Unclassified',
  0xf135: 'Confidential',
  0x789a: 'EFTO',
  0xbc4d: 'MMMM',
  0x5e26: 'PROG',
  0xaf13: 'Restricted',
  0xd788: 'Secret',
  0x6bc5: 'Top secret',
  0x35e2: 'Reserved for future use',
  0x9af1: 'Reserved for future use',
  0x4d78: 'Reserved for future use',
  0x24bd: 'Reserved for future use',
  0x135e: 'Reserved for future use',
  0x89af: 'Reserved for future use',
  0xc4d6: 'Reserved for future use',
  0xe26b: 'Reserved for future use',
};

const readExtendedSecurity = (d: Dissecting, offset: number, length: number): void => {
  d.put('opt.ext_sec_add_sec_info_format_code', offset, 1);
  if (length > 1) d.put('opt.ext_sec_add_sec_info', offset + 1, length - 1);
};

/** The Commercial IP Security Option (FIPS 188): a domain, then tags with a level and the categories that it is in. */
const readCommercial = (d: Dissecting, offset: number, length: number): void => {
  const end = offset + length;
  d.put('cipso.doi', offset, 4);
  for (let o = offset + 4; o + 2 <= end && !d.stopped; ) {
    const [type, size] = [byteAt(d.b, o), byteAt(d.b, o + 1)];
    if (size < 2 || o + size > end) return;
    d.put('cipso.tag_type', o, 1);
    readTag(d, type, o, size);
    o += size;
  }
};

const readTag = (d: Dissecting, type: number, o: number, size: number): void => {
  const categories = CATEGORIES[type];
  if (categories === undefined) {
    if ((type === 6 || type === 7) && size > 2) d.put('cipso.tag_data', o + 2, size - 2);
    return;
  }
  if (size < 4) return;
  d.put('cipso.sensitivity_level', o + 3, 1);
  if (size > 4) d.put('cipso.categories', o + 4, size - 4, categories(d.b.subarray(o + 4, o + size)).join());
};

const numbers = (b: Uint8Array): readonly number[] => Array.from({ length: b.length >> 1 }, (_, i) => (b[2 * i]! << 8) | b[2 * i + 1]!);
/** What the bytes of a tag mean: a bit, a number or two for each category. */
const CATEGORIES: Readonly<Record<number, (b: Uint8Array) => readonly (number | string)[]>> = {
  1: (b) => Array.from({ length: 8 * b.length }, (_, i) => i).filter((i) => b[i >> 3]! & (0x80 >> (i & 7))),
  2: numbers,
  5: (b) => {
    const all = numbers(b);
    return Array.from({ length: Math.ceil(all.length / 2) }, (_, i) => `${all[2 * i]}-${all[2 * i + 1] ?? 0}`);
  },
};

const readBroadcast = (d: Dissecting, offset: number, length: number): void => {
  for (let o = offset; o + 4 <= offset + length; o += 4) d.put('opt.addr', o, 4);
};

export const options: TlvSpec = {
  name: '',
  title: 'Options',
  kind: 'opt.type',
  length: 'opt.len',
  wrap: 'option',
  line: (title, total) => `IP Option - ${title}${total > 1 ? ` (${total} bytes)` : ''}`,
  align: 4,
  whole: true,
  kindShown: showType,
  kinds: {
    0: { title: 'End of Options List (EOL)', mark: 'options.eol', single: true, last: true },
    1: { title: 'No-Operation (NOP)', mark: 'options.nop', single: true },
    7: { title: 'Record Route', mark: 'options.record_route', lengths: (n) => n >= 3, read: readRecord },
    11: { title: 'MTU Probe', mark: 'options.mtu_probe', lengths: (n) => n === 4, fields: { 'opt.mtu': u16('MTU') } },
    12: { title: 'MTU Reply', mark: 'options.mtu_reply', lengths: (n) => n === 4, fields: { 'opt.mtu': u16('MTU') } },
    25: { title: 'Quick-Start', mark: 'options.qs', lengths: (n) => n === 8, read: readQuickStart },
    68: { title: 'Time Stamp', mark: 'options.timestamp', lengths: (n) => n >= 4, read: readTimestamps },
    82: {
      title: 'Traceroute',
      mark: 'options.traceroute',
      lengths: (n) => n === 12,
      fields: {
        'opt.id_number': u16('ID Number'),
        'opt.ohc': u16('Outbound Hop Count'),
        'opt.rhc': u16('Return Hop Count'),
        'opt.originator': ip4('Originator'),
      },
    },
    130: { title: 'Security', mark: 'options.security', lengths: (n) => n >= 3, read: readSecurity },
    131: { title: 'Loose Source Route', mark: 'options.route', lengths: (n) => n >= 3, read: readRoute },
    133: { title: 'Extended Security', mark: 'options.ext_security', lengths: (n) => n >= 3, read: readExtendedSecurity },
    134: { title: 'Commercial Security', mark: 'options.cipso', lengths: (n) => n >= 10, read: readCommercial },
    136: { title: 'Stream ID', mark: 'options.sid', lengths: (n) => n === 4, fields: { 'opt.sid': u16('Stream ID') } },
    137: { title: 'Strict Source Route', mark: 'options.source_route', lengths: (n) => n >= 3, read: readRoute },
    149: { title: 'Selective Directed Broadcast', mark: 'options.sdb', lengths: (n) => n >= 6, read: readBroadcast },
    148: {
      title: 'Router Alert',
      mark: 'options.routeralert',
      lengths: (n) => n === 4,
      fields: { 'opt.ra': u16('Router Alert', { names: { 0: 'Router shall examine packet' } }) },
      summary: (d) => `: ${d.v['opt.ra'] === 0 ? 'Router shall examine packet' : 'Reserved'} (${d.v['opt.ra']})`,
    },
  },
  unknown: { title: 'Unknown option', mark: '' },
};

export const optionExtras: Fields = {
  ...kindMarks(options),
  option: extra('Option', 'none', { unnamed: true }),
  'opt.type': extra('Type', 'dec'),
  'opt.type.copy': extra('Copy on fragmentation', 'bool'),
  'opt.type.class': extra('Class', 'dec', {
    names: { 0: 'Control', 1: 'Reserved for future use', 2: 'Debugging and measurement', 3: 'Reserved for future use' },
  }),
  'opt.type.number': extra('Number', 'dec'),
  'opt.len': extra('Length', 'dec'),
  'opt.ptr': extra('Pointer', 'dec'),
  'opt.addr': extra('IP Address', 'ip4'),
  'opt.padding': extra('Padding', 'bytes'),
  'opt.overflow': extra('Overflow', 'dec'),
  'opt.flag': extra('Flag', 'hex', {
    width: 8,
    names: { 0: 'Time stamps only', 1: 'Time stamp and address', 3: 'Time stamps for prespecified addresses' },
  }),
  'opt.time_stamp': extra('Time stamp', 'dec'),
  'opt.time_stamp_addr': extra('Address', 'ip4'),
  ...addressed('rec_rt'),
  ...addressed('cur_rt'),
  ...addressed('src_rt'),
  ...addressed('empty_rt'),
  rec_rt_host: extra('Recorded Route Host', 'string', { hidden: true }),
  cur_rt_host: extra('Current Route Host', 'string', { hidden: true }),
  src_rt_host: extra('Source Route Host', 'string', { hidden: true }),
  empty_rt_host: extra('Empty Route Host', 'string', { hidden: true }),
  ...quickStart,
  ...nonce,
  'opt.qs_ttl': u8('QS TTL'),
  'opt.qs_ttl_diff': extra('TTL Diff'),
  'opt.qs_unused': u8('Not Used'),
  'opt.sec_cl': extra('Classification Level', 'hex', {
    width: 8,
    names: {
      0x01: 'Reserved 4',
      0x3d: 'Top secret',
      0x5a: 'Secret',
      0x66: 'Reserved 3',
      0x96: 'Confidential',
      0xab: 'Unclassified',
      0xcc: 'Reserved 2',
      0xf1: 'Reserved 1',
    },
  }),
  'opt.sec_prot_auth_flags': extra('Protection Authority Flags', 'hex', { width: 8 }),
  'opt.sec_prot_auth_genser': flag('GENSER'),
  'opt.sec_prot_auth_siop_esi': flag('SIOP-ESI'),
  'opt.sec_prot_auth_sci': flag('SCI'),
  'opt.sec_prot_auth_nsa': flag('NSA'),
  'opt.sec_prot_auth_doe': flag('DOE'),
  'opt.sec_prot_auth_unassigned': extra('Unassigned', 'hex', { width: 8 }),
  'opt.sec_prot_auth_fti': flag('Field Termination Indicator'),
  'opt.sec_rfc791_sec': extra('Security', 'hex', { width: 16, names: LEVELS }),
  'opt.sec_rfc791_comp': u16('Compartments'),
  'opt.sec_rfc791_hr': extra('Handling Restrictions', 'string'),
  'opt.sec_rfc791_tcc': extra('Transmission Control Code', 'string'),
  'opt.ext_sec_add_sec_info_format_code': extra('Additional Security Info Format Code', 'hex', { width: 8 }),
  'opt.ext_sec_add_sec_info': extra('Additional Security Info', 'bytes'),
  'cipso.doi': u32('DOI'),
  'cipso.tag_type': extra('Tag Type', 'dec', {
    names: {
      1: 'Restrictive Category Bitmap',
      2: 'Enumerated Categories',
      5: 'Ranged Categories',
      6: 'Permissive Categories',
      7: 'Free Form',
    },
  }),
  'cipso.sensitivity_level': u8('Sensitivity Level'),
  'cipso.categories': extra('Categories', 'string'),
  'cipso.tag_data': extra('Tag data', 'bytes'),
};
