/** Spanning Tree Protocol (IEEE 802.1D), rapid (802.1w) and multiple (802.1s), and Cisco's for each VLAN. */
import { macText } from '../../core/address.ts';
import { u8 as byteAt, u32 as longAt, u16 as wordAt } from '../../core/bytes.ts';
import { bits, extra, flag, mac, prefixed, raw, u8, u16, u32 } from '../../wire/field.ts';
import { layer } from '../../wire/layer.ts';
import type { Dissecting, FieldSpec, Fields } from '../../wire/types.ts';
import { sentences } from './sentences.ts';

const Kind = { configuration: 0, rapid: 2, change: 0x80 } as const;
const MULTIPLE = 3;

const fields = {
  protocol: u16('Protocol Identifier', { show: 'hex', names: { 0: 'Spanning Tree Protocol' } }),
  version: u8('Protocol Version Identifier', {
    names: { 0: 'Spanning Tree', 2: 'Rapid Spanning Tree', 3: 'Multiple Spanning Tree', 4: 'Shortest Path Tree' },
  }),
  type: u8('BPDU Type', {
    show: 'hex',
    names: { 0: 'Configuration', 2: 'Rapid/Multiple Spanning Tree', 0x80: 'Topology Change Notification' },
  }),
};
type Stp = Dissecting<typeof fields>;

const flags = {
  tcack: flag('Topology Change Acknowledgment'),
  agreement: flag('Agreement'),
  forwarding: flag('Forwarding'),
  learning: flag('Learning'),
  port_role: bits(2, 'Port Role', { names: { 1: 'Alternate or Backup', 2: 'Root', 3: 'Designated' } }),
  proposal: flag('Proposal'),
  tc: flag('Topology Change'),
};
const seconds = (title: string): FieldSpec<number> => u16(title, { show: 'float', value: (n) => n / 256 });

/** The two flags that there were in 1990. */
const plain: Fields = {
  flags: u8('BPDU flags', { show: 'hex', sub: { tcack: flags.tcack, unused: bits(6, 'Unused', { when: () => false }), tc: flags.tc } }),
};
const rapid: Fields = { flags: u8('BPDU flags', { show: 'hex', sub: flags }) };
const times: Fields = {
  port: u16('Port identifier', { show: 'hex' }),
  msg_age: seconds('Message Age'),
  max_age: seconds('Max Age'),
  hello: seconds('Hello Time'),
  forward: seconds('Forward Delay'),
};
/** IEEE 802.1Q §14: a priority and an extension in 16 bits, and a MAC address. */
const bridge = (key: string, title: string): Fields => ({
  [`${key}.prio`]: extra(`${title} Priority`),
  [`${key}.ext`]: extra(`${title} System ID Extension`),
  [`${key}.hw`]: mac(`${title} System ID`),
});

const region: Fields = prefixed('mstp', { config_format_selector: u8('MST Config ID format selector') });
const revision: Fields = prefixed('mstp', {
  config_revision_level: u16('MST Config revision'),
  config_digest: raw(16, 'MST Config digest'),
  cist_internal_root_path_cost: u32('CIST Internal Root Path Cost'),
});
const instance: Fields = prefixed('mstp', {
  'msti.flags': u8('MSTI flags', { show: 'hex', sub: prefixed('stp.flags', flags) }),
  'msti.priority': bits(4, 'Priority', { show: 'hex', width: 8 }),
  'msti.msti_id': bits(12, 'MSTID'),
  'msti.root.hw': mac('Regional Root'),
  'msti.root_cost': u32('Internal root path cost'),
  'msti.bridge_priority': u8('Bridge Identifier Priority', { value: (n) => n >> 4 }),
  'msti.port_priority': u8('Port identifier priority', { value: (n) => n >> 4 }),
  'msti.remaining_hops': u8('Remaining hops'),
});
const VLAN = 0;
const record: Fields = {
  'pvst.tlvtype': u16('Type', { show: 'hex', names: { [VLAN]: 'Originating VLAN' } }),
  'pvst.tlvlen': u16('Length'),
};

export const stp = layer('stp', {
  title: 'Spanning Tree Protocol',
  spec: 'IEEE 802.1D',
  label: 'STP',
  fields,
  extras: {
    ...rapid,
    part: extra('Identifier', 'none', { unnamed: true, line: true }),
    ...bridge('root', 'Root Bridge'),
    'root.cost': u32('Root Path Cost'),
    ...bridge('bridge', 'Bridge'),
    ...times,
    version_1_length: u8('Version 1 Length'),
    ...prefixed('mstp', { version_3_length: u16('Version 3 Length'), ...bridge('cist_bridge', 'CIST Bridge') }),
    ...prefixed('mstp', { cist_remaining_hops: u8('CIST Remaining hops') }),
    ...region,
    ...prefixed('mstp', { config_name: extra('MST Config name', 'string') }),
    ...revision,
    ...instance,
    ...record,
    'pvst.origvlan': u16('Originating VLAN'),
    'pvst.tlvval': extra('Value', 'bytes'),
  },
  on: { 'eth.type': 0x8181, 'llc.dsap': 0x42, 'llc.cisco_pid': 0x010b },
  sentences,
  info: (d) => info(d),
  body: (d) => body(d),
});

