import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { withDeadline } from '../base/deadline.ts';
import { paceOf, sleep } from './pace.ts';

const never = new AbortController().signal;

describe('a pace', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** Milliseconds that the waits take, one after the other. */
  const taken = async (waits: readonly (() => Promise<void>)[]): Promise<number> => {
    const started = performance.now();
    const waiting = (async () => {
      for (const wait of waits) await wait();
      return performance.now() - started;
    })();
    await vi.advanceTimersByTimeAsync(10_000);
    return waiting;
  };

  it('lets a tenth of a second through at once and spreads the rest', async () => {
    const pace = paceOf(100_000, never);
    expect(pace.slice).toBe(10_000);
    const wait = (): Promise<void> => pace.wait(10_000);
    expect(await taken([wait, wait, wait, wait])).toBe(300);
    expect(await taken([wait])).toBe(0);
  });

  it('gives no credit for silence', async () => {
    let clock = 0;
    const pace = paceOf(1000, never, () => clock);
    clock = 60_000;
    expect(await taken([() => pace.wait(100), () => pace.wait(100)])).toBe(100);
  });

  it('stops waiting with the signal', async () => {
    const stop = new AbortController();
    const pace = paceOf(1, stop.signal);
    const waiting = pace.wait(1000);
    const reason = new Error('over');
    stop.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    await expect(sleep(1, stop.signal)).rejects.toBe(reason);
  });
});

describe('a deadline', () => {
  const late = (): Error => new Error('late');

  it('aborts what takes too long, with its own reason', async () => {
    await expect(withDeadline(20, late, never, (signal) => sleep(60_000, signal))).rejects.toThrow('late');
    expect(await withDeadline(60_000, late, never, () => Promise.resolve('in time'))).toBe('in time');
    expect(await withDeadline(0, late, never, () => Promise.resolve('no limit'))).toBe('no limit');
  });

  it('passes the signal on, and leaves nothing behind', async () => {
    const stop = new AbortController();
    const reason = new Error('enough');
    const work = withDeadline(60_000, late, stop.signal, (signal) => sleep(60_000, signal));
    stop.abort(reason);
    await expect(work).rejects.toBe(reason);
    await expect(withDeadline(1, late, stop.signal, () => Promise.resolve())).rejects.toBe(reason);
  });
});
