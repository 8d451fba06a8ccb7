/** TCP options, RFC 9293 §3.2 and the RFCs named at each. */
import { type Bytes, u8 as u8At, u16 as u16At, u24 as u24At, u32 as u32At, utf8 } from '../../core/bytes.ts';
import type { TextBuffer } from '../../core/text-buffer.ts';
import { bits, extra, raw, u8, u16, u24, u32 } from '../../wire/field.ts';
import type { Facts } from '../../wire/row.ts';
import { kindMarks, kindNames } from '../../wire/tlv.ts';
import type { Dissecting, Field, Fields, TlvSpec } from '../../wire/types.ts';
import { mptcpExtras, mptcpTitle, readMptcp } from './mptcp.ts';
import { readSack } from './sack.ts';

/** RFC 7323 §2.2: the multiplier is 2 to the shift. */
const multiplier = (d: Dissecting, offset: number): void => {
  d.add('options.wscale.multiplier', factor(d.b[offset] ?? 0));
};
const factor = (shift: number): number => 2 ** Math.min(shift, 14);

/** ` 1-101 201-301` */
const blocks = (option: Field): string => {
  const edges = (name: string) => option.children.filter((f) => f.name === `tcp.options.${name}`).map((f) => f.value);
  const right = edges('sack_re');
  return edges('sack_le')
    .map((left, k) => ` ${left}-${right[k]}`)
    .join('');
};

const payload = (d: Dissecting, offset: number, length: number): void => {
  if (length > 0) d.put('options.unknown.payload', offset, length);
};

/** RFC 7413 §4.1.1: an empty cookie asks for one. */
const fastOpen = (d: Dissecting, offset: number, length: number): void => {
  if (length === 0) d.add('options.tfo.request', true);
  else d.put('options.tfo.cookie', offset, length);
};

/** RFC 6994 §3: the first two bytes say whose experiment it is. Fast Open was one (RFC 7413 appendix A). */
const experimental = (d: Dissecting, offset: number, length: number): void => {
  if (length < 2) return;
  d.put('options.experimental.exid', offset, 2);
  if (u16At(d.b, offset) === FAST_OPEN) fastOpen(d, offset + 2, length - 2);
  else if (length > 2) d.put('options.experimental.data', offset + 2, length - 2);
};
const FAST_OPEN = 0xf989;

const EE0B = ['ee0b', 'eceb', 'ee1b'];
const EE1B = ['ee1b', 'eceb', 'ee0b'];
/** draft-ietf-tcpm-accurate-ecn §3.2.3: up to three counters of bytes, in this order or the other one. */
const counters =
  (order: readonly string[]) =>
  (d: Dissecting, offset: number, length: number): void => {
    if (length % 3 === 0) for (let i = 0; 3 * i < length && i < 3; i++) d.put(`options.acc_ecn.${order[i]}`, offset + 3 * i, 3);
  };

/** ` MSS=1460`: what of an option a row shows. */
const named = (out: TextBuffer, name: Uint8Array, value: number): void => {
  out.put(name);
  out.number(value);
};
/** ` SLE=1 SRE=101` for each block, from where the other side counts. */
const blockRow = (out: TextBuffer, b: Bytes, o: number, length: number, facts: Facts | undefined): void => {
  const base = facts?.['otherBase'] ?? 0;
  for (let at = o; at + 8 <= o + length; at += 8) {
    named(out, LEFT, (u32At(b, at) - base) >>> 0);
    named(out, RIGHT, (u32At(b, at + 4) - base) >>> 0);
  }
};
const LEFT = utf8(' SLE=');
const RIGHT = utf8(' SRE=');
const echoRow = (out: TextBuffer, b: Bytes, o: number): void => named(out, ECHO, u32At(b, o));
const ECHO = utf8(' ECHO=');
const countRow = (out: TextBuffer, b: Bytes, o: number): void => named(out, COUNT, u32At(b, o));
const COUNT = utf8(' CC=');
const SIGNED = utf8(' MD5');
/** Without a blank in front, as Wireshark has it. */
const AUTHENTICATED = utf8('TCP AO');
const TIMEOUT = utf8(' USER_TO=');
const EXPERIMENT = utf8(' ExID=');
const ASKED = utf8(' TFO=R');
const TICKET = utf8(' TFO=C');
const fastOpenRow = (out: TextBuffer, _b: Bytes, _o: number, length: number): void => out.put(length === 0 ? ASKED : TICKET);
const experimentRow = (out: TextBuffer, b: Bytes, o: number, length: number): void => {
  if (length < 2) return;
  if (u16At(b, o) === FAST_OPEN) fastOpenRow(out, b, o, length - 2);
  else {
    out.put(EXPERIMENT);
    out.put(utf8(u16At(b, o).toString(16).toUpperCase()));
  }
};
const counterRow =
  (order: readonly string[]) =>
  (out: TextBuffer, b: Bytes, o: number, length: number): void => {
    if (length % 3 === 0)
      for (let i = 0; 3 * i < length && i < 3; i++) named(out, utf8(` ${order[i]!.toUpperCase()}=`), u24At(b, o + 3 * i));
  };

