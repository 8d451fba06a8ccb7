/** Text from the wire in a row: escaped as everything that a peer wrote (core/text.ts), printable ASCII copied as it is. */
import { type Bytes, u8, utf8 } from '../../core/bytes.ts';
import { visibleBytes } from '../../core/text.ts';
import type { TextBuffer } from '../../core/text-buffer.ts';
import { CUT } from '../../wire/row.ts';

/** Bytes of wire text that a row shows of one value. */
export const LONGEST_ROW_TEXT = 400;

/** Writes [from, to), at most `most` bytes of it and then `…`. */
export const putVisible = (out: TextBuffer, b: Bytes, from: number, to: number, most = LONGEST_ROW_TEXT): void => {
  const end = Math.min(to, from + most);
  if (!copyPrintable(out, b, from, end)) putEscaped(out, b, from, end, to > end, most);
  else if (to > end) out.text('…');
};

/** False, and nothing is written, where a byte is not printable ASCII. */
const copyPrintable = (out: TextBuffer, b: Bytes, from: number, end: number): boolean => {
  const { bytes } = out;
  let at = out.length;
  for (let i = from; i < end; i++) {
    const c = u8(b, i);
    if (c < 0x20 || c > 0x7e) return false;
    bytes[at++] = c;
  }
  out.length = at;
  return true;
};

/** An escape is longer than what it stands for: what is shown is cut by its own length. */
const putEscaped = (out: TextBuffer, b: Bytes, from: number, end: number, cut: boolean, most: number): void => {
  const text = visibleBytes(b.subarray(from, end));
  const short = text.length > most ? text.slice(0, most).replace(/[\ud800-\udbff]$/, '') : text;
  out.text(cut || short.length < text.length ? `${short}…` : short);
};

/** Says why there is no more: the capture has cut it, or it is not all there. */
export const putIncomplete = (out: TextBuffer, end: number, wire: number): void => out.put(end < wire ? CUT_TEXT : MALFORMED);
const CUT_TEXT = utf8(CUT);
const MALFORMED = utf8('[Malformed Packet]');
