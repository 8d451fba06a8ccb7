/** The bodies of ICMPv6 messages, by type. Those of networks in motion and of low power are in mobility.ts, renumbering.ts, nodes.ts and rpl.ts. */

import { ip6Text } from '../../core/address.ts';
import type { Bytes } from '../../core/bytes.ts';
import { bits, extra, flag, ip6, raw, u8, u16, u32 } from '../../wire/field.ts';
import type { Dissecting, Fields } from '../../wire/types.ts';
import type { Message } from './message.ts';
import { mobilityFields, mobilityMessages } from './mobility.ts';
import { nodeFields, nodeMessages } from './nodes.ts';
import { renumbering, renumberingFields } from './renumbering.ts';
import { rplFields, rplMessage } from './rpl.ts';

const reserved: Fields = { reserved: raw(4, 'Reserved') };
const address = (key: string, title: string): Fields => ({ [key]: ip6(title, { text: (v) => ip6Text(v as Bytes) }) });
const echo: Fields = { 'echo.identifier': u16('Identifier', { show: 'hex' }), 'echo.sequence_number': u16('Sequence') };
/** RFC 4884 §4.2: how long the quoted packet is, in 8 bytes, where more follows it. */
const measured: Fields = {
  length: u8('Length of original datagram'),
  'length.reserved': raw(3, 'Reserved', 'bytes', { as: 'icmpv6.reserved' }),
};
const measuring = { fields: reserved, others: measured, instead: (d: Dissecting, o: number): boolean => o < d.end && d.b[o] !== 0 };

const routerAdvertisement: Fields = {
  'nd.ra.cur_hop_limit': u8('Cur hop limit'),
  'nd.ra.flag': u8('Flags', {
    show: 'hex',
    sub: {
      m: flag('Managed address configuration'),
      o: flag('Other configuration'),
      h: flag('Home Agent'),
      prf: bits(2, 'Prf (Default Router Preference)', { names: { 0: 'Medium', 1: 'High', 2: 'Reserved', 3: 'Low' } }),
      p: flag('ND Proxy'),
      rsv: bits(2, 'Reserved'),
    },
  }),
  'nd.ra.router_lifetime': u16('Router lifetime (s)'),
  'nd.ra.reachable_time': u32('Reachable time (ms)'),
  'nd.ra.retrans_timer': u32('Retrans timer (ms)'),
};

const neighbourAdvertisement: Fields = {
  'nd.na.flag': u32('Flags', {
    show: 'hex',
    sub: { r: flag('Router'), s: flag('Solicited'), o: flag('Override'), rsv: bits(29, 'Reserved') },
  }),
  ...address('nd.na.target_address', 'Target Address'),
};

const listener: Fields = {
  'mld.maximum_response_delay': u16('Maximum Response Delay [ms]'),
  reserved: raw(2, 'Reserved'),
  ...address('mld.multicast_address', 'Multicast Address'),
};

/** RFC 3810 §5.1.3, §5.1.9: a number with an exponent of three bits from a half of its range on. */
const floating = (code: number, mantissa: number): number => {
  const half = 8 << mantissa;
  const one = 1 << mantissa;
  return code < half ? code : ((code & (one - 1)) | one) << (((code >> mantissa) & 7) + 3);
};

const { 'mld.maximum_response_delay': _, ...behind } = listener;
const listener2: Fields = {
  'mld.maximum_response_code': u16('Maximum Response Code', { value: (code) => floating(code, 12), unit: ' ms' }),
  ...behind,
};

/** RFC 3810 §5.1: a version 2 query is longer than 24 bytes. */
const isQuery2 = (d: Dissecting): boolean => d.v['type'] === 130 && d.wire - d.start >= 28;

