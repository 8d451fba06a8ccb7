/** Rows on a terminal: a line each, however narrow it is, in colours; in a pipe they stay as writeRows has them. */
import type { Capture } from '../../io/capture/read/capture.ts';
import { eachFrame, type FrameWalk } from '../../run/frames.ts';
import type { Passed } from '../../run/passed.ts';
import { writeRows } from '../../run/rows.ts';
import { RowColumns, shortLine, shortRowOf } from '../../view/short-row.ts';
import type { Line } from '../../view/text.ts';
import type { Output } from '../command/output.ts';
import { paint } from '../terminal/paint.ts';
import { Lines } from './lines.ts';

/** Gives the number of frames read. */
export const showRows = async (out: Output, capture: Capture, walk: FrameWalk): Promise<number> => {
  if (!out.isTerminal) return writeRows(capture, out, walk);
  const lines = new Lines(out);
  const row = terminalRow(out);
  const frames = await eachFrame(capture, { ...walk, ready: () => lines.ready() }, (passed) => {
    lines.put(paint(row(passed), out.style));
    return true;
  });
  lines.flush();
  return frames;
};

/** Makes the rows of one list; their columns grow with what they hold. */
export const terminalRow = (out: Output): ((passed: Passed) => Line) => {
  const columns = new RowColumns();
  columns.number = 5;
  return ({ d, times }) => {
    const row = shortRowOf(d, times.first ?? d.frame);
    columns.take(row, out.columns);
    return shortLine(row, out.columns, columns);
  };
};
