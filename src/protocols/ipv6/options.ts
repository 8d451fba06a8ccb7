/** Options of the hop-by-hop and destination options headers, RFC 8200 §4.2 and the RFCs named at each. */

import { u8 as byteAt, u32 as longAt } from '../../core/bytes.ts';
import { bits, bitsOf, extra, flag, ip6, u8, u16, u24, u32 } from '../../wire/field.ts';
import { kindNames } from '../../wire/tlv.ts';
import type { Dissecting, Field, Fields, TlvKind, TlvSpec } from '../../wire/types.ts';

const ACTIONS = {
  0: 'Skip and continue',
  1: 'Discard',
  2: 'Discard and send ICMP Parameter Problem',
  3: 'Discard and send ICMP if not multicast',
};

/** One byte of filler has no parts. */
const showType = (d: Dissecting, o: number, kind: number, type: Field | undefined): void => {
  if (kind === 0) return;
  d.under(type, () => putParts(d, o, kind));
};

const putParts = (d: Dissecting, o: number, kind: number): void => {
  d.put('opt.type.action', o, 1, kind >> 6);
  d.put('opt.type.change', o, 1, (kind >> 5) & 1);
  d.put('opt.type.rest', o, 1, kind & 31);
};

const bytesAs =
  (key: string) =>
  (d: Dissecting, o: number, length: number): void => {
    if (length > 0) d.put(key, o, length);
  };

/** Wireshark names them `ipv6.opt…` whichever header they are in. */
const named = <const F extends Fields>(fields: F): F =>
  Object.fromEntries(
    Object.entries(fields).map(([key, field]) => {
      const parts = Object.entries(field.sub ?? {}).map(([part, spec]) => [part, { as: `ipv6.${key}.${part}`, ...spec }] as const);
      return [key, { ...field, as: `ipv6.${key}`, ...(field.sub && { sub: Object.fromEntries(parts) }) }];
    }),
  ) as Fields as F;

/** Bytes behind the first `size` of a value: nothing says what they are. */
const more = (d: Dissecting, o: number, length: number, size: number): void => {
  if (length > size) d.put('opt_unknown_data', o + size, length - size);
};
/** A part whose length the option says itself: not beyond the option's end, where the next header stands. */
const part = (d: Dissecting, key: string, o: number, size: number, end: number): void => {
  if (Math.min(size, end - o) > 0) d.put(key, o, Math.min(size, end - o));
};
/** A value of fixed fields. */
const fixed = (title: string, fields: Fields): TlvKind => ({
  title,
  fields: named(fields),
  read: (d, o, length) => more(d, o, length, bitsOf(fields) >> 3),
});

const label = named({
  'opt.calipso.doi': u32('CALIPSO Domain of Interpretation'),
  'opt.calipso.cmpt.length': u8('Compartment Length'),
  'opt.calipso.sens_level': u8('Sensitivity Level'),
  'opt.calipso.checksum': u16('Checksum', { show: 'hex' }),
});
const compartments = (d: Dissecting, o: number, length: number): void => {
  const size = (d.v['opt.calipso.cmpt.length'] ?? 0) * 4;
  part(d, 'opt.calipso.cmpt_bitmap', o + 8, size, o + length);
  more(d, o, length, 8 + size);
};

/** RFC 6621 §6.1: against packets that come twice: a hash, or who numbers them and the number. */
const TAGGERS = { 0: 'NULL', 1: 'DEFAULT', 2: 'IPv4', 3: 'IPv6' };
const tagger = named({
  'opt.smf_dpd.hash_bit': flag('H-bit'),
  'opt.smf_dpd.tid_type': bits(3, 'TaggerID Type', { names: TAGGERS }),
  'opt.smf_dpd.tid_len': bits(4, 'TaggerID Length'),
});
const duplicates = (d: Dissecting, o: number, length: number): void => {
  if (length < 1 || !d.has(o, 1)) return;
  if (byteAt(d.b, o) >= 128) {
    d.put('opt.smf_dpd.hash_bit', o, 1, true);
    d.put('opt.smf_dpd.hav', o, length);
    return;
  }
  let at = d.struct(tagger, o);
  if (at !== undefined && d.v['opt.smf_dpd.tid_type'] !== 0) {
    const size = Math.min((d.v['opt.smf_dpd.tid_len'] ?? 0) + 1, o + length - at);
    at = size > 0 ? d.put('opt.smf_dpd.tagger_id', at, size) && at + size : undefined;
  }
  if (at !== undefined && at < o + length) d.put('opt.smf_dpd.ident', at, o + length - at);
};

