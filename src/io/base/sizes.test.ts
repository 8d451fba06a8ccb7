/** sizes: words for numbers of bytes, there and back. */

import { expect, it } from 'vitest';
import { fc } from '../../../test/property.ts';
import { parseSize, printSize } from './sizes.ts';

it.each([
  ['0', 0],
  ['4096', 4096],
  ['64k', 65_536],
  ['64K', 65_536],
  ['1.5M', 1_572_864],
  ['2GiB', 2 ** 31],
  ['1kb', 1024],
  ['.5k', 512],
])('%s is %i', (words, bytes) => {
  expect(parseSize(words)).toBe(bytes);
});

it.each(['', 'k', '-1', '1x', '1 k', '1e3', '0x10'])('%j is none', (words) => {
  expect(parseSize(words)).toBeUndefined();
});

it('any number comes back', () => {
  fc.assert(fc.property(fc.nat(2 ** 31), (n) => parseSize(printSize(n)) === n));
  expect([printSize(0), printSize(1023), printSize(1024), printSize(3 << 20)]).toEqual(['0', '1023', '1k', '3M']);
});
