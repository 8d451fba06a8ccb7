import { expect, it } from 'vitest';
import { dissected, valuesOf } from '../../../test/dissected.ts';

const inIp = (message: string): string => {
  const total = (20 + message.length / 2).toString(16).padStart(4, '0');
  return `4500${total}000040000102 0000c0000201e0000016${message}`.replace(/ /g, '');
};

it('reads the groups of a report of version 3, and the senders of each', () => {
  const d = dissected(inIp('2200000000000002' + '04000000ef010203' + '06000001ef010204c6336402'), 101);
  const v = valuesOf(d);
  expect(v['igmp.version']).toEqual(['3']);
  expect(v['igmp.maddr']).toEqual(['239.1.2.3', '239.1.2.4']);
  expect(v['igmp.saddr']).toEqual(['198.51.100.2']);
  expect(d.layers.at(-1)?.info).toBe(
    'Membership Report / Join group 239.1.2.3 for any sources / Group 239.1.2.4, block source {198.51.100.2}',
  );
});

it.each([
  ['1100000000000000', '1', 'Membership Query'],
  ['1164000000000000', '2', 'Membership Query, general'],
  ['11640000ef010203', '2', 'Membership Query, specific for group 239.1.2.3'],
  ['1164000000000000027d0000', '3', 'Membership Query, general'],
  ['12000000ef010203', '1', 'Membership Report'],
  ['17000000ef010203', '2', 'Leave Group 239.1.2.3'],
])('%s is version %s: %s', (message, version, info) => {
  const d = dissected(inIp(message), 101);
  expect(valuesOf(d)['igmp.version']).toEqual([version]);
  expect(d.layers.at(-1)?.info).toBe(info);
});
