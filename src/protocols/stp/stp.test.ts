import { expect, it } from 'vitest';
import { dissected, valuesOf } from '../../../test/dissected.ts';

const frame = (payload: string): string => `0180c2000000020000000001${(payload.length / 2).toString(16).padStart(4, '0')}${payload}`;
const bridges = '8001020000000001' + '00000004' + '8064020000000002' + '8002';
const times = '0100140002000f80';

it('reads who the root is, and seconds in parts of 256 (IEEE 802.1D §9.3.1)', () => {
  const d = dissected(frame(`424203${'0000000081'}${bridges}${times}`));
  const v = valuesOf(d);
  expect([v['stp.root.prio'], v['stp.root.ext'], v['stp.root.hw']]).toEqual([['32768'], ['1'], ['02:00:00:00:00:01']]);
  expect([v['stp.msg_age'], v['stp.forward'], v['stp.flags.port_role']]).toEqual([['1'], ['15.5'], undefined]);
  expect(d.layers.at(-1)?.info).toBe('Conf. TC + Root = 32768/1/02:00:00:00:00:01  Cost = 4  Port = 0x8002');
});

it('reads the regions and trees of MSTP', () => {
  const region = `00${'61'.padEnd(64, '0')}0007${'11'.repeat(16)}00000005${'8000020000000003'}14`;
  const tree = '7c8001020000000009' + '00000010' + '807013';
  const v = valuesOf(dissected(frame(`424203000003027c${bridges}${times}000050${region}${tree}`)));
  expect([v['mstp.config_name'], v['mstp.msti.msti_id'], v['mstp.msti.bridge_priority']]).toEqual([['a'], ['1'], ['8']]);
  expect(v['stp.flags.port_role']).toEqual(['3', '3']);
});

it('reads the VLAN of a tree of Cisco', () => {
  const v = valuesOf(dissected(frame(`aaaa0300000c010b00000202${'3c'}${bridges}${times}00000000020064`)));
  expect(v['stp.pvst.origvlan']).toEqual(['100']);
});
