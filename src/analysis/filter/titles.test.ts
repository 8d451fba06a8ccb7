import { expect, it } from 'vitest';
import { protocols } from '../../protocols/registry.ts';
import { titleOf } from './names.ts';

it('says of a name that stands for several fields what all of them are', () => {
  expect(titleOf(protocols, 'tcp.port')).toBe('Source Port or Destination Port');
  expect(titleOf(protocols, 'ip.addr')).toBe('Source Address or Destination Address');
  expect(titleOf(protocols, 'tcp.srcport')).toBe('Source Port');
  expect(titleOf(protocols, 'tcp')).toBeUndefined();
});
