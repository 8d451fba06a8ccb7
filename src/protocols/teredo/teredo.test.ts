import { expect, it } from 'vitest';
import { dissected, faultsOf, valuesOf } from '../../../test/dissected.ts';
import { LinkType } from '../../wire/frame.ts';

const inUdp = (hex: string) => {
  const length = hex.replace(/ /g, '').length / 2;
  const word = (n: number) => n.toString(16).padStart(4, '0');
  return dissected(
    `4500 ${word(28 + length)} 0001 4000 4011 0000 c0000201 c6336402 9c41 0dd8 ${word(8 + length)} 0000 ${hex}`,
    LinkType.raw,
  );
};
const PACKET = '60000000 0000 3b40 20010000000000000000000000000001 20010000000000000000000000000002';
const names = (d: ReturnType<typeof dissected>) => d.layers.map((l) => l.layer.name).slice(2);

it('carries IPv6 in UDP (RFC 4380 §5.1.1)', () => {
  expect(names(inUdp(PACKET))).toEqual(['udp', 'teredo', 'ipv6']);
});

it('says in front of it where a packet came from, and that it is authentic', () => {
  const d = inUdp(`0001 03 04 616263 5758595a 3132333435363738 01 0000 63be 3ffffdfe ${PACKET}`);
  expect(names(d)).toEqual(['udp', 'teredo', 'ipv6']);
  expect(valuesOf(d)).toMatchObject({
    'teredo.auth.id': ['616263'],
    'teredo.auth.value': ['5758595a'],
    'teredo.auth.nonce': ['3132333435363738'],
    'teredo.auth.conf': ['01'],
    'teredo.orig.port': ['40001'],
    'teredo.orig.addr': ['192.0.2.1'],
  });
});

it('ends where its packet was cut', () => {
  for (const hex of ['0001', '0000 63be', '0001 03 04 61']) expect(faultsOf(inUdp(hex))).not.toEqual([]);
});
