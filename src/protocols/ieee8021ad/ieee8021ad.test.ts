import { expect, it } from 'vitest';
import { dissected, valuesOf } from '../../../test/dissected.ts';

it('is the outer tag of two (IEEE 802.1ad)', () => {
  const v = valuesOf(dissected('020000000002 020000000001 88a8 60c8 8100 0064 0800'));
  expect([v['ieee8021ad.id'], v['ieee8021ad.priority'], v['vlan.id']]).toEqual([['200'], ['3'], ['100']]);
  expect(v['ieee8021ah.etype']).toEqual(['0x8100']);
});
