import { expect, it } from 'vitest';
import { STRETCHES } from '../core/stretches.ts';
import { TimeLine } from './time-line.ts';

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

it('keeps every amount while its stretches become longer', () => {
  const line = new TimeLine(2);
  for (let k = 0; k < 10_000; k++) line.put(k / 100, k % 2, 3);
  expect(line.count).toBeGreaterThan(2048 / 6);
  expect(line.count).toBeLessThanOrEqual(2048);
  expect(line.count * line.width).toBeGreaterThanOrEqual(99.99);
  expect([sum(line.column(0)), sum(line.column(1))]).toEqual([15_000, 15_000]);
});

it('has round stretches, and each frame in its own', () => {
  const line = new TimeLine(1);
  for (let k = 0; k < 2000; k++) line.put(k / 1000, 0, 1);
  expect(line.width).toBe(0.001);
  expect(line.column(0)).toEqual(Array.from({ length: 2000 }, () => 1));
  for (let k = 2000; k < 10_000; k++) line.put(k / 1000, 0, 1);
  expect(line.width).toBe(0.005);
  expect(line.column(0)).toEqual(Array.from({ length: 2000 }, () => 5));
  line.coarsen(1);
  expect(line.column(0)).toEqual(Array.from({ length: 10 }, () => 1000));
});

it('takes what has no time for nothing, what was before the first frame as its time, and has room for any time', () => {
  const line = new TimeLine(1);
  line.put(Number.NaN, 0, 1);
  expect(line.count).toBe(0);
  line.put(-5, 0, 2);
  expect(line.column(0)).toEqual([2]);
  line.coarsen(0.5);
  expect([line.width, line.column(0)]).toEqual([0.5, [2]]);
  line.put(2 ** 64, 0, 3);
  expect(STRETCHES).toContain(line.width);
  expect(sum(line.column(0))).toBe(5);
  line.put(Number.POSITIVE_INFINITY, 0, 1);
  expect([line.count, sum(line.column(0))]).toEqual([2048, 6]);
});
