/** Internet Group Management Protocol: version 1 (RFC 1112), 2 (RFC 2236) and 3 (RFC 3376). */
import { ip4Text } from '../../core/address.ts';
import { bits, extra, flag, ip4, raw, u8, u16 } from '../../wire/field.ts';
import { internetChecksum } from '../../wire/internet-checksum.ts';
import { layer } from '../../wire/layer.ts';
import type { Dissecting } from '../../wire/types.ts';
import { RECORDS, Type } from './names.ts';
import { sentences } from './sentences.ts';

const NAMES: Readonly<Record<number, string>> = {
  [Type.query]: 'Membership Query',
  [Type.report1]: 'Membership Report',
  [Type.report2]: 'Membership Report',
  [Type.leave]: 'Leave Group',
  [Type.report3]: 'Membership Report',
};

/** Version 1, whose queries have no time, and reports of version 3 do not use that byte. */
const isTimed = (type: number, time: number): boolean =>
  type !== Type.report3 && type !== Type.report1 && !(type === Type.query && time === 0);

const fields = {
  type: u8('Type', {
    show: 'hex',
    names: NAMES,
  }),
  max_resp: u8('Max Resp Time', {
    show: 'hex',
    fallback: 0,
    instead: (time, d) => (isTimed(d.v['type'] ?? 0, time) ? undefined : 'reserved'),
  }),
  checksum: internetChecksum('Checksum', { covers: 'segment', always: true }),
};
type Igmp = Dissecting<typeof fields>;

const query3 = {
  unused: bits(4, 'Reserved', { unnamed: true }),
  s: flag('S'),
  qrv: bits(3, 'QRV'),
  qqic: u8('QQIC'),
  num_src: u16('Num Src'),
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
  label: (d) => `IGMPv${versionOf(d)}`,
  fields,
  extras: {
    version: extra('IGMP Version'),
    reserved: raw(1, 'Reserved'),
    ...query3,
    ...record,
    num_grp_recs: u16('Num Group Records'),
    saddr: extra('Source Address', 'ip4'),
    aux_data: extra('Aux Data', 'bytes'),
    data: extra('Data', 'bytes'),
  },
  on: { 'ip.proto': 2 },
  deep: true,
  sentences,
  info: (d) => info(d),
  body: (d) => message(d),
});

const versionOf = (d: Igmp): number => {
  const { type, max_resp: time } = d.v;
  if (type === Type.report3 || (type === Type.query && d.wire - d.start >= 12)) return 3;
  return type === Type.report1 || (type === Type.query && time === 0) ? 1 : 2;
};

const message = (d: Igmp): void => {
  const { type } = d.v;
  d.add('version', versionOf(d));
  if (type === Type.report3) putRecords(d, d.header);
  else if (NAMES[type] === undefined) d.put('data', d.header, d.end - d.header);
  else if (d.put('maddr', d.header, 4) && versionOf(d) === 3) putQuery(d, d.header + 4);
  d.header = d.end;
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
  const name = NAMES[type] ?? `Type 0x${type.toString(16)}`;
  if (type === Type.report3 || NAMES[type] === undefined || d.start + 8 > d.end) return name;
  const group = ip4Text(d.b, d.start + 4);
  if (type === Type.query) return group === '0.0.0.0' ? `${name}, general` : `${name}, specific for group ${group}`;
  return type === Type.leave ? `${name} ${group}` : `${name} group ${group}`;
};
