/** Patience: who lets the server wait is cut off, who goes on slowly is not (T-B5). */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Patience, TIMES } from './patience.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it.each(['head', 'body', 'idle'] as const)('ends reading when the %s takes too long', (wait) => {
  const patience = new Patience('client', () => expect.unreachable());
  patience.start(wait);
  vi.advanceTimersByTime(TIMES[wait] - 1000);
  expect(patience.reading.aborted).toBe(false);
  vi.advanceTimersByTime(2000);
  expect(patience.reading.aborted).toBe(true);
  expect(patience.ranOut).toBe(wait);
});

it('cuts who takes nothing of what is sent', () => {
  const cut = vi.fn();
  const patience = new Patience('client', cut);
  patience.start('write');
  vi.advanceTimersByTime(TIMES.write + 1000);
  expect(cut).toHaveBeenCalledOnce();
  expect(patience.reading.aborted).toBe(false);
});

it('waits longer for who goes on, and for each on its own', () => {
  const [slow, silent] = [new Patience('slow', () => {}), new Patience('silent', () => {})];
  slow.start('body');
  silent.start('head');
  for (let n = 0; n < 100; n++) {
    slow.extend(1000);
    vi.advanceTimersByTime(1000);
  }
  expect([slow.ranOut, silent.ranOut]).toEqual([undefined, 'head']);
  slow.stop();
  expect(vi.getTimerCount()).toBe(0);
});
