/** Text buffer: text written straight into a buffer, as bytes: numbers by two digits a step, texts that were encoded once. */
import { copyTo, utf8 } from './bytes.ts';

const DIGITS = Uint8Array.from({ length: 200 }, (_, k) => 48 + (k & 1 ? (k >> 1) % 10 : Math.floor((k >> 1) / 10)));
const SPACE = 32;
/** Texts that are encoded here: a call of the encoder costs more. */
const SHORT = 64;

export class TextBuffer {
  /** What was written: [0, length). */
  readonly bytes: Uint8Array;
  length = 0;

  /** Of so many bytes, or over these. */
  constructor(room: number | Uint8Array) {
    this.bytes = typeof room === 'number' ? new Uint8Array(room) : room;
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

  #backwards(value: number, end: number): void {
    const { bytes } = this;
    let at = end;
    let v = value;
    for (; v > LARGEST_WORD; at -= 2) {
      const rest = Math.floor(v / 100);
      two(bytes, at, v - rest * 100);
      v = rest;
    }
    // Whole numbers of 32 bits are divided ten times as fast.
    let w = v | 0;
    for (; w >= 100; at -= 2) {
      const rest = (w / 100) | 0;
      two(bytes, at, w - rest * 100);
      w = rest;
    }
    if (w >= 10) two(bytes, at, w);
    else bytes[at - 1] = 48 + w;
  }
}

const LARGEST_WORD = 0x7fff_ffff;

/** Two digits before `end`. */
const two = (bytes: Uint8Array, end: number, n: number): void => {
  bytes[end - 2] = DIGITS[2 * n] ?? 48;
  bytes[end - 1] = DIGITS[2 * n + 1] ?? 48;
};

export const digitsOf = (value: number): number => {
  let n = 1;
  for (let limit = 10; value >= limit; limit *= 10) n++;
  return n;
};
