/** A dissection is a question, not an event: any frame, in any order, any number of times, gives the values that it gave when it was taken. */
import { describe, expect, it } from 'vitest';
import { CaptureIndex } from '../../../src/analysis/capture-index.ts';
import { protocols } from '../../../src/protocols/registry.ts';
import { frameRecord } from '../../../src/view/json.ts';
import { treeLines, treeOf } from '../../../src/view/tree.ts';
import type { Dissection } from '../../../src/wire/dissection.ts';
import { batchOf } from '../../../src/wire/frame.ts';
import { folders, has, sample } from './samples.ts';

const all = (d: Dissection): string =>
  JSON.stringify([
    frameRecord(d, { first: undefined, previous: undefined }),
    treeLines(treeOf(d)),
    d.sources.map((s) => [s.name, [...s.bytes], s.from]),
  ]);

describe('every frame of every sample', () => {
  it.each(folders.filter((f) => has(f, `${f}.pcapng`)))('%s: dissected twice and in random order it gives the same', (folder) => {
    const frames = sample(folder);
    const index = new CaptureIndex(protocols, (number) => frames[number - 1]?.bytes ?? new Uint8Array(0), { verify: true });
    const taken: string[] = [];
    for (const frame of frames) {
      index.take(batchOf(frame));
      taken.push(all(index.track.dissect()));
    }
    let seed = 3;
    for (let k = 0; k < 3 * frames.length; k++) {
      seed = (seed * 48271) % 0x7fffffff;
      const number = 1 + (seed % frames.length);
      const again = all(index.dissect(number));
      if (again !== taken[number - 1]) expect(again).toBe(taken[number - 1]);
    }
  });
});