export const messages: Readonly<Record<number, Message>> = {
  1: { ...measuring, quotes: true },
  2: { fields: { mtu: u32('MTU') }, quotes: true },
  3: { ...measuring, quotes: true },
  4: { fields: { pointer: u32('Pointer') }, quotes: true },
  128: { fields: echo, data: true },
  129: { fields: echo, data: true },
  130: { fields: listener, others: listener2, instead: isQuery2, rest: (d, o) => queryTail(d, o) },
  131: { fields: listener },
  132: { fields: listener },
  133: { fields: reserved, options: true },
  134: { fields: routerAdvertisement, options: true },
  135: { fields: { ...reserved, ...address('nd.ns.target_address', 'Target Address') }, options: true },
  136: { fields: neighbourAdvertisement, options: true },
  137: {
    fields: {
      ...reserved,
      ...address('nd.rd.target_address', 'Target Address'),
      ...address('rd.na.destination_address', 'Destination Address'),
    },
    options: true,
  },
  138: renumbering,
  141: { fields: reserved, options: true },
  142: { fields: reserved, options: true },
  143: {
    fields: { reserved: raw(2, 'Reserved'), 'mldr.nb_mcast_records': u16('Number of Multicast Address Records') },
    rest: (d, o) => records(d, o),
  },
  ...nodeMessages,
  ...mobilityMessages,
  151: {
    fields: { 'mcast_ra.query_interval': u16('Query Interval'), 'mcast_ra.robustness_variable': u16('Robustness Variable') },
  },
  152: { fields: {} },
  153: { fields: {} },
  155: { fields: {}, rest: rplMessage },
  159: { fields: {} },
};

const query: Fields = {
  'mld.flag': u8('Flags', {
    show: 'hex',
    sub: { reserved: bits(4, 'Reserved'), s: flag('Suppress Router-Side Processing'), qrv: bits(3, "QRV (Querier's Robustness Variable)") },
  }),
  'mld.qqi': u8("QQIC (Querier's Query Interval Code)", { value: (code) => floating(code, 4) }),
  'mld.nb_sources': u16('Number of Sources'),
};

const queryTail = (d: Dissecting, o: number): void => {
  if (!isQuery2(d)) return;
  let at = d.struct(query, o);
  for (let i = d.v['mld.nb_sources'] ?? 0; i > 0 && at !== undefined; i--) at = d.put('mld.source_address', at, 16) && at + 16;
};

const record: Fields = {
  'mldr.mar.record_type': u8('Record Type', {
    names: { 1: 'Include', 2: 'Exclude', 3: 'Changed to include', 4: 'Changed to exclude', 5: 'Allow new sources', 6: 'Block old sources' },
  }),
  'mldr.mar.aux_data_len': u8('Aux Data Len'),
  'mldr.mar.nb_sources': u16('Number of Sources'),
  ...address('mldr.mar.multicast_address', 'Multicast Address'),
};

/** RFC 3810 §5.2: as many as there are, whatever their number says. */
const records = (d: Dissecting, o: number): void => {
  let at: number | undefined = o;
  while (at !== undefined && at < d.wire) at = putRecord(d, at);
};

const putRecord = (d: Dissecting, o: number): number | undefined => {
  if (!d.has(o, 1)) return undefined;
  d.add('mldr.mar', true);
  let at = d.struct(record, o);
  const sources = d.v['mldr.mar.nb_sources'] ?? 0;
  const auxiliary = (d.v['mldr.mar.aux_data_len'] ?? 0) * 4;
  for (let i = 0; i < sources && at !== undefined; i++) at = d.put('mldr.mar.source_address', at, 16) && at + 16;
  if (at === undefined || auxiliary === 0) return at;
  return d.put('mldr.mar.auxiliary_data', at, auxiliary) && at + auxiliary;
};

export const messageFields: Fields = {
  ...Object.assign({}, ...Object.values(messages).map((m) => ({ ...m.others, ...m.fields }))),
  ...query,
  ...record,
  ...nodeFields,
  ...mobilityFields,
  ...renumberingFields,
  ...rplFields,
  reserved: extra('Reserved', 'bytes'),
  data: extra('Data', 'bytes'),
  unknown_data: extra('Unknown Data', 'bytes'),
  'mldr.mar': extra('Multicast Address Record', 'none'),
  'mldr.mar.source_address': extra('Source Address', 'ip6'),
  'mldr.mar.auxiliary_data': extra('Auxiliary Data', 'bytes'),
  'mld.source_address': extra('Source Address', 'ip6'),
};
