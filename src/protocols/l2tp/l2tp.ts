/** Layer Two Tunneling Protocol: version 2 RFC 2661; headers and control messages of version 3 RFC 3931. */
import { u16 as u16At, u32 as u32At } from '../../core/bytes.ts';
import { bits, extra, flag, prefixed, u16, u32 } from '../../wire/field.ts';
import { layer } from '../../wire/layer.ts';
import type { Dissecting } from '../../wire/types.ts';
import { AVPS, avpFields, MESSAGES, rests } from './avps.ts';
import { sentences } from './sentences.ts';

/** Bits of the flags. */
const Flag = { control: 0x8000, length: 0x4000, sequence: 0x0800, offset: 0x0200 } as const;
const [SECOND, THIRD] = [2, 3];
/** Bytes of an attribute's header, and what it says of itself. */
const AVP = 6;
const [LENGTH, HIDDEN] = [0x3ff, 0x4000];

const type = bits(1, 'Type', { names: { 0: 'Data Message', 1: 'Control Message' } });
const unnamed = (count: number) => bits(count, 'Reserved', { unnamed: true });
const version = bits(4, 'Version');

const flags = {
  flags: u16('Flags', {
    show: 'hex',
    sub: prefixed('l2tp', {
      type,
      length_bit: flag('Length Bit'),
      zero: unnamed(2),
      seq_bit: flag('Sequence Bit'),
      nought: unnamed(1),
      offset_bit: flag('Offset bit'),
      priority: flag('Priority'),
      none: unnamed(4),
      version,
    }),
  }),
};
/** Those of version 3. */
const flagsOfThird = {
  third: u16('Flags', {
    show: 'hex',
    as: 'l2tp.flags',
    sub: prefixed('l2tp', {
      type,
      length_bit: flag('Length Bit'),
      zero: unnamed(2),
      seq_bit: flag('Sequence Bit'),
      none: unnamed(7),
      version,
    }),
  }),
};

const header = {
  'avp.mandatory': flag('Mandatory'),
  'avp.hidden': flag('Hidden'),
  'avp.ignored': bits(4, 'Reserved', { unnamed: true }),
  'avp.length': bits(10, 'Length'),
};

export const l2tp = layer('l2tp', {
  title: 'Layer 2 Tunneling Protocol',
  spec: 'RFC 2661',
  label: 'L2TP',
  fields: {},
  extras: {
    ...flags,
    ...flagsOfThird,
    length: extra('Length'),
    tunnel: extra('Tunnel ID'),
    session: extra('Session ID'),
    Ns: extra('Ns'),
    Nr: extra('Nr'),
    offset: extra('Offset'),
    offset_padding: extra('Offset Padding', 'none'),
    zero_length_body_message: extra('Zero Length Body message', 'none'),
    res: u16('Reserved', { show: 'hex' }),
    sid: u32('Session ID', { show: 'hex' }),
    ccid: u32('Control Connection ID', { show: 'hex' }),
    avp: extra('Attribute', 'none', { unnamed: true }),
    ...header,
    'avp.vendor_id': extra('Vendor ID'),
    'avp.type': extra('AVP Type'),
    'avp_length.bad': extra('Bad AVP length', 'none'),
    ...avpFields,
    ...rests,
  },
  on: { 'udp.port': 1701, 'ip.proto': 115 },
  deep: true,
  looksBack: true,
  heading: (d) => (isThirdAt(d) ? 'Layer 2 Tunneling Protocol version 3' : 'Layer 2 Tunneling Protocol'),
  labelOf: (d) => (isThirdAt(d) ? 'L2TPv3' : 'L2TP'),
  sentences,
  info: (d) => infoOf(d),
  body: (d) => {
    if (isInIp(d)) inIp(d);
    else inUdp(d, d.start);
  },
});

const isInIp = ({ lower }: Dissecting): boolean => lower?.layer.name !== 'udp';
const versionAt = ({ b, end }: Dissecting, o: number): number => (o + 2 > end ? 0 : u16At(b, o) & 15);
const isThirdAt = (d: Dissecting): boolean => isInIp(d) || versionAt(d, d.start) === THIRD;

/** RFC 3931 §4.1.1: a session, or none and a control message. */
const inIp = (d: Dissecting): void => {
  const sid = d.put('sid', d.start, 4);
  if (sid === undefined) return;
  if (u32At(d.b, d.start) === 0) inUdp(d, d.start + 4);
  else d.header = d.start + 4;
};

