import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openFiles } from './files.ts';
import { sendFile } from './send-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'wirecat-send-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A channel that takes its time, and sees a piece that is changed too soon. */
const slow = () => {
  const got: Buffer[] = [];
  const write = async (chunk: Uint8Array): Promise<void> => {
    const before = Buffer.from(chunk);
    await new Promise((resolve) => setTimeout(resolve, 2));
    expect(before.equals(chunk)).toBe(true);
    got.push(before);
  };
  return { write, got: () => Buffer.concat(got) };
};

it.each([[0], [1], [1 << 19], [(1 << 19) + 1], [1_500_000]])('sends all %d bytes, and any part of them', async (size) => {
  const content = Buffer.from(Array.from({ length: size }, (_, i) => (i * 7919) >> 5));
  writeFileSync(join(folder, 'file'), content);
  const file = openFiles(folder).open('/file');
  for (const [from, end] of [
    [0, size],
    [size >> 1, size],
    [0, size >> 1],
    [size, size],
  ] as const) {
    const channel = slow();
    expect(await sendFile(file, channel, from, end)).toBe(end - from);
    expect(channel.got().equals(content.subarray(from, end))).toBe(true);
  }
  file.close();
});

it('stops where the channel is broken, or the file has become shorter', async () => {
  writeFileSync(join(folder, 'file'), new Uint8Array(1_000_000));
  const file = openFiles(folder).open('/file');
  await expect(sendFile(file, { write: () => Promise.reject(new Error('broken')) })).rejects.toThrow('broken');
  writeFileSync(join(folder, 'file'), new Uint8Array(600_000));
  expect(await sendFile(file, slow())).toBe(600_000);
  file.close();
});
