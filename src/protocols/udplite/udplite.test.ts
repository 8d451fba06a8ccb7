import { describe, expect, it } from 'vitest';
import { dissected, faultsOf, valuesOf } from '../../../test/dissected.ts';
import { checksumsOf } from '../../view/checksum.ts';
import { buildStack } from '../../wire/build.ts';
import { LinkType } from '../../wire/frame.ts';
import { ip } from '../ip/ip.ts';
import { udplite } from './udplite.ts';

const datagram = (values: Record<string, unknown>, payload = Uint8Array.of(1, 2, 3, 4)) =>
  buildStack(
    [
      [ip, { src: 0x7f000001, dst: 0x7f000001 }],
      [udplite, { srcport: 1000, dstport: 2000, ...values }],
    ],
    payload,
  );

const statusOf = (b: Uint8Array) => valuesOf(dissected(b, LinkType.raw))['udplite.checksum.status'];

describe('udplite', () => {
  it('sums what the coverage says, and the whole length in the pseudo header (RFC 3828 §3.1)', () => {
    for (const checksum_coverage of [0, 8, 9, 10, 12]) expect(statusOf(datagram({ checksum_coverage }))).toEqual(['1']);
  });

  it('does not mind damage behind the coverage, and minds it inside', () => {
    const b = datagram({ checksum_coverage: 10 });
    b[b.length - 1]! ^= 0xff;
    expect(statusOf(b)).toEqual(['1']);
    b[b.length - 4]! ^= 0xff;
    expect(statusOf(b)).toEqual(['0']);
  });

  it('is worked out by hand over the same bytes', () => {
    const works = checksumsOf(dissected(datagram({ checksum_coverage: 10 }), LinkType.raw));
    expect(works.map((work) => work.verdict)).toEqual(['right', 'right']);
  });

  it('has to have a checksum (RFC 3828 §3.1), and says so in its row as tshark does', () => {
    const d = dissected(datagram({ checksum: 0 }), LinkType.raw);
    expect([statusOf(datagram({ checksum: 0 })), faultsOf(d)]).toEqual([['4'], ['a datagram has to have a checksum (RFC 3828)']]);
    expect(d.layers[2]?.info).toBe('1000 → 2000 Len=4 [ILLEGAL CHECKSUM (0)]');
    expect(dissected(datagram({}), LinkType.raw).layers[2]?.info).toBe('1000 → 2000 Len=4');
  });

  it.each([1, 7, 13, 65535])('says that a coverage of %i cannot be', (checksum_coverage) => {
    const faults = faultsOf(dissected(datagram({ checksum_coverage, checksum: 0 }), LinkType.raw));
    expect(faults[0]).toBe(`a checksum coverage of ${checksum_coverage}, of 12 bytes (RFC 3828 §3.1)`);
  });
});
