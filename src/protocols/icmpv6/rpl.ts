/** ICMPv6 of RPL, the routing of low-power networks (RFC 6550; metrics RFC 6551; routes found on demand RFC 6997). */
import { u8 as byteAt } from '../../core/bytes.ts';
import { bits, extra, flag, ip6, u8, u16, u32 } from '../../wire/field.ts';
import type { Dissecting, Fields } from '../../wire/types.ts';

const reserved: Fields = { reserved: u8('Reserved', { show: 'bytes' }) };

const secure: Fields = {
  'rpl.secure.flag': u8('Flags', { show: 'hex', sub: { t: flag('Counter is Time (T)'), rsv: bits(7, 'Reserved') } }),
  'rpl.secure.algorithm': u8('Algorithm', { names: { 0: 'Encryption: CCM with AES-128 / Signature: RSA with SHA-256' } }),
  'rpl.secure.level': u8('Flags', {
    as: 'icmpv6.rpl.secure.flag',
    show: 'hex',
    sub: {
      kim: bits(2, 'Key Identifier Mode (KIM)', { as: 'icmpv6.rpl.secure.kim' }),
      rsv: bits(3, 'Reserved', { as: 'icmpv6.rpl.secure.rsv' }),
      lvl: bits(3, 'Security Level (LVL)', { as: 'icmpv6.rpl.secure.lvl' }),
    },
  }),
  'rpl.secure.unused': u8('Flags', { as: 'icmpv6.rpl.secure.flag', show: 'hex' }),
  'rpl.secure.counter': u32('Counter'),
};

const MODES = {
  0: 'No Downward routes maintained by RPL',
  1: 'Non-Storing Mode of Operation',
  2: 'Storing Mode of Operation with no multicast support',
  3: 'Storing Mode of Operation with multicast support',
  4: 'P2P Route Discovery Mode of Operation',
};

const solicits: Fields = { 'rpl.dis.flags': u8('Flags'), ...reserved };
const informs: Fields = {
  'rpl.dio.instance': u8('RPLInstanceID'),
  'rpl.dio.version': u8('Version'),
  'rpl.dio.rank': u16('Rank'),
  'rpl.dio.flag': u8('Flags', {
    show: 'hex',
    sub: {
      g: flag('Grounded (G)'),
      zero: flag('Zero', { as: 'icmpv6.rpl.dio.flag.0' }),
      mop: bits(3, 'Mode of Operation (MOP)', { show: 'hex', width: 8, names: MODES }),
      preference: bits(3, 'DODAG Preference'),
    },
  }),
  'rpl.dio.dtsn': u8('Destination Advertisement Trigger Sequence Number (DTSN)'),
  'rpl.dio.unused': u8('Flags', { show: 'hex', as: 'icmpv6.rpl.dio.flag' }),
  ...reserved,
  'rpl.dio.dagid': ip6('DODAGID'),
};
const advertises: Fields = {
  'rpl.dao.instance': u8('RPLInstanceID'),
  'rpl.dao.flag': u8('Flags', {
    show: 'hex',
    sub: { k: flag('DAO-ACK Request (K)'), d: flag('DODAGID Present (D)'), rsv: bits(6, 'Reserved') },
  }),
  ...reserved,
  'rpl.dao.sequence': u8('DAO Sequence'),
};
const acknowledges: Fields = {
  'rpl.daoack.instance': u8('RPLInstanceID'),
  'rpl.daoack.flag': u8('Flag', { show: 'hex', sub: { d: flag('DODAGID Present (D)'), rsv: bits(7, 'Reserved') } }),
  'rpl.daoack.sequence': u8('DAO-ACK Sequence'),
  'rpl.daoack.status': u8('Status'),
};
const discovers: Fields = {
  'rpl.p2p.dro.instance': u8('RPLInstanceID'),
  'rpl.p2p.dro.version': u8('Version'),
  'rpl.p2p.dro.flag': u16('Flags', {
    show: 'hex',
    sub: { stop: flag('Stop'), ack: flag('Ack'), seq: bits(2, 'Seq'), reserved: bits(12, 'Reserved') },
  }),
  'rpl.p2p.dro.dagid': ip6('DODAGID'),
};
const discovered: Fields = {
  ...discovers,
  'rpl.p2p.dro.flag': u16('Flags', {
    as: 'icmpv6.rpl.p2p.droack.flag',
    show: 'hex',
    sub: {
      seq: bits(2, 'Seq', { as: 'icmpv6.rpl.p2p.droack.flag.seq' }),
      reserved: bits(14, 'Reserved', { as: 'icmpv6.rpl.p2p.droack.flag.reserved' }),
    },
  }),
};
const checks: Fields = {
  'rpl.cc.instance': u8('RPLInstanceID'),
  'rpl.cc.flag': u8('Flag', { show: 'hex', sub: { r: flag('Response (R)'), rsv: bits(7, 'Reserved') } }),
  'rpl.cc.nonce': u16('CC Nonce', { show: 'hex' }),
  'rpl.cc.dodagid': ip6('DODAGID'),
  'rpl.cc.destination_counter': u32('Destination Counter'),
};

