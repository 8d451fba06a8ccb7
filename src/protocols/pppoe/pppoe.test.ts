import { expect, it } from 'vitest';
import { dissected, valuesOf } from '../../../test/dissected.ts';

it('carries PPP as far as its length says (RFC 2516 §4)', () => {
  const d = dissected(`020000000002 020000000001 8864 11 00 0007 0016 0021 4500001400000000fffd00000102030405060708 ${'00'.repeat(18)}`);
  expect(d.layers.map((l) => l.layer.name)).toEqual(['eth', 'pppoe', 'ppp', 'ip']);
  expect(valuesOf(d)['pppoe.session_id']).toEqual(['0x0007']);
});
