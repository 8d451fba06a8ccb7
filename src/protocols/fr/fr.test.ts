import { expect, it } from 'vitest';
import { dissected, valuesOf } from '../../../test/dissected.ts';

const IP = '4500001400000000fffd00000102030405060708';

it('carries IP by NLPID and by EtherType', () => {
  for (const type of ['03cc', '0800']) {
    const d = dissected(`48e1 ${type} ${IP}`, 107);
    expect(d.layers.map((l) => l.layer.name)).toEqual(['fr', 'ip']);
    expect(valuesOf(d)).toMatchObject({ 'fr.dlci': ['302'], 'fr.ea': ['0', '1'] });
  }
});
