import { expect, it } from 'vitest';
import { dissected, valuesOf } from '../../../test/dissected.ts';
import { fromHex } from '../../core/bytes.ts';
import { buildStack } from '../../wire/build.ts';
import { LinkType } from '../../wire/frame.ts';
import { eth } from '../eth/eth.ts';
import { ip } from '../ip/ip.ts';
import { udp } from '../udp/udp.ts';
import { vxlan } from './vxlan.ts';

it('carries Ethernet under a network identifier (RFC 7348 §5)', () => {
  const macs = { dst: fromHex('020000000002')!, src: fromHex('020000000001')! };
  const b = buildStack([
    [ip, { src: 1, dst: 2 }],
    [udp, { srcport: 50000, dstport: 4789 }],
    [vxlan, { vni: 42 }],
    [eth, macs],
    [ip, { src: 3, dst: 4, proto: 253 }],
  ]);
  const v = valuesOf(dissected(b, LinkType.raw));
  expect([v['vxlan.vni'], v['vxlan.flag_i'], v['eth.dst'], v['ip.src']]).toEqual([
    ['42'],
    ['1'],
    ['02:00:00:00:00:02'],
    ['0.0.0.1', '0.0.0.3'],
  ]);
});