const MSS = utf8(' MSS=');
const SCALE = utf8(' WS=');
const SACK = utf8(' SACK_PERM');
const TSVAL = utf8(' TSval=');
const TSECR = utf8(' TSecr=');

export const options: TlvSpec = {
  name: 'options',
  title: 'Options',
  kind: 'option_kind',
  length: 'option_len',
  wrap: 'option',
  line: (title, _total, kind) => `TCP Option - ${title}${title === 'Unknown' ? ` (${kind})` : ''}`,
  align: 4,
  kinds: {
    0: { title: 'End of Option List (EOL)', mark: 'options.eol', single: true, last: 'padding' },
    1: { title: 'No-Operation (NOP)', mark: 'options.nop', single: true },
    2: {
      title: 'Maximum segment size',
      mark: 'options.mss',
      lengths: (n) => n === 4,
      fields: { 'options.mss_val': u16('MSS Value') },
      summary: (d) => `: ${d.v['options.mss_val']} bytes`,
      row: (out, b, o) => named(out, MSS, u16At(b, o)),
    },
    3: {
      title: 'Window scale',
      mark: 'options.wscale',
      lengths: (n) => n === 3,
      fields: { 'options.wscale.shift': u8('Shift count') },
      read: multiplier,
      summary: (d) => `: ${d.v['options.wscale.shift']} (multiply by ${factor(d.v['options.wscale.shift'] ?? 0)})`,
      row: (out, b, o) => named(out, SCALE, factor(u8At(b, o))),
    },
    4: { title: 'SACK permitted', mark: 'options.sack_perm', lengths: (n) => n === 2, row: (out) => out.put(SACK) },
    5: {
      title: 'SACK',
      mark: 'options.sack',
      lengths: (n) => n >= 10 && (n - 2) % 8 === 0,
      repeat: { 'options.sack_le': u32('TCP SACK Left Edge'), 'options.sack_re': u32('TCP SACK Right Edge') },
      read: readSack,
      summary: (_d, option) => blocks(option),
      row: blockRow,
    },
    6: {
      title: 'Echo',
      mark: 'options.echo',
      lengths: (n) => n === 6,
      fields: { 'options.echo_value': u32('TCP Echo Option') },
      row: echoRow,
    },
    7: {
      title: 'Echo',
      mark: 'options.echo',
      lengths: (n) => n === 6,
      fields: { 'options.echo_value': u32('TCP Echo Option') },
      row: echoRow,
    },
    8: {
      title: 'Timestamps',
      mark: 'options.timestamp',
      lengths: (n) => n === 10,
      fields: { 'options.timestamp.tsval': u32('Timestamp value'), 'options.timestamp.tsecr': u32('Timestamp echo reply') },
      summary: (d) => `: TSval ${d.v['options.timestamp.tsval']}, TSecr ${d.v['options.timestamp.tsecr']}`,
      row: (out, b, o) => {
        named(out, TSVAL, u32At(b, o));
        named(out, TSECR, u32At(b, o + 4));
      },
    },
    11: { title: 'CC', mark: 'options.cc', lengths: (n) => n === 6, fields: { 'options.cc_value': u32('TCP CC Option') }, row: countRow },
    12: { title: 'CC', mark: 'options.cc', lengths: (n) => n === 6, fields: { 'options.cc_value': u32('TCP CC Option') }, row: countRow },
    13: { title: 'CC', mark: 'options.cc', lengths: (n) => n === 6, fields: { 'options.cc_value': u32('TCP CC Option') }, row: countRow },
    19: {
      title: 'TCP MD5 signature',
      mark: 'options.md5',
      lengths: (n) => n === 18,
      fields: { 'options.md5.digest': raw(16, 'MD5 digest') },
      row: (out) => out.put(SIGNED),
    },
    27: {
      title: 'Quick-Start',
      mark: 'options.qs',
      lengths: (n) => n === 8,
      fields: {
        'options.qs.reserved': bits(4, 'Reserved', { hidden: true, unnamed: true }),
        'options.qs.rate': bits(4, 'QS Rate'),
        'options.qs.ttl_diff': u8('QS TTL difference'),
        'options.qs.nonce': u32('Nonce', { hidden: true, unnamed: true }),
      },
    },
    28: {
      title: 'User Timeout',
      mark: 'options.user_to',
      lengths: (n) => n === 4,
      fields: {
        'options.user_to_granularity': bits(1, 'Granularity', { show: 'bool', needs: 2 }),
        'options.user_to_val': bits(15, 'User Timeout'),
      },
      row: (out, b, o) => named(out, TIMEOUT, u16At(b, o) & 0x7fff),
    },
    29: {
      title: 'TCP AO',
      mark: 'options.ao',
      lengths: (n) => n >= 4,
      fields: { 'options.ao.keyid': u8('KeyID'), 'options.ao.rnextkeyid': u8('RNextKeyID') },
      read: (d, offset, length) => {
        if (length > 2) d.put('options.ao.mac', offset + 2, length - 2);
      },
      row: (out) => out.put(AUTHENTICATED),
    },
    20: { title: 'SCPS capabilities', mark: 'options.scps' },
    21: { title: 'Selective Negative Acknowledgment', mark: 'options.snack' },
    22: { title: 'SCPS record boundary', mark: 'options.scpsrec' },
    23: { title: 'SCPS corruption experienced', mark: 'options.scpscor' },
    30: { title: 'Multipath TCP', mark: 'mptcp', lengths: (n) => n >= 3, read: readMptcp, summary: (d) => `: ${mptcpTitle(d)}` },
    34: { title: 'TCP Fast Open', mark: 'options.tfo', read: fastOpen, row: fastOpenRow },
    76: { title: 'Riverbed Probe', mark: 'options.rvbd.probe' },
    78: { title: 'Riverbed Transparency', mark: 'options.rvbd.trpy' },
    172: { title: 'Accurate ECN', mark: 'options.acc_ecn', read: counters(EE0B), row: counterRow(EE0B) },
    174: { title: 'Accurate ECN', mark: 'options.acc_ecn', read: counters(EE1B), row: counterRow(EE1B) },
    253: { title: 'Experimental', mark: 'options.experimental', lengths: (n) => n >= 2, read: experimental, row: experimentRow },
    254: { title: 'Experimental', mark: 'options.experimental', lengths: (n) => n >= 2, read: experimental, row: experimentRow },
  },
  unknown: { title: 'Unknown', mark: 'options.unknown', read: payload },
};