const body = (d: Stp): void => {
  const { type, version } = d.v;
  const o = d.start + 4;
  d.header = d.end;
  if (type === Kind.change) d.header = o;
  if (type !== Kind.configuration && type !== Kind.rapid) return;
  const root = d.struct(type === Kind.rapid ? rapid : plain, o);
  const cost = root === undefined ? undefined : putBridge(d, 'root', 'Root Identifier', root);
  const own = cost === undefined ? undefined : d.struct({ 'root.cost': u32('Root Path Cost') }, cost);
  const rest = own === undefined ? undefined : putBridge(d, 'bridge', 'Bridge Identifier', own);
  let at = rest === undefined ? undefined : d.struct(times, rest);
  if (at !== undefined && type === Kind.rapid) at = d.put('version_1_length', at, 1) && at + 1;
  if (at !== undefined && type === Kind.rapid && version >= MULTIPLE) at = putRegions(d, at);
  const isCisco = d.lower?.v['dsap'] === 0xaa;
  if (at !== undefined && isCisco) at = putVlan(d, type === Kind.rapid ? at : at + 1);
  if (at !== undefined) d.header = Math.min(at, d.end);
};

/** `32768 / 1 / 02:00:00:00:00:01`: who a bridge is, by priority. */
const putBridge = (d: Stp, key: string, title: string, o: number): number | undefined => {
  if (!d.has(o, 8)) return undefined;
  const word = wordAt(d.b, o);
  const line = d.put('part', o, 8);
  if (line) line.text = `${title}: ${word & 0xf000} / ${word & 0xfff} / ${macText(d.b, o + 2)}`;
  d.under(line, () => {
    d.put(`${key}.prio`, o, 1, word & 0xf000);
    d.put(`${key}.ext`, o, 2, word & 0xfff);
    d.put(`${key}.hw`, o + 2, 6);
  });
  return o + 8;
};

/** IEEE 802.1s: the region that the bridge belongs to, and the trees in it. */
const putRegions = (d: Stp, from: number): number | undefined => {
  if (!d.put('version_3_length', from, 2)) return undefined;
  const length = wordAt(d.b, from);
  const o = from + 2;
  if (length < HEADER) return o;
  const line = d.put('part', o, Math.min(length, d.end - o));
  if (line) line.text = 'MST Extension';
  d.under(line, () => putRegion(d, o, length));
  return d.stopped ? undefined : o + length;
};
const HEADER = 64;
const INSTANCE = 16;

const putRegion = (d: Stp, o: number, length: number): void => {
  if (d.struct(region, o) === undefined || !d.put('config_name', o + 1, 32)) return;
  const named = d.struct(revision, o + 33);
  const hops = named === undefined ? undefined : putBridge(d, 'cist_bridge', 'CIST Bridge Identifier', named);
  if (hops === undefined || !d.put('cist_remaining_hops', hops, 1)) return;
  for (let at = hops + 1; at + INSTANCE <= o + length && d.has(at, INSTANCE); at += INSTANCE) {
    const word = wordAt(d.b, at + 1);
    const line = d.put('part', at, INSTANCE);
    if (line) line.text = `MSTID ${word & 0xfff}, Regional Root Identifier ${word & 0xf000} / ${macText(d.b, at + 3)}`;
    d.under(line, () => void d.struct(instance, at));
  }
};

/** Cisco says behind the message which VLAN the tree is of. */
const putVlan = (d: Stp, from: number): number => {
  let o = from;
  while (o + 4 <= d.end && !d.stopped) {
    const length = wordAt(d.b, o + 2);
    d.struct(record, o);
    if (wordAt(d.b, o) === VLAN && length === 2) d.put('pvst.origvlan', o + 4, 2);
    else if (length > 0) d.put('pvst.tlvval', o + 4, length);
    o += 4 + length;
  }
  return o;
};

/** `RST. TC + Root = 32768/1/02:00:00:00:00:01  Cost = 4  Port = 0x8002` */
const info = (d: Stp): string => {
  const { type, version } = d.v;
  if (type === Kind.change) return 'Topology Change Notification';
  if (type !== Kind.configuration && type !== Kind.rapid) return `Unknown BPDU type (${type})`;
  const o = d.start + 4;
  if (o + 23 > d.end) return '';
  const name = type === Kind.configuration ? 'Conf' : version === 4 ? 'SPT' : version === MULTIPLE ? 'MST' : 'RST';
  const word = wordAt(d.b, o + 1);
  const root = `${word & 0xf000}/${word & 0xfff}/${macText(d.b, o + 3)}`;
  const port = wordAt(d.b, o + 21)
    .toString(16)
    .padStart(4, '0');
  return `${name}. ${byteAt(d.b, o) & 1 ? 'TC + ' : ''}Root = ${root}  Cost = ${longAt(d.b, o + 9)}  Port = 0x${port}`;
};
