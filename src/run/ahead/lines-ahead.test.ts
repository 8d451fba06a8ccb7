import { expect, it } from 'vitest';
import { allSamples } from '../../../test/conformance/protocol/samples.ts';
import { FILE_LIMITS } from '../../analysis/limits.ts';
import { TracerAhead } from '../../analysis/tracer-ahead.ts';
import { Track } from '../../analysis/track.ts';
import { fromUtf8 } from '../../core/bytes.ts';
import { TextBuffer } from '../../core/text-buffer.ts';
import { nodeTools } from '../../io/host/tools.ts';
import { protocols } from '../../protocols/registry.ts';
import { RowWriter } from '../../view/row-writer.ts';
import { batchOf, type FrameBatch } from '../../wire/frame.ts';
import { LinesAhead } from './lines-ahead.ts';

const room = () => ({ text: new Uint8Array(1 << 14), ends: new Uint32Array(1) });

it('the row of a frame is the same, whoever writes it: where the frame was traced, or who reads the streams', () => {
  const sheet = { words: new Int32Array(2000), facts: new Float64Array(1 << 15) };
  const tracer = new TracerAhead(protocols, FILE_LIMITS, { verify: false, tools: nodeTools });
  const ahead = new LinesAhead(tracer, { showSecrets: false }, () => 6);
  const track = new Track(protocols, { tools: nodeTools, limits: FILE_LIMITS });
  const writer = new RowWriter();
  const [first] = allSamples;
  const row = (batch: FrameBatch): string | undefined => {
    const out = new TextBuffer(8192);
    const can = writer.row(track, batch, 0, { first, previous: undefined }, 6, out);
    writer.flush(out);
    return can ? fromUtf8(out.bytes.subarray(0, out.length)) : undefined;
  };
  let used = 0;
  let written = 0;
  for (const frame of allSamples) {
    const batch = batchOf(frame);
    const rows = room();
    tracer.begin(sheet);
    ahead.begin(rows);
    tracer.take(batch, 0);
    ahead.take(batch, 0, true);
    track.frame(batch, 0);
    const own = row(batch);
    const [end = 0] = rows.ends;
    if (end > 0) written++;
    const there = fromUtf8(rows.text.subarray(0, end));
    if (own === there) used++;
    expect([frame.number, row({ ...batch, lines: rows })]).toEqual([frame.number, own]);
  }
  expect(used).toBeGreaterThan(500);
  // What its streams say more is not in it: such a row is written again.
  expect(written).toBeGreaterThan(used);
});