const inUdp = (d: Dissecting, from: number): void => {
  const isThird = versionAt(d, from) === THIRD;
  const o = d.struct(isThird ? flagsOfThird : flags, from);
  if (o === undefined) return;
  if (!isThird && d.v['flags.version'] !== SECOND)
    return void d.stop('malformed', from, `version ${d.v['flags.version']}, which is none of L2TP (RFC 2661)`);
  const head: Head = { from, bits: u16At(d.b, from), isThird };
  if (head.bits & Flag.control) control(d, head, o);
  else if (isThird) {
    d.put('res', o, 2);
    d.put('sid', o + 2, 4);
    d.header = o + 6;
  } else data(d, head, o);
};

/** Where a message begins, its flags, and whether it is of version 3. */
interface Head {
  readonly from: number;
  readonly bits: number;
  readonly isThird: boolean;
}

/** RFC 2661 §3.1: what the flags say is there; gives where it ends. */
const numbers = (d: Dissecting, head: Head, o: number): number => {
  if (head.isThird) d.put('ccid', o, 4);
  else {
    d.put('tunnel', o, 2);
    d.put('session', o + 2, 2);
  }
  if ((head.bits & Flag.sequence) === 0) return o + 4;
  d.put('Ns', o + 4, 2);
  d.put('Nr', o + 6, 2);
  return o + 8;
};

/** Where the message ends, as its length says; that is put where it is there. */
const lengthAt = (d: Dissecting, { from, bits }: Head, o: number): readonly [at: number, end: number] => {
  if ((bits & Flag.length) === 0) return [o, d.end];
  const length = d.has(o, 2) ? u16At(d.b, o) : 0;
  d.put('length', o, 2);
  return [o + 2, Math.min(d.end, from + length)];
};

const data = (d: Dissecting, head: Head, after: number): void => {
  const [at, end] = lengthAt(d, head, after);
  let o = numbers(d, head, at);
  if (head.bits & Flag.offset) {
    const padding = d.has(o, 2) ? u16At(d.b, o) : 0;
    d.put('offset', o, 2);
    if (padding > 0) d.put('offset_padding', o + 2, padding);
    o += 2 + padding;
  }
  if (d.stopped) return;
  d.header = o;
  if (end > o) d.follow(d.node('ppp'), o, end);
};

const control = (d: Dissecting, head: Head, after: number): void => {
  const [at, end] = lengthAt(d, head, after);
  let o = numbers(d, head, at);
  if (d.stopped) return;
  if (o >= end) d.add('zero_length_body_message', true);
  while (o < end && !d.stopped) o = attribute(d, o, end);
  d.header = d.end;
};

/** RFC 2661 §4.1; gives where the next one is. */
const attribute = (d: Dissecting, o: number, end: number): number => {
  if (!d.has(o, AVP)) return end;
  const length = u16At(d.b, o) & LENGTH;
  const [vendor, type] = [u16At(d.b, o + 2), u16At(d.b, o + 4)];
  const avp = vendor === 0 ? AVPS[type] : undefined;
  const mark = d.put('avp', o, Math.min(Math.max(length, AVP), d.end - o));
  if (mark !== undefined) mark.text = `${avp?.title ?? (vendor === 0 ? `Type ${type}` : `Vendor ${vendor}, type ${type}`)} AVP`;
  d.under(mark, () => {
    d.struct(header, o);
    if (length < AVP || o + length > end) {
      d.add('avp_length.bad', true);
      d.fault('length', o, 2, 'an attribute whose length cannot be (RFC 2661)');
      return;
    }
    if (u16At(d.b, o) & HIDDEN) return;
    d.put('avp.vendor_id', o + 2, 2);
    if (vendor === 0) d.put('avp.type', o + 4, 2);
    if (avp !== undefined) d.upTo(o + length, () => value(d, avp, o + AVP, o + length));
  });
  return length < AVP ? end : o + length;
};

const value = (d: Dissecting, { fields, more, rest }: (typeof AVPS)[number], from: number, end: number): void => {
  let o = fields === undefined ? from : (d.struct(fields, from) ?? end);
  if (more !== undefined && o < end) o = d.struct(more, o) ?? end;
  if (rest !== undefined && o < end) d.put(rest, o, end - o);
};

/** As Wireshark has it. */
const infoOf = (d: Dissecting): string => {
  const found = (name: string) => d.fields.find((f) => f.name === `l2tp.${name}`)?.value;
  const hex = (name: string): string => `0x${Number(found(name)).toString(16).padStart(8, '0')}`;
  if (found('ccid') === undefined && found('session') === undefined) return found('sid') === undefined ? '' : `D[S:${hex('sid')}]`;
  const ends = found('ccid') === undefined ? `(tunnel id=${found('tunnel')}, session id=${found('session')})` : `(ccid=${hex('ccid')})`;
  const type = d.v['avp.message_type'];
  if (found('zero_length_body_message') !== undefined) return `Control Message - ZLB      ${ends}`;
  return type === undefined ? `Data Message            ${ends}` : `Control Message - ${MESSAGES[type] ?? `Unknown (${type})`} ${ends}`;
};