/** RFC 4782 §3.1. */
const asked = named({
  'opt.qs_func': bits(4, 'Function', { names: { 0: 'Rate request', 8: 'Rate report' } }),
  'opt.qs_rate': bits(4, 'Rate', { text: (v) => rateText(Number(v)) }),
});
const rateText = (rate: number): string => (rate === 0 ? '0 bit/s (0)' : `${40 << rate} Kbit/s (${rate})`);
const quickStart = (d: Dissecting, o: number, length: number): void => {
  if (!d.has(o, 2)) return;
  const asks = byteAt(d.b, o) >> 4;
  if (length < 2) {
    more(d, o, length, 0);
    return;
  }
  if (asks !== 0 && asks !== 8) {
    d.put('opt.qs_func', o, 1, asks);
    more(d, o, length, 0);
    return;
  }
  d.struct(asked, o);
  if (asks === 0) {
    d.put('opt.qs_ttl', o + 1, 1);
    d.add('opt.qs_ttl_diff', ((d.below('ipv6')?.v['hlim'] ?? 0) - byteAt(d.b, o + 1)) & 255);
  } else d.put('opt.qs_unused', o + 1, 1);
  if (length < 6) {
    more(d, o, length, 2);
    return;
  }
  if (!d.has(o + 2, 4)) return;
  const nonce = longAt(d.b, o + 2);
  d.put('opt.qs_nonce', o + 2, 4, nonce >>> 2);
  d.put('opt.qs_reserved', o + 2, 4, nonce & 3);
  more(d, o, length, 6);
};

/** RFC 9197 §4.4: what routers on the way write down. */
const trace = named({
  'opt.ioam.rsv': u8('Reserved'),
  'opt.ioam.opt_type': u8('Option-Type', {
    names: { 0: 'Pre-allocated Trace', 1: 'Incremental Trace', 2: 'Proof of Transit', 3: 'Edge to Edge' },
  }),
});
const traced = named({
  'opt.ioam.trace.ns': u16('Namespace ID'),
  'opt.ioam.trace.nodelen': bits(5, 'Node Length'),
  'opt.ioam.trace.flags': bits(4, 'Flags', {
    show: 'hex',
    width: 16,
    sub: {
      o: flag('Overflow', { as: 'ipv6.opt.ioam.trace.flag.o' }),
      l: flag('Loopback', { as: 'ipv6.opt.ioam.trace.flag.l' }),
      a: flag('Active', { as: 'ipv6.opt.ioam.trace.flag.a' }),
      rsv: flag('Reserved', { as: 'ipv6.opt.ioam.trace.flag.rsv' }),
    },
  }),
  'opt.ioam.trace.remlen': bits(7, 'Remaining Length'),
  'opt.ioam.trace.type': u24('Trace Type', {
    show: 'hex',
    sub: {
      bit0: flag('Hop_Lim and Node ID (short)'),
      bit1: flag('Ingress and Egress IDs (short)'),
      bit2: flag('Timestamp seconds'),
      bit3: flag('Timestamp fraction'),
      bit4: flag('Transit delay'),
      bit5: flag('IOAM-Namespace specific data (short)'),
      bit6: flag('Queue depth'),
      bit7: flag('Checksum complement'),
      bit8: flag('Hop_Lim and Node ID (wide)'),
      bit9: flag('Ingress and Egress IDs (wide)'),
      bit10: flag('IOAM-Namespace specific data (wide)'),
      bit11: flag('Buffer occupancy'),
      undef: bits(10, 'Undefined', { show: 'bool' }),
      bit22: flag('Opaque State Snapshot'),
      rsv: flag('Reserved'),
    },
  }),
  'opt.ioam.trace.rsv': u8('Reserved'),
});
const tracing = (d: Dissecting, o: number, length: number): void => {
  if (d.v['opt.ioam.opt_type'] !== 0) return;
  if (length < 2 + (bitsOf(traced) >> 3)) {
    more(d, o, length, 2);
    return;
  }
  const at = d.struct(traced, o + 2);
  if (at === undefined) return;
  const free = Math.min((d.v['opt.ioam.trace.remlen'] ?? 0) * 4, o + length - at);
  if (free > 0) d.put('opt.ioam.trace.free_space', at, free);
};

