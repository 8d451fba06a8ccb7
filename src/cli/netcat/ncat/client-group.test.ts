/** hall: the loudspeaker speaks to somebody, and ends for somebody. */
import { expect, it } from 'vitest';
import { Loudspeaker } from './client-group.ts';

it('an end that nobody was there to hear is for the next who comes', async () => {
  let end: (chunk: undefined) => void = () => {};
  const chunks = [Promise.resolve(Uint8Array.of(1)), new Promise<undefined>((resolve) => (end = resolve))];
  const speaker = new Loudspeaker(async () => chunks.shift());
  const said: Uint8Array[] = [];
  let heard: () => void = () => {};
  const first = new Promise<void>((resolve) => (heard = resolve));
  const running = speaker.run(async (chunk) => {
    said.push(chunk);
    heard();
  });
  speaker.come();
  await first;
  speaker.go();
  end(undefined);
  await new Promise((resolve) => setImmediate(resolve));
  expect(speaker.over).toBe(false);
  speaker.come();
  await running;
  expect([speaker.over, said]).toEqual([true, [Uint8Array.of(1)]]);
});
