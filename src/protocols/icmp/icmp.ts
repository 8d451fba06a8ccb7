/** Internet Control Message Protocol, RFC 792; extensions RFC 4884, router discovery RFC 1256, path MTU RFC 1191. */
import { u16 as be16, u8 as byteAt, u32 as u32At, u32le } from '../../core/bytes.ts';
import { dateNanos } from '../../core/time.ts';
import { laidOut } from '../../wire/behind.ts';
import { bits, extra, flag, ip4, raw, u8, u16, u32 } from '../../wire/field.ts';
import { internetChecksum } from '../../wire/internet-checksum.ts';
import { layer } from '../../wire/layer.ts';
import type { Dissecting, Fields } from '../../wire/types.ts';
import { codeText } from '../shared/icmp-code.ts';
import { pingExchange, pingFields, putRequest, requestText } from '../shared/ping.ts';
import { extensionFields, readExtensions, readStructure } from './extensions.ts';
import { mobileFields, readMobile } from './mobile-ip.ts';
import { CODES, TYPES } from './names.ts';
import { sentences } from './sentences.ts';

const unused = (bytes: number): Fields => ({ unused: raw(bytes, 'Unused') });
const echo: Fields = { ident: u16('Identifier (BE)'), seq: u16('Sequence Number (BE)') };

const probeRequest: Fields = {
  'ext.echo.seq': u8('Sequence Number'),
  'ext.echo.req.res': bits(7, 'Reserved', { show: 'hex' }),
  'ext.echo.req.local': flag('Local'),
};
const probeReply: Fields = {
  'ext.echo.seq': u8('Sequence Number'),
  'ext.echo.rsp.state': bits(3, 'State'),
  'ext.echo.rsp.res': bits(2, 'Reserved', { show: 'hex' }),
  'ext.echo.rsp.active': flag('Active'),
  'ext.echo.rsp.ipv4': flag('IPv4'),
  'ext.echo.rsp.ipv6': flag('IPv6'),
};

const timestamps: Fields = {
  ...echo,
  originate_timestamp: u32('Originate Timestamp'),
  receive_timestamp: u32('Receive Timestamp'),
  transmit_timestamp: u32('Transmit Timestamp'),
};
const mask: Fields = { ...echo, address_mask: ip4('Address Mask') };
const redirect: Fields = { redir_gw: ip4('Gateway Address') };
const tooBig: Fields = { unused: raw(2, 'Unused'), mtu: u16('MTU of next hop') };
/** What lies behind the fixed part, by the type. */
const SHAPES: Readonly<Record<number, Fields>> = {
  ...{ 0: echo, 3: tooBig, 5: redirect, 8: echo, 13: timestamps, 14: timestamps, 15: echo, 16: echo, 17: mask, 18: mask },
};

const fields = {
  type: u8('Type', { needs: 6, text: (v, d) => `${v} (${typeName(Number(v), d.b[d.start + 1] ?? 1)})` }),
  code: u8('Code', { fallback: 0, text: (v, d) => codeText(CODES, v, d, (code) => `Unknown code: ${code}`) }),
  checksum: internetChecksum('Checksum', { covers: 'segment', always: true }),
};
type Icmp = Dissecting<typeof fields>;

const PING = { request: 8, reply: 0 };

