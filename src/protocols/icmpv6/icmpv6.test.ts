import { describe, expect, it } from 'vitest';
import { dissected, faultsOf, valuesOf } from '../../../test/dissected.ts';
import { parseIp6 } from '../../core/address.ts';
import { buildStack } from '../../wire/build.ts';
import { LinkType } from '../../wire/frame.ts';
import { ipv6 } from '../ipv6/ipv6.ts';
import { icmpv6 } from './icmpv6.ts';

const hosts = { src: parseIp6('fe80::1')!, dst: parseIp6('ff02::1')! };
const message = (type: number, body: readonly number[]) =>
  buildStack(
    [
      [ipv6, hosts],
      [icmpv6, { type }],
    ],
    Uint8Array.from(body),
  );

describe('icmpv6', () => {
  it('reads a neighbour solicitation with its option (RFC 4861 §4.3)', () => {
    const body = [0, 0, 0, 0, ...parseIp6('fe80::9')!, 1, 1, 2, 0, 0, 0, 0, 9];
    const v = valuesOf(dissected(message(135, body), LinkType.raw));
    expect(v['icmpv6.nd.ns.target_address']).toEqual(['fe80::9']);
    expect(v['icmpv6.opt.src_linkaddr']).toEqual(['02:00:00:00:00:09']);
    expect(v['icmpv6.checksum.status']).toEqual(['1']);
  });

  it('ends the options at one of length 0, which could not be passed', () => {
    const d = dissected(message(133, [0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]), LinkType.raw);
    expect(faultsOf(d)).toContain('an option of length 0 cannot be passed');
  });

  it('takes no more for an option than it says that it has', () => {
    const body = [0, 0, 0, 0, 3, 1, 64, 0, 0, 0, 0, 9, 1, 1, 2, 0, 0, 0, 0, 9, ...new Array<number>(32).fill(0)];
    const d = dissected(message(133, body), LinkType.raw);
    expect(faultsOf(d)).toContain('needs 4 bytes, there are 0');
    expect(valuesOf(d)['icmpv6.opt.src_linkaddr']).toEqual(['02:00:00:00:00:09']);
  });

  it('reads the records of a listener report (RFC 3810 §5.2)', () => {
    const body = [0, 0, 0, 1, 4, 0, 0, 1, ...parseIp6('ff02::5')!, ...parseIp6('2001:db8::1')!];
    const v = valuesOf(dissected(message(143, body), LinkType.raw));
    expect([v['icmpv6.mldr.mar.multicast_address'], v['icmpv6.mldr.mar.source_address']]).toEqual([['ff02::5'], ['2001:db8::1']]);
  });

  it.each([
    [135, '00000000' + 'fe800000000000000000000000000009' + '0101020000000009', 'Neighbor Solicitation for fe80::9 from 02:00:00:00:00:09'],
    [
      136,
      '60000000' + 'fe800000000000000000000000000009' + '0201020000000009',
      'Neighbor Advertisement fe80::9 (sol, ovr) is at 02:00:00:00:00:09',
    ],
    [136, '00000000' + 'fe800000000000000000000000000009', 'Neighbor Advertisement fe80::9 (none)'],
    [137, '0000', 'Redirect[Malformed Packet]'],
    [155, '', 'RPL Control (DODAG Information Solicitation)[Malformed Packet]'],
    [54, '', 'Unknown (54)'],
  ])('a row of type %i with %s', (type, body, info) => {
    const d = dissected(message(type, [...Buffer.from(body, 'hex')]), LinkType.raw);
    expect(d.layers.at(-1)?.info).toBe(info);
  });
});
