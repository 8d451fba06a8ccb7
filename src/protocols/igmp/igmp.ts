/** Internet Group Management Protocol: version 0 (RFC 988), 1 (RFC 1112), 2 (RFC 2236) and 3 (RFC 3376); traces of routes to groups. */
import { ip4Text } from '../../core/address.ts';
import { type Bytes, hexNumber } from '../../core/bytes.ts';
import { bits, extra, flag, ip4, prefixed, raw, u8, u16, u24, u32 } from '../../wire/field.ts';
import { internetChecksum } from '../../wire/internet-checksum.ts';
import { layer } from '../../wire/layer.ts';
import type { Dissecting, Field } from '../../wire/types.ts';
import { RECORDS, Type } from './names.ts';
import { sentences } from './sentences.ts';

const NAMES: Readonly<Record<number, string>> = {
  1: 'Create Group Request',
  2: 'Create Group Reply',
  3: 'Join Group Request',
  4: 'Join Group Reply',
  5: 'Leave Group Request',
  6: 'Leave Group Reply',
  7: 'Confirm Group Request',
  8: 'Confirm Group Reply',
  [Type.dvmrp]: 'DVMRP Protocol',
  [Type.pim]: 'PIM Routing Message',
  [Type.traced]: 'Traceroute Response',
  [Type.trace]: 'Traceroute Query or Request',
  [Type.query]: 'Membership Query',
  [Type.report1]: 'Membership Report',
  [Type.report2]: 'Membership Report',
  [Type.leave]: 'Leave Group',
  [Type.report3]: 'Membership Report',
};

/** What the second byte says: the time for an answer from version 2 on, before that other things or nothing. */
const secondByte = (d: Dissecting): string | readonly string[] | undefined => {
  const { type = 0, max_resp: time = 0 } = d.v;
  if (!isKnown(type)) return [];
  if (type < 9) return type === 1 ? 'group_type' : type % 2 === 1 ? 'reserved' : time < 5 ? 'reply' : 'reply.pending';
  if (type === Type.trace || type === Type.traced) return 'mtrace.max_hops';
  if (type === Type.report3 || type === Type.report1) return 'reserved';
  return type === Type.query && time === 0 && !isQuery3(d) ? 'reserved' : undefined;
};

const isQuery3 = (d: Dissecting): boolean => d.v['type'] === Type.query && d.wire - d.start >= 12;

/** RFC 3376 §4.1.1: from 128 on it is a number with an exponent. */
const tenths = (code: number, d: Dissecting): number => (code < 128 || !isQuery3(d) ? code : ((code & 15) | 16) << (((code >> 4) & 7) + 3));

const fields = {
  type: u8('Type', {
    show: 'hex',
    names: NAMES,
  }),
  max_resp: u8('Max Resp Time', {
    auto: () => 0,
    instead: (_, d) => secondByte(d),
    value: (code, d) => tenths(code, d),
    text: (v, d) => `${(Number(v) / 10).toFixed(1)} sec (${hexNumber(d.v['max_resp'] ?? 0, 2)})`,
  }),
  checksum: internetChecksum('Checksum', { covers: 'segment', always: true }),
};
type Igmp = Dissecting<typeof fields>;

const exponent = prefixed('igmp.max_resp', {
  bit: bits(1, 'Floating', { unnamed: true }),
  exp: bits(3, 'Exponent', { show: 'hex' }),
  mant: bits(4, 'Mantissa', { show: 'hex' }),
});

/** RFC 988. */
const version0 = { identifier: u32('Identifier'), maddr: ip4('Multicast Address'), access_key: raw(8, 'Access Key') };

/** Of the route from a sender to a receiver, as draft-ietf-idmr-traceroute-ipm has it; a block a router. */
const traceHead = {
  maddr: ip4('Multicast Address'),
  'mtrace.saddr': ip4('Source Address'),
  'mtrace.raddr': ip4('Receiver Address'),
  'mtrace.rspaddr': ip4('Response Address'),
  'mtrace.resp_ttl': u8('Response TTL'),
  'mtrace.q_id': u24('Query ID'),
};
const traceBlock = {
  'mtrace.q_arrival': u32('Query Arrival'),
  'mtrace.q_inaddr': ip4('In itf addr'),
  'mtrace.q_outaddr': ip4('Out itf addr'),
  'mtrace.q_prevrtr': ip4('Previous rtr addr'),
  'mtrace.q_inpkt': u32('In pkts'),
  'mtrace.q_outpkt': u32('Out pkts'),
  'mtrace.q_total': u32('S,G pkt count'),
  'mtrace.q_rtg_proto': u8('Rtg Protocol'),
  'mtrace.q_fwd_ttl': u8('FwdTTL'),
  'mtrace.q_mbz': bits(1, 'MBZ', { show: 'hex', width: 8 }),
  'mtrace.q_s': bits(1, 'S', { show: 'hex', width: 8 }),
  'mtrace.q_src_mask': bits(6, 'Src Mask', { show: 'hex', width: 8 }),
  'mtrace.q_fwd_code': u8('Forwarding Code', { show: 'hex' }),
};

