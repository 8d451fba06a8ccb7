import { expect, it } from 'vitest';
import { dissected, valuesOf } from '../../../test/dissected.ts';

it('carries the frame of a customer under the number of a service', () => {
  const d = dissected(
    '020000000002 020000000001 88e7 b0010203 020000000004 020000000003 0800 4500 0014 0000 4000 40fd 0000 0a000001 0a000002',
  );
  expect(d.layers.map((l) => l.layer.name)).toEqual(['eth', 'ieee8021ah', 'ip']);
  expect(valuesOf(d)).toMatchObject({
    'ieee8021ah.priority': ['5'],
    'ieee8021ah.drop': ['1'],
    'ieee8021ah.isid': ['66051'],
    'ieee8021ah.cdst': ['02:00:00:00:00:04'],
    'ieee8021ah.csrc': ['02:00:00:00:00:03'],
    'ieee8021ah.etype': ['0x0800'],
  });
});
