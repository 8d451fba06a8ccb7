import { expect, it } from 'vitest';
import { allSamples, sample } from '../../test/conformance/protocol/samples.ts';
import { protocols } from '../protocols/registry.ts';
import { batchOf } from '../wire/frame.ts';
import { CaptureIndex } from './capture-index.ts';
import { FrameCounts } from './frame-counts.ts';
import { Track } from './track.ts';

const counted = (frames: typeof allSamples): FrameCounts => {
  const track = new Track(protocols);
  const counts = new FrameCounts(protocols);
  for (const frame of frames) {
    track.frame(batchOf(frame), 0);
    counts.take(track, batchOf(frame), 0);
  }
  return counts;
};

it('counts protocols as an index of the same frames does', () => {
  const index = new CaptureIndex(protocols, () => new Uint8Array(0));
  index.reserve(allSamples.length);
  for (const frame of allSamples) index.take(batchOf(frame));
  expect(counted(allSamples).branches).toEqual(index.branches);
});

it('says of each fault in how many frames it is, and in which first', () => {
  const { faults, count } = counted(sample('tcp'));
  expect(faults.map(({ layer, field, frames, first }) => [layer.name, field, frames, first])).toEqual([['tcp', 'connection.rst', 1, 7]]);
  expect(count).toBe(sample('tcp').length);
});