interface Control {
  readonly fields: Fields;
  /** The graph's name follows where this is set. */
  readonly named?: readonly [flag: string, key: string];
}

/** By code, without the bit that says that it is secured. */
const CONTROLS: Readonly<Record<number, Control>> = {
  0: { fields: solicits },
  1: { fields: informs },
  2: { fields: advertises, named: ['rpl.dao.flag.d', 'rpl.dao.dodagid'] },
  3: { fields: acknowledges, named: ['rpl.daoack.flag.d', 'rpl.daoack.dodagid'] },
  4: { fields: discovers },
  5: { fields: discovered },
  10: { fields: checks },
};
const SECURED = 0x80;

export const rplMessage = (d: Dissecting, o: number): void => {
  const code = d.v['code'] ?? 0;
  const known = CONTROLS[code & ~SECURED];
  if (known === undefined) return;
  let at: number | undefined = (code & SECURED) !== 0 ? security(d, o) : o;
  if (at !== undefined) at = d.struct(known.fields, at);
  if (at !== undefined && known.named && d.v[known.named[0]] === 1) at = d.put(known.named[1], at, 16) && at + 16;
  if (at !== undefined) options(d, at);
};

/** RFC 6550 §6.1: where the key comes from takes 0, 8 or 9 bytes. */
const security = (d: Dissecting, o: number): number | undefined => {
  let at = d.struct(secure, o);
  if (at === undefined) return undefined;
  const mode = d.v['rpl.secure.level.kim'];
  if (mode === 2 || (mode === 3 && (d.v['rpl.secure.level.lvl'] ?? 0) > 1)) at = d.put('rpl.secure.key.source', at, 8) && at + 8;
  if (mode === 1 || at === undefined) return at;
  return d.put('rpl.secure.key.index', at, 1) && at + 1;
};

// ---- options -----------------------------------------------------------------------------------------------------------

const PREFERENCE = { 0: 'Medium', 1: 'High', 2: 'Reserved', 3: 'Low' };

