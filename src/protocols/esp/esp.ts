/** Encapsulating Security Payload of IPsec, RFC 4303, and the same in UDP, RFC 3948. What it carries is encrypted. */
import { extra, u32 } from '../../wire/field.ts';
import { layer } from '../../wire/layer.ts';
import type { Dissecting } from '../../wire/types.ts';
import { encapsulatedSentences, espSentences } from './sentences.ts';

export const esp = layer('esp', {
  title: 'Encapsulating Security Payload',
  spec: 'RFC 4303',
  label: 'ESP',
  fields: {
    spi: u32('ESP SPI', { show: 'hex', text: (v) => `0x${Number(v).toString(16).padStart(8, '0')} (${Number(v)})` }),
    sequence: u32('ESP Sequence'),
  },
  on: { 'ip.proto': 50 },
  heading: () => 'Encapsulating Security Payload',
  sentences: espSentences,
  info: (d) => `ESP (SPI=0x${d.v.spi.toString(16).padStart(8, '0')})`,
  body: (d) => {
    d.header = d.end;
  },
});

/** In place of an SPI where something else than ESP follows: the key exchange. */
const MARKER = 4;
const KEEP_ALIVE = 0xff;

export const udpencap = layer('udpencap', {
  title: 'UDP Encapsulation of IPsec Packets',
  spec: 'RFC 3948',
  label: 'UDPENCAP',
  fields: {},
  extras: { nat_keepalive: extra('NAT-keepalive packet', 'none'), non_esp_marker: extra('Non-ESP Marker', 'bytes') },
  on: { 'udp.port': 4500 },
  deep: true,
  heading: () => 'UDP Encapsulation of IPsec Packets',
  sentences: encapsulatedSentences,
  info: (d) => (isKeepAlive(d) ? 'NAT-keepalive' : ''),
  body: (d) => {
    if (isKeepAlive(d)) d.put('nat_keepalive', d.start, 1);
    else if (!d.has(d.start, MARKER)) return;
    else if (d.b.subarray(d.start, d.start + MARKER).some((byte) => byte !== 0)) return void d.follow(d.node('esp'), d.start);
    else d.put('non_esp_marker', d.start, MARKER);
    d.header = Math.min(d.end, d.start + (isKeepAlive(d) ? 1 : MARKER));
  },
});

const isKeepAlive = ({ b, start, wire }: Pick<Dissecting, 'b' | 'start' | 'wire'>): boolean =>
  wire === start + 1 && b[start] === KEEP_ALIVE;
