import { expect, it } from 'vitest';
import { inetAton, portNumber, strtonum } from './numbers.ts';

it.each([
  ['0', 0],
  [' +7', 7],
  ['-3', -3],
  ['11', 'too large'],
  ['-4', 'too small'],
  ['', 'invalid'],
  ['1x', 'invalid'],
  ['0x1', 'invalid'],
  ['99999999999999999999', 'too large'],
])('strtonum %j', (text, value) => expect(strtonum(text, -3, 10)).toBe(value));

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

it.each([
  ['80', 80],
  ['', 0],
  [' \t5', 5],
  ['+5', 5],
  ['007', 7],
  ['65536', 0],
  ['65617', 81],
  ['2147483648', undefined],
  ['4294967376', 80],
  ['99999999999999999999', undefined],
  ['-1', undefined],
  ['5 ', undefined],
  [' ', undefined],
  ['0x50', undefined],
  ['http', undefined],
])('a port written as %j', (text, port) => expect(portNumber(text)).toBe(port));
