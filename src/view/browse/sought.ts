/** Sought: what a search for packets looks for in their bytes: a text, whatever its case, or bytes written in hexadecimal. */
import { fromHex, utf8 } from '../../core/bytes.ts';

export interface Sought {
  /** Bytes are no text: they are in no row. */
  readonly isText: boolean;
  /** Whether b[from, to) holds it. */
  holds(b: Uint8Array, from: number, to: number): boolean;
}

export const soughtIn = (text: string): Sought => {
  const bytes = bytesOf(text);
  return bytes === undefined
    ? { isText: true, holds: holds(utf8(text.toLowerCase()), true) }
    : { isText: false, holds: holds(bytes, false) };
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
