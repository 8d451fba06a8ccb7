/** What a search looks for: a text in rows and bytes, whatever its case, or bytes written in hexadecimal. */
import { fromHex, utf8 } from '../core/bytes.ts';
import { TextBuffer } from '../core/text-buffer.ts';
import { LONGEST_ROW, RowWriter } from '../view/row-writer.ts';
import { rowLine, rowOf } from '../view/rows.ts';
import type { Passed } from './passed.ts';

/** Whether a frame has it. */
export const lookFor = (text: string): ((passed: Passed) => boolean) => {
  const bytes = bytesOf(text);
  if (bytes !== undefined)
    return ({ batch, i }) => holds(bytes, false)(batch.bytes, batch.offset[i]!, batch.offset[i]! + batch.captured[i]!);
  const found = holds(utf8(text.toLowerCase()), true);
  const buffer = new TextBuffer(2 * LONGEST_ROW);
  const writer = new RowWriter();
  return (passed) => {
    const { batch, i, track, times } = passed;
    const from = batch.offset[i]!;
    if (found(batch.bytes, from, from + batch.captured[i]!)) return true;
    buffer.length = 0;
    if (writer.row(track, batch, i, times, 6, buffer)) return found(buffer.bytes, 0, buffer.length);
    const row = utf8(rowLine(rowOf(passed.d, times.first ?? passed.d.frame)));
    return found(row, 0, row.length);
  };
};

/** `0x47 45 54`, `0x474554` */
const bytesOf = (text: string): Uint8Array | undefined => {
  const [, digits] = /^0x((?:[0-9a-f]{2}[ :]?)+)$/i.exec(text.trim()) ?? [];
  return digits === undefined ? undefined : fromHex(digits.replace(/[ :]/g, ''));
};

/** Whether b[from, to) holds the needle; `anyCase`: letters of ASCII in either case, the needle in small ones. */
const holds = (needle: Uint8Array, anyCase: boolean): ((b: Uint8Array, from: number, to: number) => boolean) => {
  const other = Uint8Array.from(needle, (c) => (anyCase && c >= 0x61 && c <= 0x7a ? c - 32 : c));
  const [low, high] = [needle[0], other[0]];
  return (b, from, to) => {
    const last = to - needle.length;
    for (let at = from; at <= last; at++) {
      if (b[at] !== low && b[at] !== high) continue;
      let k = 1;
      while (k < needle.length && (b[at + k] === needle[k] || b[at + k] === other[k])) k++;
      if (k === needle.length) return true;
    }
    return false;
  };
};