export const icmp = layer('icmp', {
  title: 'Internet Control Message Protocol',
  spec: 'RFC 792',
  label: 'ICMP',
  fields,
  extras: {
    ...extensionFields,
    ...mobileFields,
    ...echo,
    ...probeRequest,
    ...probeReply,
    ...unused(4),
    ident_le: extra('Identifier (LE)'),
    seq_le: extra('Sequence Number (LE)'),
    ...pingFields,
    reserved: extra('Reserved', 'bytes'),
    length: extra('Length'),
    'length.original_datagram': extra('Length of original datagram'),
    mtu: u16('MTU of next hop'),
    pointer: extra('Pointer'),
    redir_gw: ip4('Gateway Address'),
    num_addrs: u8('Number of addresses'),
    addr_entry_size: u8('Address entry size'),
    lifetime: u16('Lifetime'),
    router_address: ip4('Router address'),
    pref_level: extra('Preference level'),
    originate_timestamp: u32('Originate Timestamp'),
    receive_timestamp: u32('Receive Timestamp'),
    transmit_timestamp: u32('Transmit Timestamp'),
    address_mask: ip4('Address Mask'),
    data_time: extra('Timestamp from icmp data', 'date'),
    data_time_relative: extra('Timestamp from icmp data (relative)', 'time', { unit: ' seconds' }),
  },
  deep: true,
  on: { 'ip.proto': 1 },
  behind: laidOut([tooBig, redirect, timestamps, mask], ({ type }) => SHAPES[Number(type ?? 0)] ?? {}),
  exchange: pingExchange(PING),
  heading: () => 'Internet Control Message Protocol',
  info: (d) => info(d),
  sentences,
  body: (d) => message(d),
});

const message = (d: Icmp): void => {
  const { type } = d.v;
  const o = d.start + 4;
  d.header = d.end;
  if (type === 0 || type === 8) putEcho(d, o);
  else if (type === 13 || type === 14) putTimestamps(d, o);
  else if (type === 17 || type === 18) putMask(d, o);
  else if (type === 15 || type === 16) putIdentified(d, o);
  else if (type === 9) putRouters(d, o);
  else if (type === 42 || type === 43) putProbe(d, type, o);
  else if (type === 3 || type === 4 || type === 5 || type === 11 || type === 12) putError(d, type, o);
};

const swap = (n: number): number => ((n & 255) << 8) | (n >> 8);

/** Identifier and sequence number, in the byte order of the RFC and as Windows writes them. */
const putIdentified = (d: Dissecting, o: number): number | undefined => {
  for (const [key, at] of [
    ['ident', o],
    ['seq', o + 2],
  ] as const) {
    if (!d.put(key, at, 2)) return undefined;
    d.put(`${key}_le`, at, 2, swap(be16(d.b, at)));
  }
  return o + 4;
};

const putEcho = (d: Dissecting, o: number): void => {
  const at = putIdentified(d, o);
  if (at === undefined) return;
  d.header = putSentTime(d, at);
  putRequest(d, PING);
};

/** Many programs begin the data of a request with the time they sent it: seconds and microseconds, in either byte order. The offset after it. */
const putSentTime = (d: Dissecting, o: number): number => {
  if (o + 8 > d.end || Number.isNaN(d.frame.seconds)) return o;
  for (const read of [u32At, u32le]) {
    const seconds = read(d.b, o);
    const micros = read(d.b, o + 4) | 0;
    const gap = BigInt(d.frame.seconds - seconds) * 1_000_000_000n + BigInt(d.frame.nanos - Math.imul(micros, 1000));
    if (micros >= 1_000_000 || gap >= DAY || gap <= -DAY) continue;
    d.put('data_time', o, 8, dateNanos(seconds, Math.imul(micros, 1000)));
    d.add('data_time_relative', gap);
    return o + 8;
  }
  return o;
};
/** Nanoseconds of the longest time that such a request may be under way. */
const DAY = 86_400_000_000_000n;

/** RFC 8335: probes of an interface by a proxy. */
const putProbe = (d: Dissecting, type: number, o: number): void => {
  if (!d.put('ident', o, 2)) return;
  d.put('ident_le', o, 2, swap(be16(d.b, o)));
  const at = d.struct(type === 42 ? probeRequest : probeReply, o + 2);
  if (type === 42 && at !== undefined) readStructure(d, at);
};

const putTimestamps = (d: Dissecting, o: number): void => {
  const at = putIdentified(d, o);
  if (at === undefined) return;
  for (const [i, key] of ['originate_timestamp', 'receive_timestamp', 'transmit_timestamp'].entries()) d.put(key, at + 4 * i, 4);
};

const putMask = (d: Dissecting, o: number): void => {
  const at = putIdentified(d, o);
  if (at !== undefined) d.put('address_mask', at, 4);
};