const route: Fields = {
  'rpl.opt.route.prefix_length': u8('Prefix Length'),
  'rpl.opt.route.flag': u8('Flag', {
    show: 'hex',
    sub: {
      high: bits(3, 'Reserved', { unnamed: true }),
      pref: bits(2, 'Preference', { as: 'icmpv6.rpl.opt.route.pref', names: PREFERENCE }),
      low: bits(3, 'Reserved', { unnamed: true }),
    },
  }),
  'rpl.opt.route.lifetime': u32('Route Lifetime'),
};
const configuration: Fields = {
  'rpl.opt.config.flag': u8('Flag', {
    show: 'hex',
    sub: {
      reserved: bits(4, 'Reserved', { as: 'icmpv6.rpl.opt.config.reserved' }),
      auth: flag('Authentication Enabled', { as: 'icmpv6.rpl.opt.config.auth' }),
      pcs: bits(3, 'Path Control Size', { as: 'icmpv6.rpl.opt.config.pcs' }),
    },
  }),
  'rpl.opt.config.interval_double': u8('DIOIntervalDoublings'),
  'rpl.opt.config.interval_min': u8('DIOIntervalMin'),
  'rpl.opt.config.redundancy': u8('DIORedundancyConstant'),
  'rpl.opt.config.max_rank_inc': u16('MaxRankInc'),
  'rpl.opt.config.min_hop_rank_inc': u16('MinHopRankInc'),
  'rpl.opt.config.ocp': u16('OCP (Objective Code Point)'),
  'rpl.opt.config.rsv': u8('Reserved'),
  'rpl.opt.config.def_lifetime': u8('Default Lifetime'),
  'rpl.opt.config.lifetime_unit': u16('Lifetime Unit'),
};
const target: Fields = {
  'rpl.opt.target.flag': u8('Reserved', { show: 'none' }),
  'rpl.opt.target.prefix_length': u8('Target Length'),
};
const transit: Fields = {
  'rpl.opt.transit.flag': u8('Flags', { show: 'hex', sub: { e: flag('External'), rsv: bits(7, 'Reserved') } }),
  'rpl.opt.transit.pathctl': u8('Path Control'),
  'rpl.opt.transit.pathseq': u8('Path Sequence'),
  'rpl.opt.transit.pathlifetime': u8('Path Lifetime'),
};
const solicited: Fields = {
  'rpl.opt.solicited.instance': u8('Instance'),
  'rpl.opt.solicited.flag': u8('Flag', {
    show: 'hex',
    sub: {
      v: flag('Version predicate'),
      i: flag('InstanceID predicate'),
      d: flag('DODAGID predicate'),
      rsv: bits(5, 'Reserved'),
    },
  }),
  'rpl.opt.solicited.dodagid': ip6('DODAGID'),
  'rpl.opt.solicited.version': u8('Version'),
};
const prefix: Fields = {
  'rpl.opt.prefix.length': u8('Prefix Length'),
  'rpl.opt.prefix.flag': u8('Flag', {
    show: 'hex',
    sub: {
      l: flag('On Link'),
      a: flag('Auto Address Config', { as: 'icmpv6.rpl.opt.config.flag.a' }),
      r: flag('Router Address', { as: 'icmpv6.rpl.opt.config.flag.r' }),
      rsv: bits(5, 'Reserved', { as: 'icmpv6.rpl.opt.config.flag.rsv' }),
    },
  }),
  'rpl.opt.prefix.valid_lifetime': u32('Valid Lifetime'),
  'rpl.opt.prefix.preferred_lifetime': u32('Preferred Lifetime'),
  'rpl.opt.reserved': u32('Reserved', { show: 'none' }),
  'rpl.opt.prefix': ip6('Destination Prefix'),
};
const descriptor: Fields = { 'rpl.opt.targetdesc.descriptor': u32('Descriptor', { show: 'hex' }) };

/** RFC 6551 §2.1. */
const metric: Fields = {
  'rpl.opt.metric.type': u8('Routing Metric/Constraint Type', {
    names: {
      1: 'Node State and Attribute',
      2: 'Node Energy',
      3: 'Hop Count',
      4: 'Link Throughput',
      5: 'Link Latency',
      6: 'Link Quality Level',
      7: 'Link ETX',
      8: 'Link Color',
    },
  }),
  'rpl.opt.metric.flags': u16('Flags', {
    show: 'hex',
    sub: {
      reserved: bits(5, 'Reserved Flags', { show: 'hex', width: 16, as: 'icmpv6.rpl.opt.metric.reserved' }),
      p: flag('Flag P', { as: 'icmpv6.rpl.opt.metric.flag.p' }),
      c: flag('Flag C', { as: 'icmpv6.rpl.opt.metric.flag.c' }),
      o: flag('Flag O', { as: 'icmpv6.rpl.opt.metric.flag.o' }),
      r: flag('Flag R', { as: 'icmpv6.rpl.opt.metric.flag.r' }),
      a: bits(3, 'A Field', { show: 'hex', width: 16, as: 'icmpv6.rpl.opt.metric.flag.a' }),
      prec: bits(4, 'Precedence field', { show: 'hex', width: 16, as: 'icmpv6.rpl.opt.metric.prec' }),
    },
  }),
  'rpl.opt.metric.length': u8('Metric Length'),
};