const query3 = {
  unused: bits(4, 'Reserved', { unnamed: true }),
  s: flag('S'),
  qrv: bits(3, 'QRV'),
  qqic: u8('QQIC'),
  num_src: u16('Num Src'),
};
const REPLIES = {
  0: 'Request Granted',
  1: 'Request Denied, No Resources',
  2: 'Request Denied, Invalid Code',
  3: 'Request Denied, Invalid Group Address',
  4: 'Request Denied, Invalid Access Key',
};
const record = {
  record_type: u8('Record Type', { names: RECORDS }),
  aux_data_len: u8('Aux Data Len'),
  num_src: u16('Num Src'),
  maddr: ip4('Multicast Address'),
};

export const igmp = layer('igmp', {
  title: 'Internet Group Management Protocol',
  spec: 'RFC 3376',
  label: 'IGMP',
  labelOf: (d) => (isNumbered(d.v.type) ? `IGMPv${versionOf(d)}` : 'IGMP'),
  fields,
  extras: {
    version: extra('IGMP Version'),
    reserved: raw(1, 'Reserved'),
    ...query3,
    ...record,
    ...version0,
    ...traceHead,
    ...traceBlock,
    ...exponent,
    group_type: u8('Type Of Group', { names: { 0: 'Public', 1: 'Private' } }),
    reply: u8('Reply', { names: REPLIES }),
    'reply.pending': u8('Reply Pending'),
    'mtrace.max_hops': u8('# hops'),
    num_grp_recs: u16('Num Group Records'),
    saddr: extra('Source Address', 'ip4'),
    aux_data: extra('Aux Data', 'bytes'),
    data: extra('Data', 'bytes'),
  },
  on: { 'ip.proto': 2 },
  deep: true,
  seen: {
    max_resp: (d) => {
      if (isQuery3(d) && d.v.max_resp >= 128) d.under(d.fields.at(-1), () => void d.struct(exponent, d.start + 1));
    },
  },
  // Wireshark's dissector by type is called as its own is.
  stack: (fields) => (isKnown(Number(fields.find((f) => f.name === 'igmp.type')?.value)) ? ['igmp', 'igmp'] : ['igmp']),
  sentences,
  info: (d) => info(d),
  body: (d) => message(d),
});

/** Traces have no version. */
const isNumbered = (type: number): boolean => isKnown(type) && type !== Type.trace && type !== Type.traced;

/** Messages of IGMP itself: not those of routers that travel in it. */
const isKnown = (type: number): boolean => (NAMES[type] !== undefined || type === 0) && type !== Type.dvmrp && type !== Type.pim;

const versionOf = (d: Igmp): number => {
  const { type, max_resp: time } = d.v;
  if (type < 9) return 0;
  if (type === Type.report3 || (type === Type.query && d.wire - d.start >= 12)) return 3;
  return type === Type.report1 || (type === Type.query && time === 0) ? 1 : 2;
};

const message = (d: Igmp): void => {
  const { type } = d.v;
  if (isKnown(type)) d.add('version', versionOf(d));
  if (type === Type.report3) putRecords(d, d.header);
  else if (!isKnown(type)) d.put('data', d.start + 1, d.end - d.start - 1);
  else if (type < 9) d.struct(version0, d.header);
  else if (type === Type.trace || type === Type.traced) putTrace(d, d.header);
  else if (d.put('maddr', d.header, 4) && versionOf(d) === 3) putQuery(d, d.header + 4);
  d.header = d.end;
};

const putTrace = (d: Dissecting, o: number): void => {
  let at = d.struct(traceHead, o);
  while (at !== undefined && at < d.end) at = d.struct(traceBlock, at);
};

/** RFC 3376 §4.1. */
const putQuery = (d: Dissecting, o: number): void => {
  let at = d.struct(query3, o);
  for (let i = d.v['num_src'] ?? 0; i > 0 && at !== undefined; i--) at = putSource(d, at);
};

