/** Dynamic Host Configuration Protocol (RFC 2131) and BOOTP (RFC 951), with Wireshark's names. */

import { macText } from '../../core/address.ts';
import { type Bytes, u8 as byteAt, hex, hexNumber, u32 as longAt, utf8 } from '../../core/bytes.ts';
import { fromLatin1 } from '../../core/latin1.ts';
import type { TextBuffer } from '../../core/text-buffer.ts';
import { bits, extra, flag, ip4, u8, u16, u32 } from '../../wire/field.ts';
import { layer } from '../../wire/layer.ts';
import { type Seen, written } from '../../wire/row.ts';
import type { Dissecting } from '../../wire/types.ts';
import { putIncomplete } from '../shared/row-text.ts';
import { behind } from './behind.ts';
import { optionFields } from './fields.ts';
import { HARDWARE, MESSAGES, OPERATIONS } from './names.ts';
import { putOptions } from './read-options.ts';
import { sentences } from './sentences.ts';

const fields = {
  type: u8('Message type', { names: OPERATIONS }),
  'hw.type': u8('Hardware type', { show: 'hex', names: HARDWARE }),
  'hw.len': u8('Hardware address length'),
  hops: u8('Hops'),
  id: u32('Transaction ID', { show: 'hex' }),
  // Some clients write the number the other way round.
  secs: u16('Seconds elapsed', { value: (n) => ((n & 255) === 0 ? n >> 8 : n) }),
  flags: u16('Bootp flags', { show: 'hex', sub: { bc: flag('Broadcast flag'), reserved: bits(15, 'Reserved flags', { show: 'hex' }) } }),
  'ip.client': ip4('Client IP address'),
  'ip.your': ip4('Your (client) IP address'),
  'ip.server': ip4('Next server IP address'),
  'ip.relay': ip4('Relay agent IP address'),
};
type Dhcp = Dissecting<typeof fields>;

/** Offsets in a message. */
const HARDWARE_ADDRESS = 28;
const SERVER = 44;
const FILE = 108;
const COOKIE = 236;
const OPTIONS = 240;
const MAGIC = 0x63825363;

export const dhcp = layer('dhcp', {
  title: 'Dynamic Host Configuration Protocol',
  spec: 'RFC 2131',
  formerly: 'bootp',
  fields,
  extras: {
    'hw.mac_addr': extra('Client MAC address', 'mac'),
    'hw.addr': extra('Client hardware address', 'bytes'),
    'hw.addr_padding': extra('Client hardware address padding', 'bytes'),
    client_hw_type: extra('Hardware type', 'hex', { as: 'dhcp.hw.type', width: 8, names: HARDWARE }),
    server: extra('Server host name', 'string', { text: (v) => (v === '' ? 'not given' : String(v)) }),
    file: extra('Boot file name', 'string', { text: (v) => (v === '' ? 'not given' : String(v)) }),
    cookie: extra('Magic cookie', 'ip4', { text: (v) => (v === MAGIC ? 'DHCP' : String(v)) }),
    bootp: extra('Frame is BOOTP', 'bool', { hidden: true }),
    ...optionFields,
  },
  behind,
  on: { 'udp.port': [67, 68, 4011] },
  datagram: { guess: (b, o, end) => (end - o > OPTIONS && longAt(b, o + COOKIE) === MAGIC && (b[o] === 1 || b[o] === 2) ? 0.9 : 0) },
  row: written((out, at) => writeRow(out, at)),
  rowLabel: ({ b, o, end }) => (messageOf(b, o, end) === undefined ? 'BOOTP' : 'DHCP'),
  heading: (d) => {
    const type = messageOf(d.b, d.start, d.end);
    return `Dynamic Host Configuration Protocol${type === undefined ? '' : ` (${typeText(type)})`}`;
  },
  sentences,
  body: (d) => putMessage(d),
});

const typeText = (type: number): string => MESSAGES[type] ?? `Unknown Message Type (${hexNumber(type, 2)})`;

/** The first byte of an option; undefined where there is no such option. */
const optionByte = (b: Bytes, start: number, end: number, code: number): number | undefined => {
  if (end - start < OPTIONS || longAt(b, start + COOKIE) !== MAGIC) return undefined;
  for (let o = start + OPTIONS; o + 2 < end && byteAt(b, o) !== 255; ) {
    if (byteAt(b, o) === code) return byteAt(b, o + 2);
    o += byteAt(b, o) === 0 ? 1 : 2 + byteAt(b, o + 1);
  }
  return undefined;
};

