import { expect, it } from 'vitest';
import { Courtesy } from './courtesy.ts';
import { Recording } from './recording.ts';

it('lets looking rest while large chunks go by, and not for small ones', async () => {
  const courtesy = new Courtesy();
  const carry = async (bytes: number, isPressed: boolean): Promise<void> => {
    await expect
      .poll(() => {
        for (let k = 0; k < 100; k++) courtesy.carried(bytes);
        return courtesy.isPressed;
      })
      .toBe(isPressed);
  };
  await carry(100, false);
  expect(courtesy.rest(4)).toBe(0);
  await carry(1 << 16, true);
  expect(courtesy.rest(4)).toBeGreaterThan(100);
  await carry(100, false);
});

it('knows when there are many small pieces', async () => {
  const courtesy = new Courtesy();
  const many = (): boolean => {
    for (let k = 0; k < 5000; k++) courtesy.carried(100);
    return courtesy.isCrowded;
  };
  await expect.poll(many).toBe(true);
  expect([courtesy.isPressed, courtesy.rest(4)]).toEqual([false, 0]);
  await expect.poll(() => courtesy.isCrowded).toBe(false);
});

it('keeps what it has room for and counts the rest, with right numbers behind it', async () => {
  const recording = new Recording();
  const end = (port: number) => ({ address: '127.0.0.1', port });
  const at = 1_700_000_000_000;
  const facts = { scheme: 'tcp', role: 'acceptor', local: 'a', remote: 'b', started: at, opened: at } as const;
  const channel = recording.tap.open({ ...facts, localIp: end(7), remoteIp: end(40_000) });
  const chunk = new Uint8Array(60_000);
  for (let k = 0; k < 400; k++) channel.chunk('received', chunk, at);
  const { skipped } = recording;
  expect(skipped).toBeGreaterThan(100);
  recording.end();
  let frames = 0;
  for await (const batch of recording.capture.batches) frames += batch.count;
  expect(frames + skipped).toBe(3 + 2 * 400);
  expect(recording.capture.decoder.interfaces).toHaveLength(1);
});
