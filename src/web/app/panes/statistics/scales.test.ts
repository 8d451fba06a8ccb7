import { expect, it } from 'vitest';
import { fromZero, intervalOf, lengthText, shortNumber, shownValue, timesText, WHOLE_STEPS } from './scales.ts';

it('writes numbers short, nothing for nothing, and begins at nothing', () => {
  expect([0, 12.5, 999, 1000, 80_000_000, 1_234_567].map(shortNumber)).toEqual(['0', '12.5', '999', '1 k', '80 M', '1.235 M']);
  expect([shownValue(0, null), shownValue(0, 2000)]).toEqual(['', '2 k']);
  expect(fromZero(0, 50, 100)).toEqual([0, 105]);
  expect(fromZero(0, 0, 0)).toEqual([0, 1]);
  expect(WHOLE_STEPS.slice(0, 5)).toEqual([1, 2, 5, 10, 20]);
});

it('has round stretches that a person expects, and says how long they are', () => {
  expect([1.196, 20, 0.118, 73.3, 3600, 90_000].map((s) => lengthText(intervalOf(s, 0)))).toEqual([
    '10 ms',
    '100 ms',
    '1 ms',
    '500 ms',
    '1 min',
    '10 min',
  ]);
  expect(intervalOf(1, 0.05)).toBe(0.05);
  expect([5e-6, 1, 300, 21_600, 864_000].map(lengthText)).toEqual(['5 µs', '1 s', '5 min', '6 h', '10 d']);
  expect(timesText([0, 0.002, 0.05])).toEqual(['0 ms', '2 ms', '50 ms']);
  expect(timesText([0, 0.5, 1])).toEqual(['0 s', '0.5 s', '1 s']);
});
