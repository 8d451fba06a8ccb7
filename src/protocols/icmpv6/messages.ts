/** The bodies of ICMPv6 messages, by type. */

import { ip6Text } from '../../core/address.ts';
import type { Bytes } from '../../core/bytes.ts';
import { bits, extra, flag, ip6, raw, u8, u16, u32 } from '../../wire/field.ts';
import type { Dissecting, Fields } from '../../wire/types.ts';

interface Message {
  readonly fields: Fields;
  /** The packet that caused it follows. */
  readonly quotes?: boolean;
  /** What follows is the sender's. */
  readonly data?: boolean;
  /** Neighbour discovery options follow. */
  readonly options?: boolean;
  readonly rest?: (d: Dissecting, o: number) => void;
}

const reserved: Fields = { reserved: raw(4, 'Reserved') };
const address = (key: string, title: string): Fields => ({ [key]: ip6(title, { text: (v) => ip6Text(v as Bytes) }) });
const echo: Fields = { 'echo.identifier': u16('Identifier', { show: 'hex' }), 'echo.sequence_number': u16('Sequence') };

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

export const messages: Readonly<Record<number, Message>> = {
  1: { fields: reserved, quotes: true },
  2: { fields: { mtu: u32('MTU') }, quotes: true },
  3: { fields: reserved, quotes: true },
  4: { fields: { pointer: u32('Pointer') }, quotes: true },
  128: { fields: echo, data: true },
  129: { fields: echo, data: true },
  130: { fields: listener, rest: (d, o) => queryTail(d, o) },
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
};

/** RFC 3810 §5.1: a version 2 query is longer than 24 bytes. */
const query: Fields = {
  'mld.flag': u8('Flags', {
    show: 'hex',
    sub: { reserved: bits(4, 'Reserved'), s: flag('Suppress Router-Side Processing'), qrv: bits(3, "QRV (Querier's Robustness Variable)") },
  }),
  'mld.qqi': u8("QQIC (Querier's Query Interval Code)"),
  'mld.nb_sources': u16('Number of Sources'),
};

const queryTail = (d: Dissecting, o: number): void => {
  if (d.wire - d.start < 28) return;
  let at = d.struct(query, o);
  for (let i = d.v['mld.nb_sources'] ?? 0; i > 0 && at !== undefined; i--) at = d.put('mld.source_address', at, 16) && at + 16;
};

const record: Fields = {
  'mldr.mar.record_type': u8('Record Type'),
  'mldr.mar.aux_data_len': u8('Aux Data Len'),
  'mldr.mar.nb_sources': u16('Number of Sources'),
  ...address('mldr.mar.multicast_address', 'Multicast Address'),
};

/** RFC 3810 §5.2. */
export const multicastReport = (d: Dissecting, o: number): void => {
  let at = d.struct({ reserved: raw(2, 'Reserved'), 'mldr.nb_mcast_records': u16('Number of Multicast Address Records') }, o);
  for (let i = d.v['mldr.nb_mcast_records'] ?? 0; i > 0 && at !== undefined; i--) at = putRecord(d, at);
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
  ...Object.assign({}, ...Object.values(messages).map((m) => m.fields)),
  ...query,
  ...record,
  'mldr.nb_mcast_records': extra('Number of Multicast Address Records'),
  'mldr.mar': extra('Multicast Address Record', 'none'),
  'mldr.mar.source_address': extra('Source Address', 'ip6'),
  'mldr.mar.auxiliary_data': extra('Auxiliary Data', 'bytes'),
  'mld.source_address': extra('Source Address', 'ip6'),
};
