import { describe, expect, it } from 'vitest';
import { dissected, faultsOf, valuesOf } from '../../../test/dissected.ts';
import { wireFrame } from '../../../test/wire-frame.ts';
import { buildStack } from '../../wire/build.ts';
import { dissect } from '../../wire/dissect.ts';
import type { Dissection } from '../../wire/dissection.ts';
import { LinkType } from '../../wire/frame.ts';
import { ip } from '../ip/ip.ts';
import { ipv6 } from '../ipv6/ipv6.ts';
import { protocols } from '../registry.ts';
import { udp } from './udp.ts';

const datagram = (values: Record<string, unknown>, payload = new Uint8Array(2)) =>
  buildStack(
    [
      [ip, { src: 0x7f000001, dst: 0x7f000001 }],
      [udp, { srcport: 1000, dstport: 2000, ...values }],
    ],
    payload,
  );

const topOf = (d: Dissection) => {
  const top = d.layers.findLast((l) => l.layer.name !== 'data');
  return [top?.layer.name, top?.info];
};

describe('udp', () => {
  it('works out length and checksum over the pseudo header (RFC 768)', () => {
    const v = valuesOf(dissected(datagram({}), LinkType.raw));
    expect(v['udp.length']).toEqual(['10']);
    expect(v['udp.checksum.status']).toEqual(['1']);
  });

  it('sends all ones where the sum is zero, because zero means none (RFC 768)', () => {
    const first = datagram({ checksum: 0 });
    const sum = valuesOf(dissected(datagram({}), LinkType.raw))['udp.checksum']![0]!;
    const b = datagram({}, Uint8Array.of(Number.parseInt(sum, 16) >> 8, Number.parseInt(sum, 16) & 255));
    expect(valuesOf(dissected(b, LinkType.raw))['udp.checksum']).toEqual(['0xffff']);
    expect(valuesOf(dissected(b, LinkType.raw))['udp.checksum.status']).toEqual(['1']);
    expect(valuesOf(dissected(first, LinkType.raw))['udp.checksum.status']).toEqual(['3']);
  });

  it('names a checksum that has to be there and is not (RFC 8200 §8.1)', () => {
    const over = (values: Record<string, unknown>) =>
      buildStack(
        [
          [ipv6, {}],
          [udp, { srcport: 1000, dstport: 2000, ...values }],
        ],
        new Uint8Array(2),
      );
    const zero = (bytes: Uint8Array) => valuesOf(dissected(bytes, LinkType.raw))['udp.checksum.zero'];
    expect([zero(over({ checksum: 0 })), zero(over({})), zero(datagram({ checksum: 0 }))]).toEqual([['1'], undefined, undefined]);
  });

  it('says which checksum would be right', () => {
    expect(faultsOf(dissected(datagram({ checksum: 1 }), LinkType.raw))).toEqual([expect.stringMatching(/^checksum 0x0001 should be 0x/)]);
  });

  it('refuses a length below its header', () => {
    const d = dissected(datagram({ length: 7 }), LinkType.raw);
    expect(faultsOf(d)).toEqual(['length 7 is less than the 8 bytes of the header']);
    expect(valuesOf(d)['udp.checksum']).toBeUndefined();
  });

  it('leaves what follows its length alone', () => {
    expect(valuesOf(dissected(datagram({ length: 9 }), LinkType.raw))['udp.payload']).toEqual(['00']);
  });

  it('carries nothing where it has no bytes, whatever serves at its ports (as tshark shows it)', () => {
    for (const port of [7, 37, 53, 67, 69, 123, 514, 546, 4789, 5353]) {
      const d = dissected(datagram({ srcport: 40001, dstport: port }, new Uint8Array()), LinkType.raw);
      expect(topOf(d)).toEqual(['udp', `40001 → ${port} Len=0`]);
      expect(d.faults).toEqual([]);
    }
  });

  it('says why what it carries is not there (as tshark does)', () => {
    const b = datagram({ dstport: 53 }, new Uint8Array(20));
    const cut = dissect(protocols, { ...wireFrame(b.subarray(0, 28), b.length), linkType: LinkType.raw });
    expect(topOf(cut)).toEqual(['udp', '1000 → 53 Len=20[Packet size limited during capture]']);
    expect(faultsOf(cut)).toEqual(['the capture cut this frame here']);
    const claimed = dissected(datagram({ dstport: 53, length: 100 }, new Uint8Array()), LinkType.raw);
    expect(topOf(claimed)).toEqual(['udp', '1000 → 53 [BAD UDP LENGTH 100 > IP PAYLOAD LENGTH] Len=92[Malformed Packet]']);
  });

  it('says in its row that IPv6 demands a checksum, and how much a jumbogram holds (as tshark does)', () => {
    const over = (values: Record<string, unknown>) => {
      const ends = { src: new Uint8Array(16), dst: new Uint8Array(16) };
      return topOf(
        dissected(
          buildStack(
            [
              [ipv6, ends],
              [udp, { srcport: 1000, dstport: 2000, ...values }],
            ],
            new Uint8Array(5),
          ),
          LinkType.raw,
        ),
      );
    };
    expect(over({ checksum: 0 })).toEqual(['udp', '1000 → 2000 Len=5 [ILLEGAL CHECKSUM (0)]']);
    expect(over({ checksum: 0, length: 0 })).toEqual(['udp', '1000 → 2000 Len=5 [Jumbogram] [ILLEGAL CHECKSUM (0)]']);
    expect(over({})).toEqual(['udp', '1000 → 2000 Len=5']);
    expect(topOf(dissected(datagram({ checksum: 0 }), LinkType.raw))).toEqual(['udp', '1000 → 2000 Len=2']);
    expect(topOf(dissected(datagram({ length: 0 }), LinkType.raw))).toEqual(['udp', '1000 → 2000 [BAD UDP LENGTH 0 < 8]']);
  });

  it('names what it carries by the lower of two known ports, whichever side has it (as tshark does)', () => {
    const above = (srcport: number, dstport: number): string | undefined =>
      dissected(datagram({ srcport, dstport }, new Uint8Array(8)), LinkType.raw).layers[3]?.layer.name;
    expect([above(4789, 6081), above(6081, 4789), above(6081, 6635), above(6635, 6081)]).toEqual(['vxlan', 'vxlan', 'geneve', 'geneve']);
    expect([above(4789, 50000), above(50000, 4789), above(50000, 50001)]).toEqual(['vxlan', 'vxlan', undefined]);
  });
});
