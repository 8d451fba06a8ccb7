import { expect, it } from 'vitest';
import { portNumber, strtonum } from './numbers.ts';

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
