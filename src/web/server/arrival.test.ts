import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Arrival } from './arrival.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

it('lets other work rest from when a page is asked for until it has shown rows, or for less than a second', () => {
  const arrival = new Arrival();
  expect(arrival.rest()).toBe(0);
  arrival.begins();
  expect(arrival.rest()).toBeGreaterThan(0);
  arrival.ends();
  expect(arrival.rest()).toBeGreaterThan(0);
  vi.advanceTimersByTime(199);
  expect(arrival.rest()).toBe(0);
  arrival.begins();
  vi.advanceTimersByTime(999);
  expect(arrival.rest()).toBe(0);
});