export const optionExtras: Fields = {
  options: extra('Options', 'bytes'),
  option: extra('Option', 'none', { unnamed: true }),
  option_kind: extra('Kind', 'dec', { names: kindNames(options.kinds) }),
  option_len: extra('Length'),
  ...kindMarks(options),
  ...mptcpExtras,
  'options.acc_ecn.ee0b': u24('Accurate ECN Echo ECT(0) Byte Counter'),
  'options.acc_ecn.ee1b': u24('Accurate ECN Echo ECT(1) Byte Counter'),
  'options.acc_ecn.eceb': u24('Accurate ECN Echo CE Byte Counter'),
  'options.wscale.multiplier': extra('Multiplier'),
  'options.sack.count': extra('TCP SACK Count'),
  'options.sack.dsack_le': extra('D-SACK Left Edge'),
  'options.sack.dsack': extra('D-SACK Sequence', 'none'),
  'options.sack.dsack_re': extra('D-SACK Right Edge'),
  'options.tfo.cookie': extra('Fast Open Cookie', 'bytes'),
  'options.tfo.request': extra('Fast Open Cookie Request', 'none'),
  'options.unknown.payload': extra('Payload', 'bytes'),
  'options.experimental.exid': extra('Experiment Identifier', 'hex', { width: 16 }),
  'options.experimental.data': extra('Data', 'bytes'),
  'options.ao.mac': extra('MAC', 'bytes'),
};
