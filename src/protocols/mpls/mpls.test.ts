import { expect, it } from 'vitest';
import { dissected, valuesOf } from '../../../test/dissected.ts';

it('goes down the stack to the bottom, then by the version of the packet (RFC 3032 §2.1)', () => {
  const d = dissected(`020000000002 020000000001 8847 003e8040 0001013f ${'60'}${'00'.repeat(39)}`);
  expect(d.layers.map((l) => l.layer.name).slice(0, 5)).toEqual(['eth', 'mpls', 'mpls', 'raw', 'ipv6']);
  const v = valuesOf(d);
  expect([v['mpls.label'], v['mpls.bottom'], v['mpls.ttl']]).toEqual([
    ['1000', '16'],
    ['0', '1'],
    ['64', '63'],
  ]);
});
