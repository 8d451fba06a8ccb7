import { MessageChannel } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { pattern, readAll } from '../../../test/conformance/endpoint/suite.ts';
import type { OpenChannel } from '../base/channel.ts';
import { type ChannelMessage, type MessageEnd, messageChannel } from './message-channel.ts';

const ports: MessageChannel[] = [];
afterEach(() => {
  for (const { port1 } of ports.splice(0)) port1.close();
});

/** Both sides, over a pair of ports as threads have them. */
const pair = (): readonly [OpenChannel, OpenChannel] => {
  const made = new MessageChannel();
  ports.push(made);
  const sideOf = (port: (typeof made)['port1']): MessageEnd => ({
    post: (message) => port.postMessage(message),
    listen: (take, gone) => {
      port.on('message', (message: ChannelMessage) => take(message));
      port.once('close', () => gone());
    },
    close: () => port.close(),
  });
  const facts = { scheme: 'helper', role: 'initiator', local: 'a', remote: 'b', started: 0, opened: 0 } as const;
  return [messageChannel(facts, sideOf(made.port1)), messageChannel(facts, sideOf(made.port2))];
};

describe('a channel over messages', () => {
  it('brings both ways what was sent, with each end by itself', async () => {
    const [a, b] = pair();
    const sent = pattern(3 << 20);
    const writing = (async () => {
      for (let o = 0; o < sent.length; o += 70_000) await a.write(sent.subarray(o, o + 70_000));
      await a.end();
    })();
    expect((await readAll(b)).equals(Buffer.from(sent))).toBe(true);
    await writing;
    await b.write(Buffer.from('after your end'));
    await b.end();
    expect(String(await readAll(a))).toBe('after your end');
  });

  it('keeps the boundaries of what was written', async () => {
    const [a, b] = pair();
    for (const text of ['one', 'two', '']) await a.write(Buffer.from(text));
    await a.end();
    const chunks: string[] = [];
    for await (const chunk of b.incoming) chunks.push(Buffer.from(chunk).toString());
    expect(chunks).toEqual(['one', 'two', '']);
  });

  it('makes the sender wait for a reader that does not read', async () => {
    const [a, b] = pair();
    let written = 0;
    const writing = (async () => {
      for (; written < 40; written++) await a.write(new Uint8Array(65_536));
      await a.end();
    })();
    await expect.poll(() => written).toBeGreaterThan(2);
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(written).toBeLessThan(8);
    expect((await readAll(b)).length).toBe(40 * 65_536);
    await writing;
  });

  it('is cut on both sides where one is, and a writer that waits is told', async () => {
    const [a, b] = pair();
    const writing = (async () => {
      for (;;) await a.write(new Uint8Array(65_536));
    })();
    b.abort(new Error('enough'));
    await expect(writing).rejects.toThrow('enough');
    expect((await a.ledger.closing).error?.message).toBe('enough');
  });
});
