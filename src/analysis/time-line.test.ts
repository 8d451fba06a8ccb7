import { expect, it } from 'vitest';
import { TimeLine } from './time-line.ts';

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

it('keeps every amount while its stretches become longer', () => {
  const line = new TimeLine(2);
  for (let k = 0; k < 10_000; k++) line.put(k / 100, k % 2, 3);
  expect(line.count).toBeGreaterThan(512);
  expect(line.count).toBeLessThanOrEqual(1024);
  expect(line.count * line.width).toBeGreaterThanOrEqual(99.99);
  expect([sum(line.column(0)), sum(line.column(1))]).toEqual([15_000, 15_000]);
});

it('takes what has no time for nothing, and what was before the first frame as its time', () => {
  const line = new TimeLine(1);
  line.put(Number.NaN, 0, 1);
  expect(line.count).toBe(0);
  line.put(-5, 0, 2);
  expect(line.column(0)).toEqual([2]);
  line.coarsen(0.5);
  expect([line.width, line.column(0)]).toEqual([0.5, [2]]);
});
