/** GPRS Tunnelling Protocol, as it carries the packets of mobile phones: 3GPP TS 29.281. */
import { u8 as u8At, u16 as u16At, u32 as u32At } from '../../core/bytes.ts';
import { bits, extra, flag, u8, u16, u32 } from '../../wire/field.ts';
import { layer, of } from '../../wire/layer.ts';
import { answeredFrame, answerTime } from '../../wire/row.ts';
import type { Dissecting } from '../../wire/types.ts';
import { sentences } from './sentences.ts';

/** Messages (§6.1), and elements in them (§8.1). */
const Message = { echoRequest: 1, echoResponse: 2, error: 26, extensions: 31, packet: 255 } as const;
const MESSAGES: Readonly<Record<number, string>> = {
  1: 'Echo request',
  2: 'Echo response',
  26: 'Error indication',
  31: 'Supported extension header notification',
  253: 'Tunnel status',
  254: 'End Marker',
  255: 'T-PDU',
};
const Element = { recovery: 14, tunnel: 16, address: 133, extensions: 141 } as const;
/** Headers that may follow, by their number (§5.2.1). */
const Extension = { udpPort: 0x40, container: 0x85, pdcp: 0xc0 } as const;
const EXTENSIONS: Readonly<Record<number, string>> = {
  0: 'none',
  0x20: 'Service Class Indicator',
  0x40: 'UDP port',
  0x81: 'RAN container',
  0x82: 'Long PDCP PDU number',
  0x83: 'Xw RAN container',
  0x84: 'NR RAN container',
  0x85: 'PDU session container',
  0xc0: 'PDCP PDU number',
};
/** Bits of the flags that say that the four bytes behind the fixed header are there, and which of them count. */
const [NEXT, SEQUENCE, NUMBER] = [4, 2, 1];
const [FIXED, OPTIONAL] = [8, 4];

const spare = (count: number) => bits(count, 'Spare', { show: 'hex', width: 8 });
const spareBits = { 'spare.h1': spare(4) };
const pduType = { 'ext_hdr.pdu_ses_con.pdu_type': bits(4, 'PDU Type', { names: { 0: 'to the phone', 1: 'from the phone' } }) };
const flow = { 'ext_hdr.pdu_ses_con.qos_flow_id': bits(6, 'QoS Flow Identifier (QFI)') };
const toPhone = {
  ...pduType,
  ...spareBits,
  'ext_hdr.pdu_ses_cont.ppp': flag('Paging Policy Presence (PPP)'),
  'ext_hdr.pdu_ses_cont.rqi': flag('Reflective QoS Indicator (RQI)'),
  ...flow,
};
const fromPhone = { ...pduType, ...spareBits, 'spare.b7b6': spare(2), ...flow };
const paging = {
  'ext_hdr.pdu_ses_cont.ppi': bits(3, 'Paging Policy Indicator (PPI)'),
  'spare.b4b0': spare(5),
};

export const gtp = layer('gtp', {
  title: 'GPRS Tunneling Protocol',
  spec: '3GPP TS 29.281',
  label: 'GTP',
  around: 'GTP',
  fields: {
    flags: u8('Flags', {
      show: 'hex',
      fallback: 0x30,
      sub: {
        version: bits(3, 'Version'),
        payload: bits(1, 'Protocol type', { names: { 0: "GTP'", 1: 'GTP' } }),
        reserved: bits(1, 'Reserved'),
        e: flag('Is Next Extension Header present?'),
        s: flag('Is Sequence Number present?'),
        pn: flag('Is N-PDU number present?'),
      },
    }),
    message: u8('Message Type', { show: 'hex', names: MESSAGES, fallback: Message.packet }),
    length: u16('Length', { auto: (c) => c.header - FIXED + c.payload }),
    teid: u32('TEID', { show: 'hex' }),
  },
  extras: {
    seq_number: extra('Sequence number', 'hex', { width: 16 }),
    npdu_number: extra('N-PDU Number', 'hex', { width: 8 }),
    'ext_hdr.next': extra('Next extension header type', 'hex', { width: 8, names: EXTENSIONS }),
    ext_hdr: extra('Extension header', 'none'),
    'ext_hdr.length': extra('Extension Header Length'),
    'ext_hdr.udp_port': extra('UDP Port'),
    'ext_hdr.pdcp_sn': extra('PDCP Sequence Number'),
    ...toPhone,
    ...fromPhone,
    ...paging,
    recovery: extra('Recovery'),
    teid_data: extra('TEID Data I', 'hex', { width: 32 }),
    gsn_address_length: extra('GSN address length'),
    gsn_ipv4: extra('GSN address IPv4', 'ip4'),
    gsn_ipv6: extra('GSN address IPv6', 'ip6'),
    num_ext_hdr_types: extra('Number of Extension Header Types in list (i.e., length)'),
    ext_hdr_type: extra('Extension Header Type', 'dec', { names: EXTENSIONS }),
    response_to: extra('Response To', 'dec', { from: answeredFrame }),
    time: extra('Time', 'time', { unit: ' seconds', from: answerTime }),
  },
  payload: of(['length'], (length) => length),
  on: { 'udp.port': 2152 },
  deep: true,
  exchange: (b, o, end) => {
    if (end - o < FIXED + 2 || (u8At(b, o) & SEQUENCE) === 0) return undefined;
    const number = u16At(b, o + FIXED);
    const message = u8At(b, o + 1);
    return message === Message.echoRequest ? number : message === Message.echoResponse ? -1 - number : undefined;
  },
  heading: () => 'GPRS Tunneling Protocol',
  sentences,
  info: (d) => MESSAGES[d.v.message] ?? `Unknown (${d.v.message})`,
  body: (d) => {
    const o = optional(d);
    if (d.stopped) return;
    d.header = o;
    if (d.v.message === Message.packet) packet(d, o);
    else elements(d, o);
    d.know('response_to');
    d.know('time');
  },
});

