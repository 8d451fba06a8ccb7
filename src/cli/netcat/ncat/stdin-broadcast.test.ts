/** stdin-broadcast: standard input is read while a client is connected, and its end is for a client, too. */
import { expect, it } from 'vitest';
import { StdinBroadcast } from './stdin-broadcast.ts';

it('an end that nobody was there to hear is for the next who comes', async () => {
  let end: (chunk: undefined) => void = () => {};
  const chunks = [Promise.resolve(Uint8Array.of(1)), new Promise<undefined>((resolve) => (end = resolve))];
  const broadcast = new StdinBroadcast(async () => chunks.shift());
  const said: Uint8Array[] = [];
  let heard: () => void = () => {};
  const first = new Promise<void>((resolve) => (heard = resolve));
  const running = broadcast.run(async (chunk) => {
    said.push(chunk);
    heard();
  });
  broadcast.join();
  await first;
  broadcast.leave();
  end(undefined);
  await new Promise((resolve) => setImmediate(resolve));
  expect(broadcast.over).toBe(false);
  broadcast.join();
  await running;
  expect([broadcast.over, said]).toEqual([true, [Uint8Array.of(1)]]);
});
