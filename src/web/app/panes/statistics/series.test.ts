import { expect, it } from 'vitest';
import type { SeriesPoint } from '../../../messages/series.ts';
import { columnsOf } from './series.ts';

const point = (seconds: number, side: 0 | 1, length: number, more: Partial<SeriesPoint> = {}): SeriesPoint => ({
  frame: 1,
  seconds,
  side,
  length,
  sent: length,
  window: 100,
  trip: -1,
  ...more,
});

it('has each side in a column of its own, and nothing where a packet says nothing', () => {
  const points = [point(0, 0, 10), point(0.5, 1, 0, { trip: 0.5 }), point(1, 1, 20, { window: -1 })];
  expect(columnsOf(points, 'sequence')).toEqual([
    [0, 0.5, 1],
    [10, null, null],
    [null, null, 20],
  ]);
  expect(columnsOf(points, 'trip')).toEqual([
    [0, 0.5, 1],
    [null, null, null],
    [null, 500, null],
  ]);
  expect(columnsOf(points, 'window')).toEqual([
    [0, 0.5, 1],
    [100, null, null],
    [null, 100, null],
  ]);
});

it('counts what goes through in a stretch of time, and forgets what was before', () => {
  const points = Array.from({ length: 101 }, (_, k) => point(k / 10, 0, 100));
  const [, client] = columnsOf(points, 'through');
  expect(client.at(-1)).toBeCloseTo((6 * 100 * 8) / 0.5, 0);
  expect(columnsOf(points, 'through')[2].every((v) => v === null)).toBe(true);
});
