import { describe, expect, it } from 'vitest';
import { dissected, valuesOf } from '../../../test/dissected.ts';
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
});
