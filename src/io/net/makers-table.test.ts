import { expect, it } from 'vitest';
import { parseMac } from '../../core/address.ts';
import { makerOf } from './makers-table.ts';

it.each([
  ['00:16:ea:e3:54:e6', 'Intel'],
  ['08:00:69:00:00:01', 'Silicon Graphics'],
  ['b8:27:eb:00:00:01', 'Raspberry Pi'],
  ['52:54:00:12:34:56', 'QEMU'],
  ['08:00:27:00:00:01', 'VirtualBox'],
  ['02:00:00:00:00:01', undefined],
  ['01:00:5e:00:00:fb', undefined],
])('%s was made by %s', (address, maker) => expect(makerOf(parseMac(address) ?? new Uint8Array(0))).toBe(maker));
