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

it('reads LLC behind a length, and calls by its number what nobody knows', () => {
  const head = '020000000002' + '020000000001' + '8100' + '0064';
  const stp = `42420300000000008001020000000001${'00000004'}8064020000000002${'8002'}0100140002000f00`;
  const d = dissected(`${head}0026${stp}00000000`);
  expect(d.layers.map((l) => l.layer.name)).toEqual(['eth', 'vlan', 'llc', 'stp']);
  const unknown = dissected(`${head}1234${'00'.repeat(46)}`).layers.at(-1);
  expect([unknown?.label, unknown?.info]).toEqual(['0x1234', 'PRI: 0  DEI: 0  ID: 100']);
});
