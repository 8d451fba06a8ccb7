import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sleep } from '../link/pace.ts';
import { type Candidate, firstOpen, interleave } from './happy-eyeballs.ts';

const four = (n: number): Candidate => ({ address: `10.0.0.${n}`, family: 4 });
const six = (n: number): Candidate => ({ address: `fd00::${n}`, family: 6 });
const never = new AbortController().signal;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** What comes of it, once a second has gone by. */
const within = async <T>(opening: Promise<T>): Promise<T> => {
  const [settled] = await Promise.allSettled([opening, vi.advanceTimersByTimeAsync(1000)]);
  if (settled.status === 'rejected') throw settled.reason;
  return settled.value;
};

/** Connects as the table says: after so many milliseconds, with success or not. */
const race = (plan: Readonly<Record<string, readonly [ms: number, opens: boolean]>>, candidates: readonly Candidate[]) => {
  const events: string[] = [];
  const started = performance.now();
  const connect = async ({ address }: Candidate, signal: AbortSignal): Promise<string> => {
    events.push(`try ${address} at ${performance.now() - started}`);
    const [ms, opens] = plan[address] ?? [0, false];
    await sleep(ms, signal);
    if (!opens) throw new Error(`${address} refused`);
    return address;
  };
  return {
    events,
    race: {
      candidates,
      connect,
      discard: (late: string) => events.push(`discard ${late}`),
      onAttemptFailed: (a: string) => events.push(`failed ${a}`),
    },
  };
};

describe('interleave', () => {
  it('lets the families take turns, the first address first (RFC 8305 §4)', () => {
    expect(interleave([six(1), six(2), six(3), four(1)])).toEqual([six(1), four(1), six(2), six(3)]);
    expect(interleave([four(1), six(1), six(2)])).toEqual([four(1), six(1), six(2)]);
    expect(interleave([four(1), four(2)])).toEqual([four(1), four(2)]);
    expect(interleave([])).toEqual([]);
  });
});

describe('firstOpen', () => {
  it('tries the next at once when one refuses', async () => {
    const { race: r, events } = race({ [six(1).address]: [0, false], [four(1).address]: [0, true] }, [six(1), four(1)]);
    expect(await within(firstOpen(r, never))).toBe('10.0.0.1');
    expect(events).toEqual(['try fd00::1 at 0', 'failed fd00::1', 'try 10.0.0.1 at 0']);
  });

  it('tries the next beside a silent one after a quarter of a second (RFC 8305 §5)', async () => {
    const { race: r, events } = race({ [six(1).address]: [60_000, true], [four(1).address]: [0, true] }, [six(1), four(1)]);
    expect(await within(firstOpen(r, never))).toBe('10.0.0.1');
    expect(events).toEqual(['try fd00::1 at 0', 'try 10.0.0.1 at 250']);
  });

  it('lets a slow one still win while the next is being tried', async () => {
    const { race: r } = race({ [six(1).address]: [350, true], [four(1).address]: [60_000, true] }, [six(1), four(1)]);
    expect(await within(firstOpen(r, never))).toBe('fd00::1');
  });

  it('tells all that failed', async () => {
    const { race: r } = race({}, [six(1), four(1), four(2)]);
    const error = await within(firstOpen(r, never)).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(AggregateError);
    expect(error).toMatchObject({
      errors: [{ message: 'fd00::1 refused' }, { message: '10.0.0.1 refused' }, { message: '10.0.0.2 refused' }],
    });
  });

  it('stops with the reason of the signal', async () => {
    const stop = new AbortController();
    const { race: r } = race({ [six(1).address]: [60_000, true] }, [six(1)]);
    const opening = firstOpen(r, stop.signal);
    const reason = new Error('no more');
    stop.abort(reason);
    await expect(opening).rejects.toBe(reason);
    await expect(firstOpen(r, stop.signal)).rejects.toBe(reason);
  });
});
