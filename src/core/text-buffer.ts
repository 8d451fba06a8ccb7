/** Text buffer: text written straight into a buffer, as bytes: numbers by two digits a step, texts that were encoded once. */
import { copyTo, utf8 } from './bytes.ts';

/** Two digits, and four, as they lie in memory where the last one comes first. */
const TWO = Uint16Array.from({ length: 100 }, (_, k) => 0x3030 | Math.floor(k / 10) | ((k % 10) << 8));
const FOUR = Uint32Array.from({ length: 10_000 }, (_, k) => (TWO[Math.floor(k / 100)] ?? 0) + (TWO[k % 100] ?? 0) * 0x1_0000);
const HEX = utf8('0123456789abcdef');
/** 0 for letters of ASCII that JSON does not escape. */
const QUOTABLE = Uint8Array.from({ length: 128 }, (_, code) => (code < 32 || code === 34 || code === 92 || code === 127 ? 1 : 0));
const SPACE = 32;
/** Texts that are encoded here: a call of the encoder costs more. */
const SHORT = 64;

export class TextBuffer {
  /** What was written: [0, length). */
  readonly bytes: Uint8Array;
  length = 0;
  readonly #view: DataView;

  /** Of so many bytes, or over these. */
  constructor(room: number | Uint8Array) {
    this.bytes = typeof room === 'number' ? new Uint8Array(room) : room;
    this.#view = new DataView(this.bytes.buffer, this.bytes.byteOffset, this.bytes.length);
  }

  byte(b: number): void {
    this.bytes[this.length++] = b;
  }

  put(text: Uint8Array): void {
    const { bytes } = this;
    const at = this.length;
    for (let i = 0; i < text.length; i++) bytes[at + i] = text[i] ?? 0;
    this.length = at + text.length;
  }

  /** Bytes [from, to) of a long text. */
  part(text: Uint8Array, from: number, to: number): void {
    copyTo(this.bytes, this.length, text, from, to);
    this.length += to - from;
  }

  text(text: string): void {
    if (text.length > SHORT || !this.#ascii(text)) this.put(utf8(text));
  }

  /** Letters of ASCII as they are; false, and nothing written, where there are others. */
  #ascii(text: string): boolean {
    const { bytes, length } = this;
    let bits = 0;
    for (let k = 0; k < text.length; k++) {
      const code = text.charCodeAt(k);
      bits |= code;
      bytes[length + k] = code;
    }
    if (bits >= 128) return false;
    this.length = length + text.length;
    return true;
  }

  /** A text that stands between quotes of JSON as it is; false, and nothing written, for others. */
  quotable(text: string): boolean {
    const { bytes, length } = this;
    let others = 0;
    for (let k = 0; k < text.length; k++) {
      const code = text.charCodeAt(k);
      others |= QUOTABLE[code] ?? 1;
      bytes[length + k] = code;
    }
    if (others > 0) return false;
    this.length = length + text.length;
    return true;
  }

  /** The hexadecimal digits of a whole number of 32 bits, so many at least. */
  hex(value: number, digits = 1): void {
    const { bytes, length } = this;
    const end = length + Math.max(digits, (35 - Math.clz32(value)) >> 2);
    for (let at = end - 1, rest = value; at >= length; at--, rest >>>= 4) bytes[at] = HEX[rest & 15] ?? 48;
    this.length = end;
  }

  /** A whole number from 0 to 2^53, at least `width` wide, filled up with blanks at the left. */
  number(value: number, width = 0): void {
    const digits = digitsOf(value);
    for (let k = digits; k < width; k++) this.bytes[this.length++] = SPACE;
    this.length += digits;
    this.#backwards(value, this.length);
  }

  /** Exactly `count` digits, with zeros at the left. */
  digits(value: number, count: number): void {
    const end = this.length + count;
    for (let at = this.length; at < end; at++) this.bytes[at] = 48;
    this.length = end;
    this.#backwards(value, end);
  }

  pad(from: number, width: number): void {
    while (this.length - from < width) this.bytes[this.length++] = SPACE;
  }

  /** The digits of a number before `end`; nothing where there is no room. */
  #backwards(value: number, end: number): void {
    if (end > this.bytes.length) return;
    const view = this.#view;
    let at = end;
    let v = value;
    for (; v > LARGEST_WORD; at -= 2) {
      const rest = Math.floor(v / 100);
      view.setUint16(at - 2, TWO[v - rest * 100] ?? 0, true);
      v = rest;
    }
    // Whole numbers of 32 bits are divided ten times as fast.
    let w = v >>> 0;
    for (; w >= 10_000; at -= 4) {
      const rest = (w / 10_000) >>> 0;
      view.setUint32(at - 4, FOUR[(w - Math.imul(rest, 10_000)) | 0] ?? 0, true);
      w = rest;
    }
    if (w >= 100) {
      const rest = (w / 100) >>> 0;
      view.setUint16(at - 2, TWO[w - rest * 100] ?? 0, true);
      at -= 2;
      w = rest;
    }
    if (w >= 10) view.setUint16(at - 2, TWO[w] ?? 0, true);
    else this.bytes[at - 1] = 48 + w;
  }
}

const LARGEST_WORD = 0xffff_ffff;

/** Decimal digits of a whole number. */
export const digitsOf = (value: number): number => {
  if (value < 10_000) return value < 100 ? (value < 10 ? 1 : 2) : value < 1000 ? 3 : 4;
  if (value < 100_000_000) return value < 1_000_000 ? (value < 100_000 ? 5 : 6) : value < 10_000_000 ? 7 : 8;
  let n = 9;
  for (let limit = 1e9; value >= limit; limit *= 10) n++;
  return n;
};
