import { expect, it } from 'vitest';
import { mergeBy, merged } from '../../parts/merged.ts';
import { rateText, spanOf, ticksOf, tickText, withSpan } from './plot.ts';

it('sums stretches, and names round times and rates', () => {
  expect(merged([1, 2, 3, 4, 5], mergeBy(5, 3))).toEqual([3, 7, 5]);
  expect(ticksOf(73)).toEqual([0, 10, 20, 30, 40, 50, 60, 70]);
  expect([rateText(15_123_000), rateText(12), tickText(0.003), tickText(20)]).toEqual(['15.1 MB/s', '12 B/s', '3 ms', '20 s']);
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
