import { expect, it } from 'vitest';
import { dissected, valuesOf } from '../../../test/dissected.ts';
import { buildStack } from '../../wire/build.ts';
import { LinkType } from '../../wire/frame.ts';
import { ip } from '../ip/ip.ts';
import { udp } from '../udp/udp.ts';
import { geneve } from './geneve.ts';

it('passes its options and goes by its protocol type (RFC 8926 §3.4)', () => {
  const parts = [
    [ip, { src: 1, dst: 2 }],
    [udp, { srcport: 50000, dstport: 6081 }],
    [geneve, { vni: 42, options: new Uint8Array(8) }],
    [ip, { src: 3, dst: 4, proto: 253 }],
  ] as const;
  const v = valuesOf(dissected(buildStack(parts), LinkType.raw));
  expect([v['geneve.vni'], v['geneve.proto_type'], v['geneve.options'], v['ip.dst']]).toEqual([
    ['0x00002a'],
    ['0x0800'],
    ['00'.repeat(8)],
    ['0.0.0.2', '0.0.0.4'],
  ]);
});
