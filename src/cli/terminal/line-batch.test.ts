import { expect, it } from 'vitest';
import type { Output } from '../command/output.ts';
import { LineBatch } from './line-batch.ts';

it('writes the lines of a moment at once, in their order, and what is left when it is told to', async () => {
  const written: (string | undefined)[] = [];
  const out: Pick<Output, 'line' | 'freshLine'> = { freshLine: () => {}, line: (text) => void written.push(text) };
  const batch = new LineBatch(out as Output);
  batch.put('one');
  batch.put('two');
  expect(written).toEqual([]);
  await expect.poll(() => written).toEqual(['one\ntwo']);
  batch.put('three');
  batch.flush();
  expect(written).toEqual(['one\ntwo', 'three']);
});
