/** Names, texts and addresses from a message, written straight into a row and safe to show. */
import { type Bytes, fromUtf8, u8, u16 } from '../../../core/bytes.ts';
import { cut, visible, visibleBytes } from '../../../core/text.ts';
import type { TextBuffer } from '../../../core/text-buffer.ts';
import { findName, type NamePlace, shownName, Trouble } from '../dns-name.ts';

/** Characters of one text that a row shows. */
const LONGEST = 120;
const DOT = 46;
const COLON = 58;

/** Writes the name at `o`; the offset behind it, -1 where there is none. */
export const putName = (out: TextBuffer, b: Bytes, o: number, base: number, end: number): number => {
  const name = findName(b, o, base, end);
  const { trouble, next } = name;
  if (trouble === Trouble.none && name.count > 0) putLabels(out, b, name);
  else if (trouble === Trouble.none || trouble >= Trouble.loop) out.text(shownName(b, name));
  else return -1;
  return next;
};

const putLabels = (out: TextBuffer, b: Bytes, name: NamePlace): void => {
  const { labels, count } = name;
  const { bytes } = out;
  let at = out.length;
  for (let i = 0; i < count; i++) {
    let from = labels[i] ?? 0;
    if (i > 0) bytes[at++] = DOT;
    for (const to = from + u8(b, from); from < to; ) {
      const c = u8(b, ++from);
      if (c < 0x20 || c > 0x7e) {
        out.text(cut(visible(shownName(b, name)), 2 * LONGEST));
        return;
      }
      bytes[at++] = c;
    }
  }
  out.length = at;
};

/** Writes [from, to), which is text. */
export const putText = (out: TextBuffer, b: Bytes, from: number, to: number): void => {
  if (to - from > LONGEST || !isPlain(b, from, to)) {
    out.text(cut(visibleBytes(b.subarray(from, Math.min(to, from + 2 * LONGEST))), LONGEST));
    return;
  }
  for (let i = from; i < to; i++) out.byte(u8(b, i));
};

const isPlain = (b: Bytes, from: number, to: number): boolean => {
  for (let i = from; i < to; i++) if (u8(b, i) < 0x20 || u8(b, i) > 0x7e) return false;
  return true;
};

export const putIp4 = (out: TextBuffer, b: Bytes, o: number): void => {
  out.number(u8(b, o));
  for (let i = 1; i < 4; i++) {
    out.byte(DOT);
    out.number(u8(b, o + i));
  }
};

/** RFC 5952, as core/address.ts spells it. */
export const putIp6 = (out: TextBuffer, b: Bytes, o: number): void => {
  const zeros = longestZeros(b, o);
  const [from, to] = [zeros >> 4, zeros & 15];
  const dotted = from === 0 && (to === 6 || (to === 5 && u16(b, o + 10) === 0xffff));
  let between = false;
  for (let i = 0; i < (dotted ? 6 : 8); ) {
    if (i === from && to > from) {
      out.byte(COLON);
      out.byte(COLON);
      i = to;
      between = false;
    } else {
      if (between) out.byte(COLON);
      out.hex(u16(b, o + 2 * i++));
      between = true;
    }
  }
  if (!dotted) return;
  if (between) out.byte(COLON);
  putIp4(out, b, o + 12);
};

/** The first longest run of two zero groups or more: its start times 16 and its end. */
const longestZeros = (b: Bytes, o: number): number => {
  let best = 0;
  let length = 1;
  for (let i = 0; i < 8; i++) {
    let n = 0;
    while (i + n < 8 && u16(b, o + 2 * (i + n)) === 0) n++;
    if (n > length) {
      best = (i << 4) | (i + n);
      length = n;
    }
    i += n;
  }
  return best;
};

/** What was written from `from` on, as text. */
export const writtenText = (out: TextBuffer, from = 0): string => fromUtf8(out.bytes.subarray(from, out.length));
