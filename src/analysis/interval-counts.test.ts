import { expect, it } from 'vitest';
import { frameBatch } from '../wire/frame.ts';
import { IntervalCounts } from './interval-counts.ts';

const FIRST = { seconds: 1_700_000_000, nanos: 900_000_000 };
const batch = frameBatch(1);
const taken = (length: number, frames: readonly (readonly [seconds: number, nanos: number, bytes: number])[]): IntervalCounts => {
  const counts = new IntervalCounts(length);
  for (const [seconds, nanos, bytes] of frames) {
    batch.seconds[0] = seconds;
    batch.nanos[0] = nanos;
    batch.original[0] = bytes;
    counts.take(batch, 0, { first: FIRST, previous: undefined });
  }
  return counts;
};

it('counts from the first frame on, to the nanosecond, whatever the order', () => {
  const s = FIRST.seconds;
  const counts = taken(0.1, [
    [s, 900_000_000, 10],
    [s, 999_999_999, 20],
    [s + 1, 0, 30],
    [s + 2, 0, 40],
    [s, 950_000_000, 50],
    [s, 800_000_000, 60],
    [Number.NaN, 0, 70],
  ]);
  expect(counts.all).toEqual([
    { at: -1, frames: 1, bytes: 60 },
    { at: 0, frames: 3, bytes: 80 },
    { at: 1, frames: 1, bytes: 30 },
    { at: 11, frames: 1, bytes: 40 },
  ]);
  expect(counts.untimed).toBe(1);
});