/** The kind of the message; undefined where it says none, as BOOTP. */
const messageOf = (b: Bytes, start: number, end: number): number | undefined => optionByte(b, start, end, 53);

const writeRow = (out: TextBuffer, { b, o, end, wire }: Seen): void => {
  const type = messageOf(b, o, end);
  const operation = byteAt(b, o);
  const size = byteAt(b, o + 2);
  if (type !== undefined) out.put(utf8(`DHCP ${typeText(type).padEnd(8)} - Transaction ID 0x${longAt(b, o + 4).toString(16)}`));
  else if (operation !== REQUEST) out.put(utf8(OPERATIONS[operation] ?? `Unknown BOOTP message type (${operation})`));
  else if (end - o >= HARDWARE_ADDRESS + size)
    out.put(
      utf8(`${OPERATIONS[REQUEST]} from ${hardwareText(byteAt(b, o + 1), b.subarray(o + HARDWARE_ADDRESS, o + HARDWARE_ADDRESS + size))}`),
    );
  if (isCut(b, o, end)) putIncomplete(out, end, wire);
};
const REQUEST = 1;

/** As Wireshark has it: that of Ethernet twice, others as bytes. */
const hardwareText = (type: number, address: Bytes): string => {
  if (address.length === 0) return '<No address>';
  if (address.length !== 6 || (type !== 1 && type !== 6)) return hex(address);
  const mac = macText(address);
  return `${mac} (${mac})`;
};

/** Whether an option, or where there are none the 64 bytes of BOOTP (RFC 951 §3), goes on behind the message. */
const isCut = (b: Bytes, start: number, end: number): boolean => {
  if (end - start < OPTIONS || longAt(b, start + COOKIE) !== MAGIC) return end - start < COOKIE + VENDOR;
  let o = start + OPTIONS;
  while (o < end && byteAt(b, o) !== 255) {
    if (byteAt(b, o) === 0) o++;
    else if (o + 1 === end) return true;
    else o += 2 + byteAt(b, o + 1);
  }
  return o > end;
};
const VENDOR = 64;

const putMessage = (d: Dhcp): void => {
  const { start: o } = d;
  d.header = d.end;
  putHardware(d, o + HARDWARE_ADDRESS);
  const overload = optionByte(d.b, o, d.end, 52) ?? 0;
  putName(d, 'server', o + SERVER, 64, (overload & 2) !== 0);
  putName(d, 'file', o + FILE, 128, (overload & 1) !== 0);
  if (messageOf(d.b, o, d.end) === undefined) d.add('bootp', true);
  if (d.stopped || !d.put('cookie', o + COOKIE, 4)) return;
  if (longAt(d.b, o + COOKIE) !== MAGIC) return void (d.end > o + OPTIONS && d.put('option.value', o + OPTIONS, d.end - o - OPTIONS));
  const names = { server: { from: o + SERVER, to: o + FILE }, file: { from: o + FILE, to: o + COOKIE } };
  putOptions(d, { from: o + OPTIONS, to: d.end }, names);
};

const putHardware = (d: Dhcp, o: number): void => {
  const size = d.v['hw.len'] ?? 0;
  if (!d.has(o, 16)) return;
  if (size === 0 || size > 16) d.fault('address', o, 16, 'the client says no address of its own', 'note');
  else if (size === 6 && (d.v['hw.type'] === 1 || d.v['hw.type'] === 6)) d.put('hw.mac_addr', o, 6);
  else {
    // Its name stands for the whole room.
    const address = d.put('hw.addr', o, 16);
    if (address) address.text = hex(d.b.subarray(o, o + size));
  }
  if (size > 0 && size < 16) d.put('hw.addr_padding', o + size, 16 - size);
};

const putName = (d: Dhcp, key: 'server' | 'file', o: number, size: number, overloaded: boolean): void => {
  if (!d.has(o, size)) return;
  if (overloaded) d.fault(key, o, size, 'options stand in place of the name (RFC 2132 §9.3)', 'note');
  else d.put(key, o, size, fromLatin1(d.b, o, o + size).replace(/\0.*$/s, ''));
};
