import { describe, expect, it } from 'vitest';
import { dissected, faultsOf, valuesOf } from '../../../test/dissected.ts';
import { buildStack } from '../../wire/build.ts';
import { LinkType } from '../../wire/frame.ts';
import { ip } from '../ip/ip.ts';
import { udp } from './udp.ts';

const datagram = (values: Record<string, unknown>, payload = new Uint8Array(2)) =>
  buildStack(
    [
      [ip, { src: 0x7f000001, dst: 0x7f000001 }],
      [udp, { srcport: 1000, dstport: 2000, ...values }],
    ],
    payload,
  );

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

  it('names what it carries by the lower of two known ports, whichever side has it (as tshark does)', () => {
    const above = (srcport: number, dstport: number): string | undefined =>
      dissected(datagram({ srcport, dstport }, new Uint8Array(8)), LinkType.raw).layers[3]?.layer.name;
    expect([above(4789, 6081), above(6081, 4789), above(6081, 6635), above(6635, 6081)]).toEqual(['vxlan', 'vxlan', 'geneve', 'geneve']);
    expect([above(4789, 50000), above(50000, 4789), above(50000, 50001)]).toEqual(['vxlan', 'vxlan', undefined]);
  });
});
