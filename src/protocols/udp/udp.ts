/** User Datagram Protocol, RFC 768. */
import { sum16 } from '../../core/checksum.ts';
import { extra, u16 } from '../../wire/field.ts';
import { layer, of } from '../../wire/layer.ts';
import type { Dissecting } from '../../wire/types.ts';
import { checksumStatus, putChecksumStatus, Status } from '../../wire/verify.ts';

const PROTOCOL = 17;

const fields = {
  srcport: u16('Source Port', { column: 'sport', also: ['port'], needs: 4 }),
  dstport: u16('Destination Port', { column: 'dport', also: ['port'] }),
  length: u16('Length', { auto: (c) => c.header + c.payload }),
  checksum: u16('Checksum', {
    show: 'hex',
    auto: (c) => ~sum16(c.bytes, 0, c.bytes.length, c.pseudo + PROTOCOL + c.bytes.length) & 0xffff || 0xffff,
  }),
};
type Udp = Dissecting<typeof fields>;

export const udp = layer('udp', {
  title: 'User Datagram Protocol',
  spec: 'RFC 768',
  fields,
  extras: {
    ...checksumStatus,
    stream: extra('Stream index'),
    time_relative: extra('Time since first frame', 'time', { unit: ' seconds' }),
    time_delta: extra('Time since previous frame', 'time', { unit: ' seconds' }),
    payload: extra('UDP payload', 'bytes', { text: (v) => `${(v as Uint8Array).length} bytes` }),
  },
  payload: of(['length'], (n) => (n < 8 ? 65535 : n - 8)),
  next: { dstport: 'udp.port', srcport: 'udp.port' },
  lowestFirst: true,
  on: { 'ip.proto': PROTOCOL },
  stateful: true,
  seen: { length: (d) => checkLength(d), checksum: (d) => verifyChecksum(d) },
  heading: (d) => `User Datagram Protocol, Src Port: ${d.v.srcport}, Dst Port: ${d.v.dstport}`,
  headingNeeds: 4,
  info: (d) => `${d.v.srcport} → ${d.v.dstport} Len=${Math.max(0, d.v.length - 8)}`,
  body: (d) => {
    if (d.end > d.header) d.put('payload', d.header, d.end - d.header);
  },
});

/** RFC 768: the length counts the header; RFC 2675 lets it be 0 in a jumbogram. */
const checkLength = (d: Udp): 'stop' | undefined => {
  const { length } = d.v;
  if (length >= 8 || (length === 0 && networkOf(d) === 'ipv6')) return undefined;
  d.fault('length', d.start + 4, 2, `length ${length} is less than the 8 bytes of the header`, 'error');
  return 'stop';
};

const verifyChecksum = (d: Udp): void => {
  const length = d.v.length || d.wire - d.start;
  const none = d.v.checksum === 0;
  if (none && networkOf(d) === 'ipv6' && !d.quoted) {
    d.add('checksum.status', Status.illegal);
    d.fault('checksum', d.start + 6, 2, 'over IPv6 a datagram has to have a checksum (RFC 8200 §8.1)');
  } else putChecksumStatus(d, { offset: d.start + 6, from: d.start, to: d.start + length, protocol: PROTOCOL, absent: none });
  d.observe();
};

const networkOf = (d: Udp): string | undefined => {
  for (let below = d.lower; below; below = below.lower) if (below.layer.pseudo) return below.layer.name;
  return undefined;
};
