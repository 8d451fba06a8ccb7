/** Rows on a terminal: folded where they are longer than it is wide. Elsewhere they stay a line each. */

import type { LineSink } from '../../run/rows.ts';
import { folded } from '../../view/fold.ts';
import { ROW_INDENT } from '../../view/rows.ts';
import type { Output } from '../command/output.ts';

export const rowFold = (out: Output): ((line: string) => string) =>
  out.isTerminal ? (line) => folded(line, out.columns, ROW_INDENT) : (line) => line;

/** The same for rows that come as bytes, many at once, each with its newline. */
export const rowsOn = (out: Output): LineSink => {
  if (!out.isTerminal) return out;
  const fold = rowFold(out);
  return {
    write: (bytes) => out.write(Buffer.from(bytes).toString().split('\n').map(fold).join('\n')),
    ready: () => out.ready(),
  };
};
