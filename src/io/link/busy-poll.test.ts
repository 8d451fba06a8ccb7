import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { busyPoller } from './busy-poll.ts';

/** How often the loop was kept from sleeping. */
let looks = 0;
const usual = globalThis.setImmediate;
beforeEach(() => {
  looks = 0;
  vi.stubGlobal('setImmediate', (work: () => void) => {
    looks++;
    return usual(work);
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const turn = (): Promise<void> => new Promise((resolve) => usual(resolve));
/** Until it looks no more. */
const rest = async (): Promise<void> => {
  for (let before = -1; before !== looks; ) {
    before = looks;
    await new Promise((resolve) => setTimeout(resolve, 2));
    await turn();
  }
};
/** Messages that come alone, with a rest after each; gives which of them it looked after. */
const alone = async (message: () => void, count: number): Promise<boolean[]> => {
  const looked: boolean[] = [];
  for (let n = 0; n < count; n++) {
    const before = looks;
    message();
    await rest();
    looked.push(looks > before);
  }
  return looked;
};

it('looks after a message, stops by itself, and gives up for a while where nothing ever comes', async () => {
  const message = busyPoller(2);
  expect(await alone(message, 6)).toEqual([true, true, true, true, false, false]);
  for (let n = 0; n < 254; n++) message();
  expect(await alone(message, 1)).toEqual([true]);
});

it('goes on where the next message comes in time', async () => {
  const message = busyPoller(2, 50);
  for (let n = 0; n < 8; n++) {
    const before = looks;
    message();
    await turn();
    message();
    expect(looks).toBeGreaterThan(before);
    await rest();
  }
});

it('leaves a busy loop, and a single processor, alone', async () => {
  const busy = busyPoller(2);
  for (let n = 0; n < 5; n++) busy();
  await rest();
  expect(looks).toBe(1);
  expect(await alone(busy, 3)).toEqual([false, false, false]);
  expect(await alone(busyPoller(1), 3)).toEqual([false, false, false]);
});