/** RFC 7731 §6.1: how long the name of who sends it first is. */
const SEEDS = [0, 2, 8, 16];
const multicast = named({
  'opt.mpl.flag': u8('Flag', {
    show: 'hex',
    sub: {
      s: bits(2, 'Seed ID Length', {
        names: { 0: '0', 1: '16-bit unsigned integer', 2: '64-bit unsigned integer', 3: '128-bit unsigned integer' },
      }),
      m: flag('Largest Sequence'),
      v: flag('Version'),
      rsv: bits(4, 'Reserved', { show: 'hex', width: 8 }),
    },
  }),
  'opt.mpl.sequence': u8('Sequence', { show: 'hex' }),
});
const seed = (d: Dissecting, o: number, length: number): void => {
  const size = SEEDS[d.v['opt.mpl.flag.s'] ?? 0] ?? 0;
  part(d, 'opt.mpl.seed_id', o + 2, size, o + length);
  more(d, o, length, 2 + size);
};

const forwarding = named({
  'opt.dff.flags': u8('Flags', {
    show: 'hex',
    sub: {
      ver: bits(2, 'Version (VER)', { as: 'ipv6.opt.dff.flag.ver' }),
      dup: flag('Duplicate (DUP)', { as: 'ipv6.opt.dff.flag.dup' }),
      ret: flag('Return (RET)', { as: 'ipv6.opt.dff.flag.ret' }),
      rsv: bits(4, 'Reserved', { show: 'hex', width: 8, as: 'ipv6.opt.dff.flag.rsv' }),
    },
  }),
  'opt.dff.sequence_number': u16('Sequence Number'),
});

const experimental = (key: number): TlvKind => ({
  title: `Experimental (0x${key.toString(16).toUpperCase()})`,
  read: bytesAs('opt.experimental'),
});

