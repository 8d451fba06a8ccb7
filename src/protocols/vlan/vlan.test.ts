import { describe, expect, it } from 'vitest';
import { dissected, valuesOf } from '../../../test/dissected.ts';
import { fromHex } from '../../core/bytes.ts';
import { buildStack } from '../../wire/build.ts';
import { eth } from '../eth/eth.ts';
import { ip } from '../ip/ip.ts';
import { vlan } from './vlan.ts';

describe('vlan', () => {
  it('stacks', () => {
    const macs = { dst: fromHex('020000000002')!, src: fromHex('020000000001')! };
    const b = buildStack([
      [eth, macs],
      [vlan, { priority: 5, id: 100 }],
      [vlan, { dei: 1, id: 200 }],
      [ip, { src: 1, dst: 2, proto: 253 }],
    ]);
    const v = valuesOf(dissected(b));
    expect([v['vlan.id'], v['vlan.priority'], v['vlan.dei']]).toEqual([
      ['100', '200'],
      ['5', '0'],
      ['0', '1'],
    ]);
    expect([v['eth.type'], v['vlan.etype'], v['ip.version']]).toEqual([['0x8100'], ['0x8100', '0x0800'], ['4']]);
  });
});
