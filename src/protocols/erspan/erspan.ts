/** Encapsulated Remote Switch Packet Analysis: what a switch copies for who looks on, in GRE (draft-foschiano-erspan). */
import { u16 as u16At, u32 as u32At } from '../../core/bytes.ts';
import { bits, extra, flag, u16, u32 } from '../../wire/field.ts';
import { layer } from '../../wire/layer.ts';
import type { Dissecting } from '../../wire/types.ts';
import { sentences } from './sentences.ts';

/** What GRE calls types I and II, and how it says that it numbers its packets. */
const FIRST_OR_SECOND = 0x88be;
const NUMBERED = 0x1000;
/** Values of the version. */
const [TYPE_II, TYPE_III] = [1, 2];
const NAMES: Readonly<Record<number, string>> = { 1: 'Type II', 2: 'Type III' };

const version = { version: bits(4, 'Version', { names: NAMES, width: 16 }) };
const vlan = { ...version, vlan: bits(12, 'Vlan') };
const cos = bits(3, 'COS');
const truncated = bits(1, 'Truncated', { names: { 0: 'whole', 1: 'cut' } });
const spanid = bits(10, 'SpanID');

const second = {
  ...vlan,
  cos,
  encap: bits(2, 'Encap', { names: { 0: 'without a tag', 1: 'ISL', 2: '802.1Q, tag removed', 3: '802.1Q, tag kept' } }),
  truncated,
  spanid,
  reserved: bits(12, 'Reserved'),
  index: bits(20, 'Index'),
};

const third = {
  ...vlan,
  cos,
  bso: bits(2, 'Bad/Short/Oversized', { names: { 0: 'good, or not known', 1: 'short', 2: 'oversized', 3: 'bad' } }),
  truncated,
  spanid,
  timestamp: u32('Timestamp'),
  sgt: u16('Security Group Tag'),
  p: bits(1, 'Has Ethernet PDU'),
  ft: bits(5, 'Frame Type', { names: { 0: 'Ethernet', 2: 'IP' } }),
  hw: bits(6, 'Hardware ID'),
  direction: flag('Direction', { text: (v) => (v === 1 ? 'Egress' : 'Ingress') }),
  gra: bits(2, 'Timestamp granularity', {
    names: { 0: '100 microseconds', 1: '100 nanoseconds', 2: 'IEEE 1588', 3: 'as the platform says' },
  }),
  o: bits(1, 'Optional Sub headers'),
};

/** The optional header of type III, as the platform with this number fills it. */
const platform = { platid: bits(6, 'Platform ID') };
const source = {
  ...platform,
  'pid7.rsvd1': bits(6, 'Reserved'),
  'pid7.source_index': bits(20, 'Source Index'),
  'pid7.timestamp': u32('Upper 32-bit Timestamp'),
};
const switches = {
  ...platform,
  'pid5.switchid': bits(10, 'Switch ID'),
  'pid5.port_index': bits(16, 'Port ID/Index'),
  'pid5.timestamp': u32('Timestamp (seconds)'),
};
const PLATFORMS: Readonly<Record<number, Parameters<Dissecting['struct']>[0]>> = {
  0: source,
  1: {
    ...platform,
    'pid1.rsvd1': bits(14, 'Reserved'),
    'pid1.vsmid': bits(12, 'VSM Domain ID'),
    'pid1.port_index': u32('Port ID/Index'),
  },
  3: {
    ...platform,
    'pid3.rsvd1': bits(12, 'Reserved'),
    'pid3.port_index': bits(14, 'Port ID/Index'),
    'pid3.timestamp': u32('Upper 32-bit Timestamp'),
  },
  4: { ...platform, 'pid4.rsvd1': bits(12, 'Reserved'), 'pid4.rsvd2': bits(14, 'Reserved'), 'pid4.rsvd3': u32('Reserved') },
  5: switches,
  6: switches,
  7: source,
};

export const erspan = layer('erspan', {
  title: 'Encapsulated Remote Switch Packet ANalysis',
  spec: 'draft-foschiano-erspan',
  label: 'ERSPAN',
  fields: {},
  extras: {
    ...second,
    ...third,
    ...Object.assign({}, ...Object.values(PLATFORMS)),
    'pid.rsvd': extra('Reserved'),
    'version.unknown': extra('Unknown version', 'none'),
  },
  on: { 'eth.type': [FIRST_OR_SECOND, 0x22eb] },
  deep: true,
  heading: (d) => `Encapsulated Remote Switch Packet ANalysis ${isFirst(d) ? 'Type I' : (NAMES[versionOf(d)] ?? 'Unknown')}`,
  sentences,
  info: () => 'ERSPAN:',
  body: (d) => {
    if (isFirst(d)) return void d.follow(d.node('eth'), d.start);
    const type = versionOf(d);
    const header = type === TYPE_II ? d.struct(second, d.start) : type === TYPE_III ? thirdType(d) : unknown(d);
    if (header === undefined) return;
    d.header = header;
    if (type === TYPE_II || d.v['ft'] === 0) d.follow(d.node('eth'), header);
  },
});

/** Type I has no header; GRE does not number its packets. */
const isFirst = ({ lower }: Dissecting): boolean =>
  lower?.v['proto'] === FIRST_OR_SECOND && ((lower.v['flags_and_version'] ?? 0) & NUMBERED) === 0;

const versionOf = ({ b, start, end }: Dissecting): number => (start + 2 > end ? 0 : u16At(b, start) >> 12);

const thirdType = (d: Dissecting): number | undefined => {
  const end = d.struct(third, d.start);
  if (end === undefined || d.v['o'] === 0) return end;
  if (!d.has(end, 8)) return undefined;
  const known = PLATFORMS[u32At(d.b, end) >>> 26];
  if (known !== undefined) return d.struct(known, end);
  d.struct(platform, end);
  d.put('pid.rsvd', end, 8, u32At(d.b, end + 4) & 0x3ff_ffff);
  return end + 8;
};

const unknown = (d: Dissecting): number | undefined => {
  if (d.struct(version, d.start) === undefined) return undefined;
  d.add('version.unknown', true);
  return d.end;
};
