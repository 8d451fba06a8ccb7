import { describe, expect, it } from 'vitest';
import { SHARED, type Sink } from '../base/on-read.ts';
import { ChunkQueue } from './chunk-queue.ts';

const bytes = (n: number): Uint8Array => new Uint8Array(n);

describe('the queue of a channel', () => {
  it('asks its source only when the reader waits', async () => {
    let wanted = 0;
    const queue = new ChunkQueue(() => wanted++);
    expect(queue.push(bytes(1))).toBe(true);
    const iterator = queue[Symbol.asyncIterator]();
    expect((await iterator.next()).value).toHaveLength(1);
    expect(wanted).toBe(0);
    const next = iterator.next();
    expect(wanted).toBe(1);
    expect(queue.push(bytes(2))).toBe(true);
    expect((await next).value).toHaveLength(2);
  });

  it('says stop at 64 KiB and still takes what comes', async () => {
    const queue = new ChunkQueue(() => {});
    expect(queue.push(bytes(65_535))).toBe(true);
    expect(queue.push(bytes(1))).toBe(false);
    expect(queue.push(bytes(5))).toBe(false);
    const lengths: number[] = [];
    queue.close();
    for await (const chunk of queue) lengths.push(chunk.length);
    expect(lengths).toEqual([65_535, 1, 5]);
  });

  it('gives what is queued before the error, and nothing of it when it is cut', async () => {
    const closed = new ChunkQueue(() => {});
    closed.push(bytes(1));
    closed.close(new Error('reset'));
    const iterator = closed[Symbol.asyncIterator]();
    expect((await iterator.next()).value).toHaveLength(1);
    await expect(iterator.next()).rejects.toThrow('reset');
    const cut = new ChunkQueue(() => {});
    cut.push(bytes(1));
    cut.cut(new Error('abort'));
    await expect(cut[Symbol.asyncIterator]().next()).rejects.toThrow('abort');
  });

  it('fails a reader who waits', async () => {
    const queue = new ChunkQueue(() => {});
    const next = queue[Symbol.asyncIterator]().next();
    queue.close(new Error('reset'));
    await expect(next).rejects.toThrow('reset');
  });

  it('has one reader at a time', async () => {
    const queue = new ChunkQueue(() => {});
    const iterator = queue[Symbol.asyncIterator]();
    const first = iterator.next();
    await expect(iterator.next()).rejects.toThrow('one reader');
    queue.close();
    expect((await first).done).toBe(true);
  });

  it('may be left and read on', async () => {
    const queue = new ChunkQueue(() => {});
    for (let i = 1; i <= 3; i++) queue.push(bytes(i));
    queue.close();
    const lengths: number[] = [];
    for await (const chunk of queue) {
      lengths.push(chunk.length);
      break;
    }
    for await (const chunk of queue) lengths.push(chunk.length);
    expect(lengths).toEqual([1, 2, 3]);
  });

  it('tells a sink that has taken over, before or after the end', async () => {
    const told: (string | undefined)[] = [];
    const sink: Sink = {
      buffer: SHARED,
      keep: (n, from) => from.slice(0, n),
      take: () => true,
      over: (error) => told.push(error?.message),
    };
    const open = new ChunkQueue(() => {});
    await open.ended(sink);
    open.close(new Error('reset'));
    const over = new ChunkQueue(() => {});
    over.close();
    await over.ended(sink);
    await Promise.resolve();
    expect(told).toEqual(['reset', undefined]);
    const { over: _, ...plain } = sink;
    await expect(over.ended(plain)).resolves.toBeUndefined();
  });
});
