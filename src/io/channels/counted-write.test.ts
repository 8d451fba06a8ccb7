import { expect, it } from 'vitest';
import { countedWrite } from './counted-write.ts';

const half = (end?: () => Promise<void>) => {
  const done: ((error?: Error | null) => void)[] = [];
  return { half: countedWrite((_bytes, written) => void done.push(written), end)(() => {}), done };
};

it('counts what is on its way', () => {
  const { half: write, done } = half();
  write.put(new Uint8Array(3), () => {});
  write.put(new Uint8Array(4), () => {});
  expect(write.pending).toBe(7);
  done[0]?.();
  expect(write.pending).toBe(4);
  done[1]?.(new Error('lost'));
  expect(write.pending).toBe(0);
});

it('tells the end when everything is with the system, also what failed', async () => {
  const order: string[] = [];
  const { half: write, done } = half(async () => void order.push('end'));
  write.put(new Uint8Array(3), (error) => order.push(error?.message ?? 'written'));
  const ended = write.end();
  await Promise.resolve();
  expect(order).toEqual([]);
  done[0]?.(new Error('lost'));
  await ended;
  expect(order).toEqual(['lost', 'end']);
});

it('ends at once where nothing is on its way', async () => {
  const { half: write } = half();
  await expect(write.end()).resolves.toBeUndefined();
});