const METRIC = 'icmpv6.rpl.opt.metric';
const METRICS: Readonly<Record<number, Fields>> = {
  1: {
    'rpl.opt.metric.nsa.object': u16('Node State and Attribute Object', {
      show: 'hex',
      sub: {
        reserved: bits(8, 'Reserved field', { show: 'hex', width: 16 }),
        flags: bits(6, 'Flags', { show: 'hex', width: 16 }),
        a: flag('Flag A', { as: `${METRIC}.nsa.object.flag.a` }),
        o: flag('Flag O', { as: `${METRIC}.nsa.object.flag.o` }),
      },
    }),
  },
  2: {
    'rpl.opt.metric.ne.object': u16('Node Energy Object', {
      show: 'hex',
      sub: {
        flags: bits(4, 'Flags field', { show: 'hex', width: 16 }),
        i: flag('Flag I', { as: `${METRIC}.ne.object.flag.i` }),
        type: bits(2, 'Type', { show: 'hex', width: 16 }),
        e: flag('Flag E', { as: `${METRIC}.ne.object.flag.e` }),
        energy: bits(8, 'Energy', { show: 'hex', width: 16 }),
      },
    }),
  },
  3: {
    'rpl.opt.metric.hp.object': u16('Hop Count Object', {
      show: 'hex',
      sub: {
        reserved: bits(4, 'Reserved field', { show: 'hex', width: 16 }),
        flags: bits(4, 'Flags', { show: 'hex', width: 16 }),
        hp: bits(8, 'Hop Count'),
      },
    }),
  },
  4: { 'rpl.opt.metric.lt.object.lt': u32('Link Throughput') },
  5: { 'rpl.opt.metric.ll.object.ll': u32('Link Latency') },
  7: { 'rpl.opt.metric.etx.object.etx': u16('ETX') },
};
const metricObject = (d: Dissecting, o: number): void => {
  const fields = METRICS[d.v['rpl.opt.metric.type'] ?? 0];
  if (fields) d.struct(fields, o);
};

/** RFC 6997 §7. */
const discovery: Fields = {
  'rpl.opt.routediscovery.flag': u8('Flags', {
    show: 'none',
    sub: {
      reply: flag('Reply'),
      hopbyhop: flag('Hop-by-Hop'),
      numofroutes: bits(2, 'Number of Routes'),
      compr: bits(4, 'Compr'),
    },
  }),
  'rpl.opt.routediscovery.lifetime': bits(2, 'Lifetime'),
  'rpl.opt.routediscovery.maxrank': bits(6, 'MaxRank', {
    instead: (_, d) => (d.v['code'] === 1 ? undefined : 'rpl.opt.routediscovery.nh'),
  }),
};
const discoveredAddresses = (d: Dissecting, o: number, end: number): void => {
  const shared = d.v['rpl.opt.routediscovery.flag.compr'] ?? 0;
  if (end > o + 2) putPrefix(d, 'rpl.opt.routediscovery.targetaddr', o + 2, Math.min(end, o + 18 - shared));
};

const putPrefix = (d: Dissecting, key: string, o: number, end: number): void => {
  if (end <= o || end - o > 16) return;
  const address = new Uint8Array(16);
  address.set(d.b.subarray(o, end));
  d.put(key, o, end - o, address);
};

