/** Network Service Header, RFC 8300. */
import { u8 as u8At } from '../../core/bytes.ts';
import { bits, extra, u8, u16, u24 } from '../../wire/field.ts';
import { layer, of } from '../../wire/layer.ts';
import type { Dissecting } from '../../wire/types.ts';
import { sentences } from './sentences.ts';

/** What follows, by its number (§2.2), as layers are called here. */
const NEXT: Readonly<Record<number, string>> = { 1: 'ip', 2: 'ipv6', 3: 'eth', 4: 'nsh', 5: 'mpls' };
const NAMES = { 1: 'IPv4', 2: 'IPv6', 3: 'Ethernet', 4: 'NSH', 5: 'MPLS', 254: 'Experiment 1', 255: 'Experiment 2' };
/** Kinds of metadata: four words, or any number of options. */
const [FOUR_WORDS, OPTIONS] = [1, 2];
const BASE = 8;

const option = {
  metadataclass: u16('TLV Class'),
  metadatatype: u8('Type'),
  metadataunassignedbit: bits(1, 'Unassigned Bit', { show: 'hex' }),
  metadatalen: bits(7, 'Length', { show: 'hex' }),
};

export const nsh = layer('nsh', {
  title: 'Network Service Header',
  spec: 'RFC 8300',
  label: 'NSH',
  fields: {
    version: bits(2, 'Version', { fallback: 0 }),
    Obit: bits(1, 'O Bit', { fallback: 0 }),
    CBit: bits(1, 'C Bit', { fallback: 0 }),
    ttl: bits(6, 'Time to live', { show: 'hex', width: 16, fallback: 63 }),
    length: bits(6, 'Length', { auto: (c) => c.header >> 2 }),
    mdtype: u8('MD Type', { fallback: OPTIONS }),
    nextproto: u8('Next Protocol', { names: NAMES, fallback: 1 }),
    spi: u24('SPI'),
    si: u8('SI', { fallback: 255 }),
  },
  extras: {
    contextheader: extra('Context Header', 'bytes'),
    ...option,
    metadata: extra('Variable Metadata', 'bytes'),
  },
  header: of(['length'], (n) => Math.max(BASE, n * 4)),
  on: { 'eth.type': 0x894f },
  deep: true,
  heading: () => 'Network Service Header',
  sentences,
  info: () => 'Network Service Header',
  body: (d) => {
    if (d.v.mdtype === FOUR_WORDS) for (let o = d.start + BASE; o + 4 <= d.header; o += 4) d.put('contextheader', o, 4);
    if (d.v.mdtype === OPTIONS) putOptions(d, d.start + BASE);
    if (!d.stopped && d.header < d.end) d.follow(d.node(NEXT[d.v.nextproto] ?? ''), d.header);
  },
});

/** RFC 8300 §2.5.1: each fills whole words. */
const putOptions = (d: Dissecting, from: number): void => {
  for (let o = from; o < d.header && !d.stopped; ) {
    const after = d.struct(option, o);
    if (after === undefined) return;
    const length = u8At(d.b, o + 3) & 0x7f;
    if (after + length > d.header) return void d.fault('metadata', o, 4, 'metadata that ends beyond the header (RFC 8300)');
    if (length > 0) d.put('metadata', after, length);
    o = after + Math.ceil(length / 4) * 4;
  }
};
