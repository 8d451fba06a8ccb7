import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAll, text } from '../../../test/conformance/endpoint/suite.ts';
import { memoryPair } from '../endpoints/memory/memory.ts';
import { tapped } from './tapped.ts';
import { teeTap } from './tee.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'wirecat-tee-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const talk = async (tap: Parameters<typeof tapped>[1]): Promise<void> => {
  const [ours, theirs] = memoryPair();
  tapped(ours, tap);
  await ours.write(text('question '));
  await theirs.write(text('answer '));
  await theirs.end();
  await readAll(ours);
  await ours.write(text('thanks'));
  await ours.end();
  expect(String(await readAll(theirs))).toBe('question thanks');
};

describe('tee', () => {
  it('copies each direction into its own file, or both into one in their order', async () => {
    const [a, b, c] = ['sent', 'received', 'both'].map((name) => openSync(join(folder, name), 'w'));
    if (a === undefined || b === undefined || c === undefined) throw new Error('three files');
    const fail = (error: Error): never => {
      throw error;
    };
    await talk(teeTap({ sent: a, received: b }, 'tee', fail));
    await talk(teeTap({ sent: c, received: c }, 'tee', fail));
    for (const fd of [a, b, c]) closeSync(fd);
    const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
    expect([read('sent'), read('received'), read('both')]).toEqual(['question thanks', 'answer ', 'question answer thanks']);
  });

  it('tells once that it cannot, and the channel goes on (F-07)', async () => {
    const full = openSync('/dev/full', 'w');
    const errors: string[] = [];
    await talk(teeTap({ sent: full }, 'the copy', (error) => errors.push(error.code)));
    closeSync(full);
    expect(errors).toEqual(['ENOSPC']);
  });
});
