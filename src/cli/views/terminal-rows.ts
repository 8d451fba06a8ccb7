/** Rows on a terminal: a line each, however narrow it is, in colours; in a pipe they stay as writeRows has them. */
import type { Capture } from '../../io/capture/read/capture.ts';
import { eachFrame, type FrameWalk } from '../../run/frames.ts';
import type { Passed } from '../../run/passed.ts';
import { writeRows } from '../../run/rows.ts';
import { RowTime } from '../../view/row-time.ts';
import { RowColumns, shortLine, shortRowOf } from '../../view/short-row.ts';
import type { Line } from '../../view/text.ts';
import type { Output } from '../command/output.ts';
import { paint } from '../terminal/paint.ts';
import { Lines } from './lines.ts';

/** Gives the number of frames read. */
export const showRows = async (out: Output, capture: Capture, walk: FrameWalk, time = new RowTime()): Promise<number> => {
  if (!out.isTerminal) return writeRows(capture, out, walk, time);
  const lines = new Lines(out);
  const row = terminalRow(out, time);
  const frames = await eachFrame(capture, { ...walk, ready: () => lines.ready() }, (passed) => {
    lines.put(paint(row(passed), out.style));
    return true;
  });
  lines.flush();
  return frames;
};

/** Makes the rows of one list; their columns grow with what they hold. */
export const terminalRow = (out: Output, time = new RowTime()): ((passed: Passed) => Line) => {
  const columns = new RowColumns(time.room);
  columns.number = 5;
  return ({ d, times }) => {
    const row = shortRowOf(d, time.text(d.frame, times, 6));
    columns.take(row, out.columns);
    return shortLine(row, out.columns, columns);
  };
};