/** RFC 1256 §3: a list of addresses, each with a signed preference. */
const putRouters = (d: Dissecting, o: number): void => {
  if (!d.put('num_addrs', o, 1) || !d.put('addr_entry_size', o + 1, 1) || !d.put('lifetime', o + 2, 2)) return;
  if (d.b[o + 1] !== 2) {
    d.header = o + 4;
    return;
  }
  let at = o + 4;
  for (let i = 0; i < byteAt(d.b, o) && !d.stopped; i++, at += 8) {
    d.put('router_address', at, 4);
    if (d.has(at + 4, 4)) d.put('pref_level', at + 4, 4, (be16(d.b, at + 4) << 16) | be16(d.b, at + 6) | 0);
  }
  if (!d.stopped) readMobile(d, at, d.end);
};

const putError = (d: Icmp, type: number, o: number): void => {
  if (!d.has(o, 4)) return;
  const quoted = byteAt(d.b, o + 1) * 4;
  if (type === 5) d.put('redir_gw', o, 4);
  else if (type !== 4) putErrorWord(d, type, o, quoted);
  if (d.stopped) return;
  d.header = o + 4;
  if (type === 5 && d.header >= d.wire) d.stop('malformed', d.header, 'the packet that this is about is not quoted');
  if (d.stopped) return;
  const end = quoteEnd(d, type, quoted);
  d.follow(d.node('ip'), d.header, end, end, true);
  readExtensions(d, d.header, quoted);
};

/** RFC 792: a redirect quotes a header of IP and 8 bytes. Others quote as much as they say, a source quench behind the header. */
const quoteEnd = (d: Dissecting, type: number, quoted: number): number => {
  const header = d.header < d.end ? (byteAt(d.b, d.header) & 15) * 4 : 0;
  if (type === 5) return d.header + header + 8;
  if (type === 4 && quoted > 0) return d.header + header + quoted;
  return quoted >= 20 ? d.header + quoted : d.wire;
};

/** The second word of destination unreachable, time exceeded and parameter problem; RFC 4884 §5 puts the quoted length in it. */
const putErrorWord = (d: Icmp, type: number, o: number, quoted: number): void => {
  const mtu = type === 3 && d.v.code === 4;
  if (type === 12) d.put('pointer', o, 1);
  if (quoted > 0) putLength(d, type, o, quoted);
  const rest = quoted > 0 ? 2 : type === 12 ? 1 : 0;
  const end = mtu ? 2 : 4;
  if (rest < end) d.put('unused', o + rest, end - rest);
  if (mtu) d.put('mtu', o + 2, 2);
};

const putLength = (d: Dissecting, type: number, o: number, length: number): void => {
  if (type !== 12) d.put('unused', o, 1);
  d.put('length', o + 1, 1);
  d.put('length.original_datagram', o + 1, 1, length);
};

/** RFC 5944 §2.1: routers for mobile nodes say so in the code. */
const typeName = (type: number, code: number): string => {
  if (type === 9 && (code === 0 || code === 16)) return 'Mobile IP Advertisement';
  return TYPES[type] ?? 'Unknown ICMP (obsolete or malformed?)';
};

const info = (d: Icmp): string => {
  const { type } = d.v;
  const code = CODES[type]?.[d.v.code];
  const name = typeName(type, d.v.code).padEnd(20);
  if (IDENTIFIED.has(type) && d.start + 8 <= d.end) {
    const id = be16(d.b, d.start + 4)
      .toString(16)
      .padStart(4, '0');
    const seq = be16(d.b, d.start + 6);
    return `${name} id=0x${id}, seq=${seq}/${swap(seq)}, ttl=${d.below('ip')?.v['ttl'] ?? 0}${requestText(d, PING)}`;
  }
  return CODES[type] === undefined ? name : `${name} (${code ?? `Unknown code: ${d.v.code}`})`;
};

/** Requests and replies with an identifier and a sequence number. */
const IDENTIFIED: ReadonlySet<number> = new Set([0, 8, 13, 14, 15, 16, 17, 18]);
