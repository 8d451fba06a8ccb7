/** Lightweight User Datagram Protocol, RFC 3828: UDP whose checksum may cover only the beginning of a datagram. Its fields are found under UDP's names too. */
import { u16 as u16At } from '../../core/bytes.ts';
import { extra, u16 } from '../../wire/field.ts';
import { internetChecksum } from '../../wire/internet-checksum.ts';
import { layer } from '../../wire/layer.ts';
import { row } from '../../wire/row.ts';
import type { Dissecting } from '../../wire/types.ts';
import { datagramTimes, payloadOf, putDatagram, putDatagramSize, putDatagramTimes } from '../shared/datagram-times.ts';
import { sentences } from './sentences.ts';

const PROTOCOL = 136;
const HEADER = 8;

const fields = {
  srcport: u16('Source Port', { column: 'sport', alsoAs: ['udp.srcport', 'udp.port'], needs: 4 }),
  dstport: u16('Destination Port', { column: 'dport', alsoAs: ['udp.dstport', 'udp.port'] }),
  checksum_coverage: u16('Checksum coverage', { alsoAs: ['udp.checksum_coverage'], fallback: 0 }),
  checksum: internetChecksum('Checksum', {
    covers: 'segment',
    length: 'checksum_coverage',
    isPartial: true,
    pseudo: PROTOCOL,
    zero: 'illegal',
  }),
};
type UdpLite = Dissecting<typeof fields>;

export const udplite = layer('udplite', {
  title: 'Lightweight User Datagram Protocol',
  spec: 'RFC 3828',
  label: 'UDP-Lite',
  fields,
  extras: {
    ...datagramTimes('udp'),
    payload: extra('UDP payload', 'bytes', { alsoAs: ['udp.payload'], text: (v) => `${(v as Uint8Array).length} bytes`, from: payloadOf }),
  },
  next: { dstport: 'udp.port', srcport: 'udp.port' },
  lowestFirst: true,
  on: { 'ip.proto': PROTOCOL },
  transport: { needs: HEADER, payload: 'payload', countedWith: 'udp' },
  seen: { checksum_coverage: (d) => checkCoverage(d), checksum: (d) => putDatagramTimes(d, d.wire - d.start <= HEADER) },
  heading: (d) => `Lightweight User Datagram Protocol, Src Port: ${d.v.srcport}, Dst Port: ${d.v.dstport}`,
  headingNeeds: 4,
  sentences,
  row: row('{srcport} → {dstport}{size}', {
    size: (out, at) => {
      const length = Math.max(0, at.wire - at.header);
      putDatagramSize(out, at, length, u16At(at.b, at.o + 6) === 0);
    },
  }),
  body: (d) => putDatagram(d, d.wire - d.header),
});

/** RFC 3828 §3.1: 0 covers the whole datagram, anything else at least the header and at most all of it. */
const checkCoverage = (d: UdpLite): void => {
  const { checksum_coverage: coverage } = d.v;
  if (coverage === 0 || (coverage >= HEADER && coverage <= d.wire - d.start)) return;
  d.fault('coverage', d.start + 4, 2, `a checksum coverage of ${coverage}, of ${d.wire - d.start} bytes (RFC 3828 §3.1)`, 'error');
};
