import { describe, expect, it } from 'vitest';
import { allSamples } from '../../test/conformance/protocol/samples.ts';
import { history } from '../analysis/history.ts';
import { fromUtf8 } from '../core/bytes.ts';
import { TextBuffer } from '../core/text-buffer.ts';
import { protocols } from '../protocols/registry.ts';
import { dissect } from '../wire/dissect.ts';
import { type Frame, frameBatch } from '../wire/frame.ts';
import { QuickRows } from './quick-rows.ts';
import { rowLine, rowOf } from './rows.ts';

/** Both kinds of row of each frame, in order; undefined where there is no quick one. */
const bothRows = (frames: readonly Frame[]): readonly (readonly [quick: string | undefined, slow: string])[] => {
  const slowPast = history();
  const quickPast = history();
  const quick = new QuickRows(protocols, quickPast.transports);
  const first = frames[0]!;
  return frames.map((frame) => {
    slowPast.frame(frame);
    const slow = rowLine(rowOf(dissect(protocols, frame, {}, slowPast), first));
    const lines = new TextBuffer(4096);
    const done = quick.row(batchOf(frame), 0, frame.number, first, 6, lines);
    if (done) return [fromUtf8(lines.bytes.subarray(0, lines.length)), slow];
    quickPast.frame(frame);
    dissect(protocols, frame, {}, quickPast);
    return [undefined, slow];
  });
};

const batchOf = (frame: Frame) => {
  const batch = frameBatch(1);
  batch.bytes = frame.bytes;
  batch.count = 1;
  batch.captured[0] = frame.bytes.length;
  batch.original[0] = frame.original;
  batch.seconds[0] = frame.seconds;
  batch.nanos[0] = frame.nanos;
  batch.linkType[0] = frame.linkType;
  return batch;
};

describe('quick rows', () => {
  it('are the rows of the dissection, for all samples', () => {
    const rows = bothRows(allSamples);
    const quick = rows.filter(([q]) => q !== undefined);
    expect(quick.length).toBeGreaterThan(20);
    for (const [q, slow] of quick) expect(q).toBe(slow);
  });

  it('are so too where frames were cut', () => {
    const cut = allSamples.flatMap((f) => [
      f,
      { ...f, bytes: f.bytes.slice(0, f.bytes.length - 3) },
      { ...f, bytes: f.bytes.slice(0, 40) },
    ]);
    for (const [q, slow] of bothRows(cut)) if (q !== undefined) expect(q).toBe(slow);
  });

  it('write times that go back', () => {
    const [a, b] = allSamples.filter((f) => f.linkType === 1);
    const back = [a!, { ...b!, seconds: a!.seconds - 2, nanos: 5 }];
    for (const [q, slow] of bothRows(back)) if (q !== undefined) expect(q).toBe(slow);
  });
});
