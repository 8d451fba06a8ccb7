import { describe, expect, it } from 'vitest';
import { allSamples } from '../../test/conformance/protocol/samples.ts';
import { protocols } from '../protocols/registry.ts';
import { batchOf, type Frame } from '../wire/frame.ts';
import { exportText } from '../wire/show.ts';
import { Selection } from './selection.ts';
import { Track } from './track.ts';

const times = { first: undefined, previous: undefined };

const textsOf = (selection: Selection, names: readonly string[]): readonly string[] =>
  names.flatMap((name) => {
    const { values, specs } = selection.of(name);
    return values.map((v, k) => `${name}=${specs[k] === undefined ? '(bytes)' : exportText(specs[k], v)}`);
  });

/** The values that the walk gives, and those of the dissection, of one name after the other in all frames. */
const compare = (frames: readonly Frame[]): void => {
  const names = [...protocols.names.keys()].filter((n) => !n.includes('._') && !n.startsWith('_'));
  const track = new Track(protocols);
  const alone = names.map((name) => {
    const selection = new Selection();
    selection.of(name);
    return selection;
  });
  for (const frame of frames) {
    const batch = batchOf(frame);
    track.frame(batch, 0);
    const d = track.dissect();
    for (const [k, name] of names.entries()) {
      const selection = alone[k]!;
      selection.load(track, batch, 0, times);
      const quick = textsOf(selection, [name]);
      selection.loadDissected(d, times);
      const slow = textsOf(selection, [name]);
      if (quick.join() !== slow.join()) expect([name, track.frames, quick]).toEqual([name, track.frames, slow]);
    }
  }
};

describe('values of a selection', () => {
  it('are those of the dissection, for every name and all samples', () => {
    compare(allSamples);
  });

  it('are so too where bytes were changed', () => {
    let seed = 11;
    const next = (n: number): number => {
      seed = (seed * 48271) % 0x7fffffff;
      return seed % n;
    };
    const changed = allSamples.map((f) => {
      const bytes = f.bytes.slice(0, next(5) === 0 ? next(f.bytes.length) : undefined);
      for (let k = next(3); k > 0; k--) bytes[next(bytes.length)] = next(256);
      return { ...f, bytes };
    });
    compare(changed);
  });
});