const routePrefix = (d: Dissecting, o: number, end: number): void => {
  d.put('rpl.opt.route.reserved', o + 1, 1, byteAt(d.b, o + 1) & 0xe7);
  putPrefix(d, 'rpl.opt.route.prefix', o + 6, end);
};

const OPTIONS: Readonly<
  Record<number, { readonly title: string; readonly fields?: Fields; readonly read?: (d: Dissecting, o: number, end: number) => void }>
> = {
  1: { title: 'n-byte padding', read: (d, o, end) => void (end > o && d.put('rpl.opt.padn', o, end - o)) },
  2: { title: 'DAG Metric container', fields: metric, read: (d, o) => metricObject(d, o + 4) },
  3: { title: 'Routing Information', fields: route, read: routePrefix },
  4: { title: 'DODAG configuration', fields: configuration },
  5: { title: 'RPL Target', fields: target, read: (d, o, end) => putPrefix(d, 'rpl.opt.target.prefix', o + 2, end) },
  6: {
    title: 'Transit Information',
    fields: transit,
    read: (d, o, end) => void (end >= o + 20 && d.put('rpl.opt.transit.parent', o + 4, 16)),
  },
  7: { title: 'Solicited Information', fields: solicited },
  8: { title: 'Prefix Information', fields: prefix },
  9: { title: 'RPL Target Descriptor', fields: descriptor },
  10: { title: 'P2P Route Discovery', fields: discovery, read: discoveredAddresses },
};

const options = (d: Dissecting, from: number): void => {
  for (let o = from; o < d.end && !d.stopped; ) {
    const type = byteAt(d.b, o);
    const size = type === 0 ? 1 : o + 1 < d.end ? 2 + byteAt(d.b, o + 1) : 2;
    const known = OPTIONS[type];
    const mark = d.put('opt', o, Math.min(size, d.end - o), true);
    if (mark) mark.text = `ICMPv6 RPL Option (${type === 0 ? '1-byte padding' : (known?.title ?? `Unknown ${type}`)})`;
    d.under(mark, () => {
      d.put('rpl.opt.type', o, 1);
      if (type === 0 || !d.put('rpl.opt.length', o + 1, 1)) return;
      d.upTo(o + size, () => {
        if (known?.fields && d.struct(known.fields, o + 2) === undefined) return;
        known?.read?.(d, o + 2, Math.min(o + size, d.end));
      });
    });
    o += size;
  }
};

export const rplFields: Fields = {
  ...secure,
  ...Object.assign({}, ...Object.values(CONTROLS).map((c) => c.fields), ...Object.values(OPTIONS).map((o) => o.fields ?? {})),
  ...discovers,
  'rpl.p2p.droack.flag': discovered['rpl.p2p.dro.flag'] ?? extra('Flags'),
  'rpl.dao.dodagid': extra('DODAGID', 'ip6'),
  'rpl.daoack.dodagid': extra('DODAGID', 'ip6'),
  'rpl.secure.key.source': extra('Key Source', 'bytes'),
  'rpl.secure.key.index': extra('Key Source'),
  'rpl.opt.type': u8('Type', {
    names: { 0: '1-byte padding', ...Object.fromEntries(Object.entries(OPTIONS).map(([n, { title }]) => [n, title])) },
  }),
  'rpl.opt.length': u8('Length'),
  'rpl.opt.padn': extra('Paddn', 'none'),
  'rpl.opt.route.reserved': extra('Reserved'),
  'rpl.opt.route.prefix': extra('Prefix', 'ip6'),
  'rpl.opt.target.prefix': extra('Target', 'ip6'),
  ...Object.assign({}, ...Object.values(METRICS)),
  'rpl.opt.routediscovery.nh': extra('NH'),
  'rpl.opt.routediscovery.targetaddr': extra('Target Address', 'ip6'),
  'rpl.opt.transit.parent': extra('Parent Address', 'ip6'),
};
