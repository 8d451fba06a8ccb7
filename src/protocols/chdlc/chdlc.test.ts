import { expect, it } from 'vitest';
import { dissected, valuesOf } from '../../../test/dissected.ts';

it('carries what its EtherType says', () => {
  const d = dissected('0f000800 4500001400000000fffd00000102030405060708', 104);
  expect(d.layers.map((l) => l.layer.name)).toEqual(['chdlc', 'ip']);
  expect(valuesOf(d)['chdlc.protocol']).toEqual(['0x0800']);
});
