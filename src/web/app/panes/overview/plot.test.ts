import { expect, it } from 'vitest';
import { mergeBy, merged } from '../../parts/merged.ts';
import { amountText, peakOf, spanOf, ticksOf, tickText, withSpan } from './plot.ts';

it('sums stretches, and names round times and rates', () => {
  expect(merged([1, 2, 3, 4, 5], mergeBy(5, 3))).toEqual([3, 7, 5]);
  expect(ticksOf(73)).toEqual([0, 10, 20, 30, 40, 50, 60, 70]);
  expect([amountText(15_123_000), amountText(12), tickText(0.003), tickText(20)]).toEqual(['15.1 MB', '12 B', '3 ms', '20 s']);
});

it('finds the second in which most went, wherever it begins, and not more than that', () => {
  // A burst of 1 ms is no rate of a second.
  const burst = Array.from({ length: 3000 }, (_, k) => (k === 1500 ? 1000 : 0));
  expect(peakOf(burst, 0.001)).toEqual({ most: 1000, seconds: 1 });
  expect(peakOf([0, 5, 9, 1, 0, 7], 0.5)).toEqual({ most: 14, seconds: 1 });
  expect(peakOf([3, 9, 4], 10)).toEqual({ most: 9, seconds: 10 });
  expect(peakOf([3, 4], 0.1)).toEqual({ most: 7, seconds: 1 });
});

it('puts a stretch of time into a filter, changes it and takes it out again', () => {
  const first = withSpan('tcp || udp', [1, 2.5]);
  expect(first).toBe('(tcp || udp) && frame.time_relative >= 1 && frame.time_relative <= 2.5');
  expect(spanOf(first)).toEqual([1, 2.5]);
  expect(withSpan(first, [3, 4])).toBe('(tcp || udp) && frame.time_relative >= 3 && frame.time_relative <= 4');
  expect(withSpan(first, undefined)).toBe('tcp || udp');
  expect(withSpan(withSpan('', [0, 1]), undefined)).toBe('');
  expect(spanOf('tcp')).toBeUndefined();
});
