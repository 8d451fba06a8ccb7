import { expect, it } from 'vitest';
import { FILE_LIMITS, type Limits } from '../analysis/limits.ts';
import { utf8 } from '../core/bytes.ts';
import { batchSink } from '../io/capture/synth/batch-sink.ts';
import { synth } from '../io/capture/synth/synth.ts';
import { rowOf } from '../view/rows.ts';
import { FrameLoop } from './frames.ts';

const T0 = 1_700_000_000_000;

/** Conversations that begin an HTTP head of so many bytes, and end it when all have begun: what is said, and which rows are HTTP. */
const conversations = (count: number, bytes: number, limits: Partial<Limits>) => {
  const notes: string[] = [];
  const loop = new FrameLoop({ limits: { ...FILE_LIMITS, ...limits }, onForgotten: (text) => notes.push(text) });
  const read: number[] = [];
  const sink = batchSink((batch) => {
    for (let i = 0; i < batch.count; i++) {
      const { d } = loop.next(batch, i) ?? expect.unreachable();
      const row = rowOf(d, d.frame);
      if (row.protocol === 'HTTP') read.push(Number(/X-Number: (\d+)/.exec(String.fromCharCode(...(d.sources.at(-1)?.bytes ?? [])))?.[1]));
    }
  });
  const tap = synth(sink);
  const channels = Array.from({ length: count }, (_, k) =>
    tap.open({
      scheme: 'tcp',
      role: 'initiator',
      local: '',
      remote: '',
      localIp: { address: '192.0.2.1', port: 2000 + k },
      remoteIp: { address: '192.0.2.2', port: 80 },
      started: T0 + k,
      opened: T0 + k,
    }),
  );
  for (const [k, channel] of channels.entries())
    channel.chunk('sent', utf8(`GET / HTTP/1.1\r\nX-Number: ${k}\r\nX-Fill: ${'x'.repeat(bytes)}`), T0 + 1000 + k);
  for (const [k, channel] of channels.entries()) channel.chunk('sent', utf8('\r\n\r\n'), T0 + 2000 + k);
  sink.flush();
  return { notes, read, forgotten: loop.track.forgotten };
};

it('reads all streams where there is room', () => {
  const { notes, read } = conversations(20, 100, {});
  expect(read).toEqual(Array.from({ length: 20 }, (_, k) => k));
  expect(notes).toEqual([]);
});

it('reads no more streams at a time than the limit, those of late, and says so once', () => {
  const { notes, read, forgotten } = conversations(20, 100, { talks: 8 });
  expect(read.length).toBeGreaterThanOrEqual(6);
  expect(read.length).toBeLessThanOrEqual(8);
  expect(read.at(-1)).toBe(19);
  expect(forgotten.streams).toBe(20 - read.length);
  expect(notes).toEqual([
    expect.stringMatching(/^from frame \d+ on messages of conversations that were quiet for long are not put together/),
  ]);
});

it('keeps no more bytes that wait than the limit, in all streams together', () => {
  const { read, forgotten } = conversations(20, 10_000, { waiting: 100_000 });
  expect(read.length).toBeGreaterThan(1);
  expect(read.length).toBeLessThan(10);
  expect(read.at(-1)).toBe(19);
  expect(forgotten.streams).toBe(20 - read.length);
});

it('says that conversations are forgotten', () => {
  const { notes } = conversations(40, 10, { conversations: 10, addresses: 10 });
  expect(notes).toEqual([expect.stringMatching(/^from frame \d+ on conversations that were quiet for long are forgotten/)]);
});