export const options: TlvSpec = {
  name: '',
  title: 'Options',
  kind: 'opt.type',
  length: 'opt.length',
  valueOnly: true,
  align: 8,
  wrap: 'opt',
  line: (title, _total, kind) => (title === 'Unknown' ? `Unknown IPv6 Option (${kind})` : title),
  kindShown: showType,
  kinds: {
    0: { title: 'Pad1', single: true, read: (d) => void d.add('opt.pad1', true) },
    1: { title: 'PadN', read: (d, o, length) => void d.put('opt.padn', o, length) },
    4: fixed('Tunnel Encapsulation Limit', { 'opt.tel': u8('Tunnel Encapsulation Limit') }),
    5: fixed('Router Alert', { 'opt.router_alert': u16('Router Alert', { names: { 0: 'MLD', 1: 'RSVP', 2: 'Active Network' } }) }),
    7: { title: 'CALIPSO', fields: label, read: compartments },
    8: { title: 'SMF_DPD', read: duplicates },
    15: fixed('Performance and Diagnostic Metrics', {
      'opt.pdm.scale_dtlr': u8('Scale DTLR'),
      'opt.pdm.scale_dtls': u8('Scale DTLS'),
      'opt.pdm.psn_this_pkt': u16('PSN This Packet'),
      'opt.pdm.psn_last_recv': u16('PSN Last Received'),
      'opt.pdm.delta_last_recv': u16('Delta Time Last Received'),
      'opt.pdm.delta_last_sent': u16('Delta Time Last Sent'),
    }),
    38: { title: 'Quick-Start', read: quickStart },
    48: fixed('Path MTU Option', {
      'opt.pmtu.min': u16('Minimum Reported PMTU'),
      'opt.pmtu.rtn': bits(15, 'Return Minimum PMTU', { value: (half) => half * 2 }),
      'opt.pmtu.r_flag': flag('Return Flag'),
    }),
    49: { title: 'IOAM Option', fields: trace, read: tracing },
    65: fixed('Tunnel Payload Forwarding (TPF) Information', { 'opt.tpf_information': u32('TPF Information', { show: 'hex' }) }),
    99: fixed('RPL Option', {
      'opt.rpl.flag': u8('Flag', {
        show: 'hex',
        sub: {
          o: flag('Down'),
          r: flag('Rank Error'),
          f: flag('Forwarding Error'),
          rsv: bits(5, 'Reserved', { show: 'hex', width: 8 }),
        },
      }),
      'opt.rpl.instance_id': u8('RPLInstanceID', { show: 'hex' }),
      'opt.rpl.sender_rank': u16('Sender Rank', { show: 'hex' }),
    }),
    109: { title: 'MPL Option', fields: multicast, read: seed },
    138: { title: 'Endpoint Identification', read: bytesAs('opt.unknown') },
    139: { title: 'ILNP Nonce', read: bytesAs('opt.ilnp_nonce') },
    140: {
      title: 'Line-Identification Option',
      fields: named({ 'opt.lio.length': u8('LineIDLen') }),
      read: (d, o, length) => part(d, 'opt.lio.line_id', o + 1, d.v['opt.lio.length'] ?? 0, o + length),
    },
    194: fixed('Jumbo Payload', { 'opt.jumbo': u32('Payload Length') }),
    201: fixed('Home Address', { 'opt.mipv6.home_address': ip6('MIPv6 Home Address') }),
    238: { title: 'IP_DFF', fields: forwarding, read: (d, o, length) => more(d, o, length, 3) },
    ...Object.fromEntries([30, 62, 94, 126, 158, 190, 222, 254].map((key) => [key, experimental(key)])),
  },
  unknown: { title: 'Unknown', read: bytesAs('opt.unknown') },
};

export const optionFields: Fields = named({
  opt: extra('IPv6 Option', 'none'),
  'opt.type': extra('Type', 'hex', { width: 8, names: kindNames(options.kinds) }),
  'opt.type.action': extra('Action', 'dec', { names: ACTIONS }),
  'opt.type.change': extra('May Change', 'bool'),
  'opt.type.rest': extra('Low-Order Bits', 'hex', { width: 8 }),
  'opt.length': extra('Length'),
  'opt.pad1': extra('Pad1', 'none'),
  'opt.padn': extra('PadN', 'bytes', { mayBeEmpty: true }),
  ...asked,
  ...tagger,
  ...traced,
  opt_unknown_data: extra('Unknown Data', 'bytes'),
  'opt.calipso.cmpt_bitmap': extra('Compartment Bitmap', 'bytes'),
  'opt.smf_dpd.hav': extra('Hash Assist Value', 'bytes'),
  'opt.smf_dpd.tagger_id': extra('TaggerID', 'bytes'),
  'opt.smf_dpd.ident': extra('Identifier', 'bytes'),
  'opt.qs_ttl': extra('QS TTL'),
  'opt.qs_ttl_diff': extra('TTL Diff'),
  'opt.qs_unused': extra('Not Used'),
  'opt.qs_nonce': extra('QS Nonce', 'hex', { width: 32 }),
  'opt.qs_reserved': extra('Reserved', 'hex', { width: 32 }),
  'opt.ioam.trace.free_space': extra('Free space', 'bytes'),
  'opt.mpl.seed_id': extra('Seed ID', 'bytes'),
  'opt.ilnp_nonce': extra('ILNP Nonce', 'bytes'),
  'opt.lio.line_id': extra('Line ID', 'string'),
  'opt.unknown': extra('Unknown Option Payload', 'bytes'),
  'opt.experimental': extra('Experimental Option Payload', 'bytes'),
});
