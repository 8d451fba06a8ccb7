/** User Datagram Protocol, RFC 768. */
import { EMPTY, u16 as u16At, utf8 } from '../../core/bytes.ts';
import type { TextBuffer } from '../../core/text-buffer.ts';
import { extra, u16 } from '../../wire/field.ts';
import { internetChecksum } from '../../wire/internet-checksum.ts';
import { layer, of } from '../../wire/layer.ts';
import { row, type Seen } from '../../wire/row.ts';
import type { Dissecting } from '../../wire/types.ts';
import { datagramTimes, payloadOf, putDatagram, putDatagramSize, putDatagramTimes } from '../shared/datagram-times.ts';
import { sentences } from './sentences.ts';

const PROTOCOL = 17;
const isEmpty = (b: Uint8Array, o: number): boolean => u16At(b, o + 4) === 8;

const fields = {
  srcport: u16('Source Port', { column: 'sport', also: ['port'], needs: 4 }),
  dstport: u16('Destination Port', { column: 'dport', also: ['port'] }),
  length: u16('Length', { auto: (c) => c.header + c.payload }),
  checksum: internetChecksum('Checksum', { covers: 'segment', length: 'length', pseudo: PROTOCOL, zero: 'absent' }),
};
type Udp = Dissecting<typeof fields>;

export const udp = layer('udp', {
  title: 'User Datagram Protocol',
  spec: 'RFC 768',
  fields,
  extras: {
    'checksum.zero': extra('Illegal checksum value (0)', 'none', { hidden: true }),
    ...datagramTimes(),
    payload: extra('UDP payload', 'bytes', { text: (v) => `${(v as Uint8Array).length} bytes`, from: payloadOf }),
  },
  payload: of(['length'], (n) => (n < 8 ? 65535 : n - 8)),
  next: { dstport: 'udp.port', srcport: 'udp.port' },
  lowestFirst: true,
  on: { 'ip.proto': PROTOCOL },
  transport: { needs: 8, payload: 'payload', isEmpty },
  deep: of(['length'], (length) => length < 8),
  seen: { length: (d) => checkLength(d), checksum: (d) => putZero(d) },
  heading: (d) => `User Datagram Protocol, Src Port: ${d.v.srcport}, Dst Port: ${d.v.dstport}`,
  headingNeeds: 4,
  sentences,
  row: row('{srcport} → {dstport}{size}', { size: (out, at) => writeSize(out, at) }),
  body: (d) => putDatagram(d, d.v.length - 8),
});

const putZero = (d: Udp): void => {
  if (d.v.checksum === 0 && !d.quoted && networkOf(d) === 'ipv6') d.add('checksum.zero', true);
  putDatagramTimes(d, isEmpty(d.b, d.start));
};

/** RFC 768: the length counts the header; RFC 2675 lets it be 0 in a jumbogram. */
const checkLength = (d: Udp): 'stop' | undefined => {
  const { length } = d.v;
  if (length >= 8 || (length === 0 && networkOf(d) === 'ipv6')) return undefined;
  d.fault('length', d.start + 4, 2, `length ${length} is less than the 8 bytes of the header`, 'error');
  d.header = d.start + 6;
  return 'stop';
};

/** How much it says that it holds, and where that cannot be. */
const writeSize = (out: TextBuffer, at: Seen): void => {
  const { b, o, wire, kind } = at;
  const length = u16At(b, o + 4);
  const isJumbo = length === 0 && kind === IPV6;
  if (length < 8 && !isJumbo) out.text(` [BAD UDP LENGTH ${length} < 8]`);
  else {
    if (length > wire - o) out.text(` [BAD UDP LENGTH ${length} > IP PAYLOAD LENGTH]`);
    putDatagramSize(out, at, (isJumbo ? wire - o : length) - 8, kind === IPV6 && u16At(b, o + 6) === 0, isJumbo ? JUMBO : EMPTY);
  }
};
const IPV6 = 6;
const JUMBO = utf8(' [Jumbogram]');

const networkOf = (d: Udp): string | undefined => {
  for (let below = d.lower; below; below = below.lower) if (below.layer.pseudo) return below.layer.name;
  return undefined;
};
