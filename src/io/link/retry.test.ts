import { describe, expect, it } from 'vitest';
import { readAll, text } from '../../../test/conformance/endpoint/suite.ts';
import type { OpenChannel } from '../base/channel.ts';
import { memoryPair } from '../endpoints/memory/memory.ts';
import { linkAgain, openAgain } from './retry.ts';

const never = new AbortController().signal;

describe('openAgain', () => {
  it('tries until it opens, waiting twice as long each time', async () => {
    const [channel] = memoryPair();
    let calls = 0;
    const waits: number[] = [];
    const open = (): Promise<OpenChannel> => (++calls < 5 ? Promise.reject(new Error(`no ${calls}`)) : Promise.resolve(channel));
    const opened = await openAgain(open, { delay: 5, longest: 20, onRetry: (_error, wait) => waits.push(wait) }, never);
    expect(opened).toBe(channel);
    expect(waits).toEqual([5, 10, 20, 20]);
  });

  it('gives up after so many tries, with the last error', async () => {
    let calls = 0;
    await expect(openAgain(() => Promise.reject(new Error(`no ${++calls}`)), { delay: 1, tries: 3 }, never)).rejects.toThrow('no 3');
  });

  it('stops waiting when the signal is aborted', async () => {
    const stop = new AbortController();
    const reason = new Error('enough');
    const opening = openAgain(() => Promise.reject(new Error('no')), { delay: 60_000, onRetry: () => stop.abort(reason) }, stop.signal);
    await expect(opening).rejects.toBe(reason);
  });
});

describe('linkAgain', () => {
  it('links again what ended', async () => {
    const heard: string[] = [];
    const a = async (): Promise<OpenChannel> => {
      const [near, far] = memoryPair();
      await far.write(text(`call ${heard.length + 1}`));
      await far.end();
      return near;
    };
    const b = async (): Promise<OpenChannel> => {
      const [near, far] = memoryPair();
      readAll(far).then(
        (all) => {
          heard.push(String(all));
          return far.end();
        },
        () => {},
      );
      return near;
    };
    await linkAgain(a, b, { delay: 1, onUnlinked: () => heard.length < 3 }, never);
    expect(heard).toEqual(['call 1', 'call 2', 'call 3']);
  });

  it('keeps a side that lasts: what it says while the other is away is said to the next, and its end is the end', async () => {
    const [near, source] = memoryPair();
    const heard: string[] = [];
    const open = async (): Promise<OpenChannel> => {
      const [target, far] = memoryPair();
      const reader = far.incoming[Symbol.asyncIterator]();
      if (heard.length < 2) {
        await source.write(text(`line ${heard.length + 1}`));
        reader.next().then(
          async ({ value }) => {
            heard.push(Buffer.from(value ?? []).toString());
            await far.end(); // goes away; what is said from here on must wait
          },
          () => {},
        );
      } else {
        await source.write(text('last'));
        await source.end();
        readAll(far).then(
          (all) => {
            heard.push(String(all));
            return far.end();
          },
          () => {},
        );
      }
      return target;
    };
    let opened = 0;
    const once = (): Promise<OpenChannel> => (++opened === 1 ? Promise.resolve(near) : Promise.reject(new Error('twice')));
    const keeps = (channel: OpenChannel): 'once' | undefined => (channel === near ? 'once' : undefined);
    await linkAgain(once, open, { delay: 1, tries: 1, keeps }, never);
    expect(heard).toEqual(['line 1', 'line 2', 'last']);
  });

  it('says again what could not be written, and counts what reached nobody', async () => {
    const [near, source] = memoryPair();
    let tries = 0;
    const open = async (): Promise<OpenChannel> => {
      const [target] = memoryPair();
      target.write = () => Promise.reject(Object.assign(new Error('broken'), { code: 'ECONNRESET' }));
      if (++tries === 1) await source.write(text('kept'));
      return target;
    };
    const waits: number[] = [];
    const lost: number[] = [];
    const stop = new AbortController();
    const onUnlinked = (_: unknown, waiting: number): boolean => waits.push(waiting) < 2;
    const keeps = (channel: OpenChannel): 'once' | undefined => (channel === near ? 'once' : undefined);
    const link = { idle: 20 };
    await linkAgain(() => Promise.resolve(near), open, { delay: 1, keeps, link, onUnlinked, onLost: (n) => lost.push(n) }, stop.signal);
    expect([waits, lost]).toEqual([[4, 4], [4]]);
  });

  it('lets go of the first when the second cannot be opened', async () => {
    const [near, far] = memoryPair();
    const failing = linkAgain(
      () => Promise.resolve(near),
      () => Promise.reject(new Error('no')),
      { tries: 1 },
      never,
    );
    await expect(failing).rejects.toThrow('no');
    await expect(readAll(far)).rejects.toMatchObject({ code: 'ECONNRESET' });
  });
});
