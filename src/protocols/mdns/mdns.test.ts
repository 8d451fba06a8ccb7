import { expect, it } from 'vitest';
import { dissected, faultsOf, valuesOf } from '../../../test/dissected.ts';
import { buildStack } from '../../wire/build.ts';
import { LinkType } from '../../wire/frame.ts';
import { ip } from '../ip/ip.ts';
import { udp } from '../udp/udp.ts';

it('is a message of DNS to a group of its own', () => {
  const question = [4, 104, 111, 115, 116, 5, 108, 111, 99, 97, 108, 0, 0, 1, 0, 1];
  const bytes = Uint8Array.from([0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, ...question]);
  const d = dissected(
    buildStack(
      [
        [ip, { src: 0xc0000201, dst: 0xe00000fb }],
        [udp, { srcport: 5353, dstport: 5353 }],
      ],
      bytes,
    ),
    LinkType.raw,
  );
  expect(d.layers.at(-1)?.layer.name).toBe('mdns');
  expect(valuesOf(d)['dns.qry.name']).toEqual(['host.local']);
  expect(faultsOf(d)).toEqual([]);
});
