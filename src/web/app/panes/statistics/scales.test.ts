import { expect, it } from 'vitest';
import { fromZero, shortNumber, shownValue } from './scales.ts';

it('writes numbers short, nothing for nothing, and begins at nothing', () => {
  expect([0, 12.5, 999, 1000, 80_000_000, 1_234_567].map(shortNumber)).toEqual(['0', '12.5', '999', '1 k', '80 M', '1.235 M']);
  expect([shownValue(0, null), shownValue(0, 2000)]).toEqual(['', '2 k']);
  expect(fromZero(0, 50, 100)).toEqual([0, 105]);
  expect(fromZero(0, 0, 0)).toEqual([0, 1]);
});