/** RFC 3376 §4.2. */
const putRecords = (d: Dissecting, o: number): void => {
  d.put('reserved', o, 2);
  let at = d.struct({ num_grp_recs: u16('Num Group Records') }, o + 2);
  for (let i = d.v['num_grp_recs'] ?? 0; i > 0 && at !== undefined; i--) at = putRecord(d, at);
};

const putRecord = (d: Dissecting, o: number): number | undefined => {
  let at = d.struct(record, o);
  const more = (d.v['aux_data_len'] ?? 0) * 4;
  for (let i = d.v['num_src'] ?? 0; i > 0 && at !== undefined; i--) at = putSource(d, at);
  if (at === undefined || more === 0) return at;
  return d.put('aux_data', at, more) ? at + more : undefined;
};

const putSource = (d: Dissecting, o: number): number | undefined => (d.put('saddr', o, 4) ? o + 4 : undefined);

const info = (d: Igmp): string => {
  const { type } = d.v;
  if (!isKnown(type)) return NAMES[type] ?? `Unknown Type:0x${type.toString(16).padStart(2, '0')}`;
  if (type === Type.trace || type === Type.traced) return traceInfo(type, d.wire - d.start);
  if (type === Type.report3) return reportInfo(d);
  const name = NAMES[type] ?? '';
  const version = versionOf(d);
  if (version < 2 || d.start + 8 > d.end) return name;
  const group = ip4Text(d.b, d.start + 4);
  if (type !== Type.query) return type === Type.leave ? `${name} ${group}` : `${name} group ${group}`;
  const about = group === '0.0.0.0' ? `${name}, general` : `${name}, specific for group ${group}`;
  const count = d.v['num_src'] ?? 0;
  return count === 0 ? about : `${about}, ${count === 1 ? 'source' : 'sources'} ${listed(addresses(d.b, d.fields), count)}`;
};

const traceInfo = (type: number, length: number): string => {
  const blocks = Math.max(0, Math.floor((length - 24) / 32));
  if (type === Type.traced) return `Traceroute Response, ${blocks} block${blocks === 1 ? '' : 's'}`;
  return `Traceroute ${length === 24 ? 'Query' : 'Request'}`;
};

const addresses = (b: Bytes, fields: readonly Field[]): readonly string[] =>
  fields.filter((f) => f.name === 'igmp.saddr').map((f) => ip4Text(b, f.offset));

/** `{192.0.2.1, 192.0.2.2}`; open where some of them are missing. */
const listed = (sources: readonly string[], count: number): string =>
  `{${sources.join(', ')}${sources.length >= count ? '}' : sources.length > 0 ? ', ' : ''}`;

/** `Membership Report / Join group 224.0.0.5 for any sources / Leave group 224.0.0.6`. */
const reportInfo = (d: Igmp): string => {
  if (d.v['num_grp_recs'] === 0 && !d.stopped) return 'Membership Report - General query';
  const starts = d.fields.flatMap((f, k) => (f.name === 'igmp.record_type' ? [k] : []));
  const records = starts.map((from, k) => recordInfo(d.b, d.fields.slice(from, starts[k + 1])));
  return ['Membership Report', ...records.filter((text) => text !== '')].join(' / ');
};

const recordInfo = (b: Bytes, fields: readonly Field[]): string => {
  const of = (key: string): Field | undefined => fields.find((f) => f.name === `igmp.${key}`);
  const maddr = of('maddr');
  if (maddr === undefined) return '';
  const [type, count] = [Number(of('record_type')?.value), Number(of('num_src')?.value)];
  const group = ip4Text(b, maddr.offset);
  const sources = count > 0 ? ` ${listed(addresses(b, fields), count)}` : '';
  const s = count > 1 ? 's' : '';
  switch (type) {
    case 1:
    case 3:
      return count === 0 ? `Leave group ${group}` : `Join group ${group} for source${count > 1 ? 's in' : ''}${sources}`;
    case 2:
    case 4:
      return count === 0
        ? `Join group ${group} for any sources`
        : `Join group ${group}, for source${count > 1 ? 's not in' : ' not'}${sources}`;
    case 5:
      return `Group ${group}, ${count === 0 ? 'ALLOW_NEW_SOURCES but no source specified (?)' : `new source${s}${sources}`}`;
    case 6:
      return `Group ${group}, ${count === 0 ? 'BLOCK_OLD_SOURCES but no source specified (?)' : `block source${s}${sources}`}`;
    default:
      return `Group ${group}, unknown record type (?)${count === 0 ? '' : `, sources${sources}`}`;
  }
};