/** What stands behind the fixed header where one of three flags is set (§5.1); gives where it ends. */
const optional = (d: Dissecting): number => {
  const flags = d.v['flags'] ?? 0;
  const from = d.start + FIXED;
  if ((flags & (NEXT | SEQUENCE | NUMBER)) === 0) return from;
  if (flags & SEQUENCE) d.put('seq_number', from, 2);
  if (flags & NUMBER) d.put('npdu_number', from + 2, 1);
  let o = from + OPTIONAL;
  if ((flags & NEXT) === 0 || !d.has(o - 1, 1)) return o;
  d.put('ext_hdr.next', o - 1, 1);
  for (let type = u8At(d.b, o - 1); type !== 0 && !d.stopped; type = u8At(d.b, o - 1)) {
    const length = d.has(o, 1) ? u8At(d.b, o) * 4 : 0;
    if (length === 0 || !d.has(o, length)) {
      if (!d.stopped) d.stop('malformed', o, 'an extension header without a length (3GPP TS 29.281)');
      return o;
    }
    extension(d, type, o, length);
    o += length;
  }
  return o;
};

const extension = (d: Dissecting, type: number, o: number, length: number): void => {
  d.under(d.put('ext_hdr', o, length), () => {
    d.put('ext_hdr.length', o, 1);
    if (type === Extension.udpPort) d.put('ext_hdr.udp_port', o + 1, 2);
    if (type === Extension.pdcp) d.put('ext_hdr.pdcp_sn', o + 1, 2);
    if (type === Extension.container) container(d, o + 1, o + length - 1);
    d.put('ext_hdr.next', o + length - 1, 1);
  });
};

/** 3GPP TS 38.415 §5.5.2. */
const container = (d: Dissecting, o: number, end: number): void => {
  const type = u8At(d.b, o) >> 4;
  if (type === 1) d.struct(fromPhone, o);
  else if (type === 0) {
    const after = d.struct(toPhone, o) ?? end;
    if (u8At(d.b, o + 1) & 0x80 && after < end) d.struct(paging, after);
  } else d.struct(pduType, o);
};

const packet = (d: Dissecting, o: number): void => {
  const version = o < d.end ? u8At(d.b, o) >> 4 : 0;
  if (version === 4) d.follow(d.node('ip'), o);
  else if (version === 6) d.follow(d.node('ipv6'), o);
};

/** Those below 128 have a fixed length, those above tell theirs (§8.1). */
const elements = (d: Dissecting, from: number): void => {
  let o = from;
  while (o < d.end && !d.stopped) {
    const element = u8At(d.b, o);
    if (element === Element.recovery) d.put('recovery', o + 1, 1);
    else if (element === Element.tunnel) d.put('teid_data', o + 1, 4);
    else if (element === Element.address && d.has(o, 3)) address(d, o);
    else if (element === Element.extensions && d.has(o, 2)) {
      d.put('num_ext_hdr_types', o + 1, 1);
      for (let k = 0; k < u8At(d.b, o + 1); k++) d.put('ext_hdr_type', o + 2 + k, 1);
    }
    const size = sizeOf(d, element, o);
    if (size === undefined) break;
    o += size;
  }
  if (!d.stopped) d.header = Math.min(o, d.end);
};

const sizeOf = (d: Dissecting, element: number, o: number): number | undefined => {
  if (element === Element.recovery) return 2;
  if (element === Element.tunnel) return 5;
  if (element === Element.extensions) return d.has(o, 2) ? 2 + u8At(d.b, o + 1) : undefined;
  return element >= 128 && d.has(o, 3) ? 3 + u16At(d.b, o + 1) : undefined;
};

const address = (d: Dissecting, o: number): void => {
  const length = u16At(d.b, o + 1);
  d.put('gsn_address_length', o + 1, 2);
  if (length === 4) d.put('gsn_ipv4', o + 3, 4, d.has(o + 3, 4) ? u32At(d.b, o + 3) : 0);
  else if (length === 16) d.put('gsn_ipv6', o + 3, 16);
};
