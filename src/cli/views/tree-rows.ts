/** Every frame in full: its tree (-V), or its row with the bytes behind it (-x), or both. */
import type { Words } from '../../core/words.ts';
import type { Capture } from '../../io/capture/read/capture.ts';
import { decimalsOf, eachFrame, type FrameWalk } from '../../run/frames.ts';
import { frameHex } from '../../view/hex.ts';
import { RowTime, type TimeForm } from '../../view/row-time.ts';
import { rowAt, rowLine } from '../../view/rows.ts';
import { treeLines, treeOf } from '../../view/tree.ts';
import type { Output } from '../command/output.ts';
import { paint } from '../terminal/paint.ts';
import { Lines } from './lines.ts';
import { terminalRow } from './terminal-rows.ts';

export interface TreeRows {
  readonly trees: boolean;
  readonly bytes: boolean;
  readonly time: TimeForm | undefined;
  /** What is wrong is said in these; English where they are absent. */
  readonly words: Words | undefined;
}

export const showTrees = async (
  out: Output,
  capture: Capture,
  walk: FrameWalk,
  { trees, bytes, time: form, words }: TreeRows,
): Promise<void> => {
  const lines = new Lines(out);
  const time = new RowTime(form);
  const short = terminalRow(out, time);
  const decimals = decimalsOf(capture);
  await eachFrame(capture, { ...walk, ready: () => lines.ready() }, (passed) => {
    const { d, times, source } = passed;
    if (trees) for (const l of treeLines(treeOf(d, words, false))) lines.put(paint(l, out.style));
    else if (out.isTerminal) lines.put(paint(short(passed), out.style));
    else lines.put(rowLine(rowAt(d, time.text(d.frame, times, decimals(source)))).trimEnd());
    if (bytes) for (const l of [[], ...frameHex(d)]) lines.put(paint(l, out.style));
    lines.put('');
    return true;
  });
  lines.flush();
};
