import { expect, it } from 'vitest';
import type { PacketRow, RowsPart } from '../../../messages/row.ts';
import { RowCache } from './row-cache.ts';

const partOf = (from: number, total: number, count: number): RowsPart => ({
  from,
  total,
  progress: 1,
  rows: Array.from({ length: Math.max(0, Math.min(count, total - from)) }, (_, k) => ({ number: from + k + 1 }) as PacketRow),
});

it('asks for each stretch once, and for the last one again when it has become longer', async () => {
  const asked: number[] = [];
  let total = 100;
  const cache = new RowCache(
    async (from, count) => {
      asked.push(from);
      return partOf(from, total, count);
    },
    () => {},
  );
  cache.want(0, 100, total);
  cache.want(0, 100, total);
  await Promise.resolve();
  await Promise.resolve();
  expect(asked).toEqual([0, 64]);
  expect(cache.row(99)?.number).toBe(100);
  expect(cache.row(100)).toBeUndefined();
  total = 120;
  cache.want(90, 120, total);
  await Promise.resolve();
  await Promise.resolve();
  expect(asked).toEqual([0, 64, 64]);
  expect(cache.row(119)?.number).toBe(120);
});
