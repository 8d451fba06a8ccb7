/** unnamed-pipe: pipes made ahead are whole, different from each other, and as many as are asked for. */
import { closeSync, fstatSync, readSync, writeSync } from 'node:fs';
import { expect, it } from 'vitest';
import { type PipeEnds, PipeStock } from './unnamed-pipe.ts';

it('gives pipes, however many are taken at once', async () => {
  const stock = new PipeStock();
  const groups = await Promise.all(Array.from({ length: 7 }, () => stock.take(3)));
  const pipes: readonly PipeEnds[] = groups.flat();
  const said = pipes.map(({ read, write }, i) => {
    writeSync(write, `pipe ${i}`);
    const got = Buffer.alloc(20);
    return got.toString('latin1', 0, readSync(read, got));
  });
  expect(said).toEqual(Array.from({ length: 21 }, (_, i) => `pipe ${i}`));
  for (const { read, write } of pipes) {
    expect([fstatSync(read).isFIFO(), fstatSync(write).isFIFO()]).toEqual([true, true]);
    closeSync(read);
    closeSync(write);
  }
});
