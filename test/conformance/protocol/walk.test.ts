/** What a walk says of a frame is what a dissection says, unless the walk says that only a dissection can tell: any frame, any damage. */
import { describe, expect, it } from 'vitest';
import { Track } from '../../../src/analysis/track.ts';
import { protocols } from '../../../src/protocols/registry.ts';
import type { Dissection, Stretch } from '../../../src/wire/dissection.ts';
import { batchOf, type Frame } from '../../../src/wire/frame.ts';
import { allSamples } from './samples.ts';

/** Layers with their places, as the walk and as the dissection have them. */
const both = (track: Track, frame: Frame): readonly [walked: string, dissected: string] | undefined => {
  track.frame(batchOf(frame), 0);
  if (track.isDeep) return undefined;
  const w = track.walked;
  const walked = Array.from({ length: w.depth }, (_, k) => `${w.nodes[k]!.layer.name} ${w.start[k]}`);
  const d = track.dissect();
  const dissected = d.layers.filter((l) => !isInMessage(d, l) && l.source === 0).map((l) => `${l.layer.name} ${l.offset}`);
  return [walked.join(), dissected.join()];
};

const isInMessage = (d: Dissection, l: Stretch | undefined): boolean =>
  l !== undefined && (l.message !== undefined || isInMessage(d, d.layers[l.parent]));

describe('walk', () => {
  it('finds the layers of a dissection, in samples, their prefixes and with changed bytes', () => {
    let seed = 5;
    const next = (n: number): number => {
      seed = (seed * 48271) % 0x7fffffff;
      return seed % n;
    };
    const track = new Track(protocols);
    let told = 0;
    for (const f of allSamples) {
      for (let round = 0; round < 8; round++) {
        const bytes = round === 0 ? f.bytes : f.bytes.slice(0, next(4) === 0 ? next(f.bytes.length) : undefined);
        if (round > 0 && bytes.length > 0) for (let k = 1 + next(3); k > 0; k--) bytes[next(Math.min(bytes.length, 80))] = next(256);
        const pair = both(track, { ...f, bytes });
        if (pair === undefined) continue;
        told++;
        if (pair[0] !== pair[1]) expect(pair[0]).toBe(pair[1]);
      }
    }
    expect(told).toBeGreaterThan(500);
  });
});
