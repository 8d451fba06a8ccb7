import { describe, expect, it } from 'vitest';
import { allSamples } from '../../test/conformance/protocol/samples.ts';
import { emptied } from '../../test/empty-datagrams.ts';
import { Track } from '../analysis/track.ts';
import { fromUtf8 } from '../core/bytes.ts';
import { TextBuffer } from '../core/text-buffer.ts';
import { protocols } from '../protocols/registry.ts';
import { batchOf, type Frame } from '../wire/frame.ts';
import { RowWriter } from './row-writer.ts';
import { rowLine, rowOf } from './rows.ts';

/** Both kinds of row of each frame, in order; undefined where there is no quick one. */
const bothRows = (frames: readonly Frame[]): readonly (readonly [quick: string | undefined, slow: string])[] => {
  const track = new Track(protocols);
  const writer = new RowWriter();
  const [first] = frames;
  const times = { first, previous: undefined };
  return frames.map((frame) => {
    const batch = batchOf(frame);
    const out = new TextBuffer(8192);
    track.frame(batch, 0);
    const done = writer.row(track, batch, 0, times, 6, out);
    return [done ? fromUtf8(out.bytes.subarray(0, out.length)) : undefined, rowLine(rowOf(track.dissect(), first!))];
  });
};

/** Those that are not the rows of the dissection. */
const wrong = (frames: readonly Frame[], rows = bothRows(frames)) => rows.filter(([quick, slow]) => quick !== undefined && quick !== slow);

describe('rows straight from the bytes', () => {
  it('are the rows of the dissection, for all samples', () => {
    const rows = bothRows(allSamples);
    expect(rows.filter(([quick]) => quick !== undefined).length).toBeGreaterThan(20);
    expect(wrong(allSamples, rows)).toEqual([]);
  });

  it('are so too where frames were cut', () => {
    const cut = allSamples.flatMap((f) => [
      f,
      { ...f, bytes: f.bytes.slice(0, f.bytes.length - 3) },
      { ...f, bytes: f.bytes.slice(0, 40) },
    ]);
    expect(wrong(cut)).toEqual([]);
  });

  it('are so too where a transport carries nothing', () => {
    const empty = emptied(allSamples);
    const rows = bothRows(empty);
    expect(rows.filter(([quick]) => quick?.endsWith('Len=0\n')).length).toBeGreaterThan(20);
    expect(wrong(empty, rows)).toEqual([]);
  });

  it('are so too where bytes were changed', () => {
    let seed = 7;
    const next = (n: number): number => {
      seed = (seed * 48271) % 0x7fffffff;
      return seed % n;
    };
    for (let round = 0; round < 2; round++) {
      const changed = allSamples.map((f) => {
        const bytes = f.bytes.slice();
        for (let k = next(4); k > 0; k--) bytes[next(bytes.length)] = next(256);
        return { ...f, bytes };
      });
      expect(wrong(changed)).toEqual([]);
    }
  });

  it('write times that go back', () => {
    const [a, b] = allSamples.filter((f) => f.linkType === 1);
    const back = [a!, { ...b!, seconds: a!.seconds - 2, nanos: 5 }];
    expect(wrong(back)).toEqual([]);
  });
});
