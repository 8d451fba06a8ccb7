import { expect, it } from 'vitest';
import { inetAton } from './inet-aton.ts';

it.each([
  ['127.0.0.1', '127.0.0.1'],
  ['127.1', '127.0.0.1'],
  ['10.1.2', '10.1.0.2'],
  ['0x7f.1', '127.0.0.1'],
  ['0177.0.0.01', '127.0.0.1'],
  ['2130706433', '127.0.0.1'],
  ['4294967295', '255.255.255.255'],
  ['0', '0.0.0.0'],
  ['4294967296', undefined],
  ['256.1', undefined],
  ['1.2.3.4.5', undefined],
  ['1..2', undefined],
  ['08.1', undefined],
  ['host', undefined],
])('an address written as %s', (text, address) => expect(inetAton(text)).toBe(address));
