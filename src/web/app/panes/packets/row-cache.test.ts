import { expect, it } from 'vitest';
import type { PacketRow, RowsPart } from '../../../messages/row.ts';
import { RowCache } from './row-cache.ts';

const partOf = (from: number, total: number, count: number): RowsPart => ({
  from,
  total,
  progress: 1,
  rows: Array.from({ length: Math.max(0, Math.min(count, total - from)) }, (_, k) => ({ number: from + k + 1 }) as PacketRow),
});

const settled = async (): Promise<void> => {
  for (let k = 0; k < 10; k++) await Promise.resolve();
};

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
  cache.want(0, 50, total);
  cache.want(0, 50, total);
  await settled();
  expect(asked).toEqual([0, 32]);
  cache.want(90, 100, total);
  await settled();
  expect(cache.row(99)?.number).toBe(100);
  expect(cache.row(100)).toBeUndefined();
  total = 120;
  cache.want(98, 120, total);
  await settled();
  expect(asked).toEqual([0, 32, 64, 96, 96]);
  expect(cache.row(119)?.number).toBe(120);
  expect(cache.end).toBe(120);
});

it('asks for what is seen now, not for all that flew by', async () => {
  const asked: number[] = [];
  const answer: (() => void)[] = [];
  const cache = new RowCache(
    (from, count) => {
      asked.push(from);
      return new Promise((resolve) => answer.push(() => resolve(partOf(from, 1_000_000, count))));
    },
    () => {},
  );
  for (let first = 0; first < 900_000; first += 10_000) cache.want(first, first + 30, 1_000_000);
  expect(asked.length).toBe(2);
  for (const one of answer.splice(0)) one();
  await settled();
  expect(asked.slice(2)).toEqual([889_984, 890_016]);
});
