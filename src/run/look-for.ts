/** What a search looks for: a text in rows and bytes, whatever its case, or bytes written in hexadecimal. */
import { utf8 } from '../core/bytes.ts';
import { TextBuffer } from '../core/text-buffer.ts';
import { soughtIn } from '../view/browse/sought.ts';
import { LONGEST_ROW, RowWriter } from '../view/row-writer.ts';
import { rowLine, rowOf } from '../view/rows.ts';
import type { Passed } from './passed.ts';

/** Whether a frame has it. */
export const lookFor = (text: string): ((passed: Passed) => boolean) => {
  const { isText, holds } = soughtIn(text);
  const buffer = new TextBuffer(2 * LONGEST_ROW);
  const writer = new RowWriter();
  return (passed) => {
    const { batch, i, track, times } = passed;
    const from = batch.offset[i]!;
    if (holds(batch.bytes, from, from + batch.captured[i]!)) return true;
    if (!isText) return false;
    buffer.length = 0;
    if (writer.row(track, batch, i, times, 6, buffer)) return holds(buffer.bytes, 0, buffer.length);
    const row = utf8(rowLine(rowOf(passed.d, times.first ?? passed.d.frame)));
    return holds(row, 0, row.length);
  };
};
