import { describe, expect, it } from 'vitest';
import { dissected, valuesOf } from '../../../test/dissected.ts';
import { rowOf } from '../../view/rows.ts';
import { buildStack } from '../../wire/build.ts';
import { LinkType } from '../../wire/frame.ts';
import { ip } from '../ip/ip.ts';
import { udp } from '../udp/udp.ts';
import { icmp } from './icmp.ts';

const hosts = { src: 0xc0000201, dst: 0xc6336402 };
const quoted = buildStack(
  [
    [ip, { src: hosts.dst, dst: hosts.src }],
    [udp, { srcport: 1000, dstport: 2000 }],
  ],
  new Uint8Array(3),
);
const message = (type: number, code: number, word: readonly number[], rest: Uint8Array) =>
  buildStack(
    [
      [ip, hosts],
      [icmp, { type, code }],
    ],
    Uint8Array.from([...word, ...rest]),
  );

describe('icmp', () => {
  it('shows identifier and sequence number in both byte orders', () => {
    const v = valuesOf(dissected(message(8, 0, [0, 3, 0, 4], new Uint8Array(8)), LinkType.raw));
    expect([v['icmp.ident'], v['icmp.ident_le'], v['icmp.seq'], v['icmp.seq_le']]).toEqual([['3'], ['768'], ['4'], ['1024']]);
    expect(v['icmp.checksum.status']).toEqual(['1']);
  });

  it('dissects the packet that an error quotes', () => {
    const d = dissected(message(3, 4, [0, 0, 5, 0], quoted), LinkType.raw);
    expect(d.layers.map((l) => l.layer.name)).toEqual(['raw', 'ip', 'icmp', 'ip', 'udp']);
    expect(valuesOf(d)['icmp.mtu']).toEqual(['1280']);
    expect(valuesOf(d)['udp.dstport']).toEqual(['2000']);
  });

  it('knows of what is quoted as much as is there: a transport from its ports on', () => {
    const stack = (length: number, type = 3): unknown => {
      const d = dissected(message(type, 1, [192, 0, 2, 9], quoted.subarray(0, length)), LinkType.raw);
      if (length > 0) expect(d.faults.filter(({ severity }) => severity === 'error')).toEqual([]);
      return [valuesOf(d)['frame.protocols']?.[0], rowOf(d, { seconds: 0, nanos: 0 }).info.includes('Malformed')];
    };
    expect([28, 24, 22, 20, 19, 1, 0].map((length) => stack(length))).toEqual([
      ['raw:ip:icmp:ip:udp', false],
      ['raw:ip:icmp:ip:udp', false],
      ...Array.from({ length: 4 }, () => ['raw:ip:icmp:ip', false]),
      ['raw:ip:icmp', false],
    ]);
    expect(stack(0, 5)).toEqual(['raw:ip:icmp', true]);
  });

  it('finds extensions behind the quoted datagram (RFC 4884 §5, RFC 4950)', () => {
    const padded = new Uint8Array(128);
    padded.set(quoted);
    const stack = [0x20, 0, 0, 0, 0, 8, 1, 1, 0, 0x3e, 0x87, 64];
    const v = valuesOf(dissected(message(11, 0, [0, 32, 0, 0], Uint8Array.from([...padded, ...stack])), LinkType.raw));
    expect(v['icmp.length.original_datagram']).toEqual(['128']);
    expect([v['icmp.ext.version'], v['icmp.ext.class'], v['icmp.mpls.label'], v['icmp.mpls.s'], v['icmp.mpls.ttl']]).toEqual([
      ['2'],
      ['1'],
      ['1000'],
      ['1'],
      ['64'],
    ]);
  });

  it('reads what a router tells of its interfaces (RFC 5837) and of labels that are cut', () => {
    const structure = (...objects: readonly (readonly number[])[]) => Uint8Array.from([0x20, 0, 0, 0, ...objects.flat()]);
    const told = (bytes: Uint8Array) =>
      valuesOf(
        dissected(
          message(11, 0, [0, 32, 0, 0], Uint8Array.from([...quoted, ...new Uint8Array(128 - quoted.length), ...bytes])),
          LinkType.raw,
        ),
      );
    const v = told(structure([0, 28, 2, 0x4f, 0, 0, 0, 7, 0, 1, 0, 0, 9, 8, 7, 6, 8, 101, 116, 104, 48, 0, 0, 0, 0, 0, 5, 0xdc]));
    expect([
      v['icmp.int_info.role'],
      v['icmp.int_info.index'],
      v['icmp.int_info.ipv4'],
      v['icmp.int_info.name'],
      v['icmp.int_info.mtu'],
    ]).toEqual([['1'], ['7'], ['9.8.7.6'], ['eth0'], ['1500']]);
    expect(v['icmp.ext.checksum.status']).toEqual(['3']);
    expect(told(structure([0, 10, 1, 1, 0xf5, 0x4f, 0x2e, 0x22, 10, 0xcd]))['icmp.mpls.data']).toEqual(['0acd']);
  });

  it.each([
    ['name', [0, 8, 3, 1, 101, 116, 104, 48], { 'icmp.int_ident.name': ['eth0'] }],
    ['number', [0, 8, 3, 2, 0, 0, 0, 5], { 'icmp.int_ident.index': ['5'] }],
    ['address', [0, 12, 3, 3, 0, 1, 4, 0, 22, 41, 23, 236], { 'icmp.int_ident.afi': ['1'], 'icmp.int_ident.ipv4': ['22.41.23.236'] }],
  ])('reads by which %s a probe asks for an interface (RFC 8335)', (_, object, expected) => {
    const d = dissected(message(42, 0, [0, 1, 2, 1], Uint8Array.from([0x20, 0, 0, 0, ...object])), LinkType.raw);
    expect(valuesOf(d)).toMatchObject(expected);
  });

  it('reads what Mobile IP adds to an advertisement (RFC 5944)', () => {
    const agent = [16, 10, 6, 0x83, 0x3b, 0xca, 0xc3, 0x71, 27, 103, 82, 169, 19, 2, 24, 16, 0];
    const v = valuesOf(dissected(message(9, 16, [1, 2, 7, 8], Uint8Array.from([1, 2, 3, 4, 0, 0, 0, 1, ...agent])), LinkType.raw));
    expect([
      v['icmp.mip.type'],
      v['icmp.mip.life'],
      v['icmp.mip.rt'],
      v['icmp.mip.u'],
      v['icmp.mip.coa'],
      v['icmp.mip.prefixlength'],
    ]).toEqual([['16', '19', '0'], ['15306'], ['1'], ['0'], ['27.103.82.169'], ['24', '16']]);
  });

  it.each([
    [9, 16, 'Mobile IP Advertisement (Does not route common traffic)'],
    [11, 7, 'Time-to-live exceeded (Unknown code: 7)'],
    [43, 2, 'Extended Echo reply  (No Such Interface)'],
    [109, 0, 'Unknown ICMP (obsolete or malformed?)'],
  ])('a row of type %i, code %i', (type, code, info) => {
    const d = dissected(message(type, code, [0, 0, 0, 0], new Uint8Array(40)), LinkType.raw);
    expect(d.layers.find((l) => l.layer === icmp)?.info).toBe(info);
  });
});
