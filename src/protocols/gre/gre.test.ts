import { expect, it } from 'vitest';
import { dissected, valuesOf } from '../../../test/dissected.ts';
import { fromHex } from '../../core/bytes.ts';
import { buildStack } from '../../wire/build.ts';
import { LinkType } from '../../wire/frame.ts';
import { ip } from '../ip/ip.ts';
import { gre } from './gre.ts';

const tunnel = (flags: number, rest: string) =>
  dissected(
    buildStack(
      [
        [ip, { src: 1, dst: 2, proto: 47 }],
        [gre, { flags_and_version: flags, proto: 0x0800 }],
      ],
      fromHex(rest)!,
    ),
    LinkType.raw,
  );

it('has checksum, key and sequence number where its flags say so, in that order (RFC 2890 §2)', () => {
  const inner = '4500001400000000ff0000000102030405060708';
  const v = valuesOf(tunnel(0xb000, `aaaa0000 00000005 00000007 ${inner}`));
  expect([v['gre.checksum'], v['gre.key'], v['gre.sequence_number']]).toEqual([['0xaaaa'], ['0x00000005'], ['7']]);
  expect(v['ip.src']).toEqual(['0.0.0.1', '1.2.3.4']);
});

it('has none of them where it does not', () => {
  expect(valuesOf(tunnel(0, '4500'))['gre.key']).toBeUndefined();
});
