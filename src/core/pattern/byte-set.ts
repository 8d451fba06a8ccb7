/** Sets of bytes for patterns. */
import type { ByteSet } from './syntax.ts';

export const setOf = (holds: (byte: number) => boolean): ByteSet => Uint8Array.from({ length: 256 }, (_, byte) => Number(holds(byte)));

export const inverse = (set: ByteSet): ByteSet => set.map((has) => 1 - has);

export const union = (sets: readonly ByteSet[]): ByteSet => setOf((byte) => sets.some((set) => set[byte] === 1));

/** With both cases of every ASCII letter in it. */
export const anyCase = (set: ByteSet): ByteSet => setOf((byte) => set[byte] === 1 || (isLetter(byte) && set[byte ^ 32] === 1));

const between = (low: string, high: string) => (byte: number) => byte >= low.charCodeAt(0) && byte <= high.charCodeAt(0);
const isDigit = between('0', '9');
const isUpper = between('A', 'Z');
const isLower = between('a', 'z');
const isLetter = (byte: number): boolean => isUpper(byte) || isLower(byte);
const isBlank = (byte: number): boolean => byte === 9 || byte === 32;
const isVertical = (byte: number): boolean => byte >= 10 && byte <= 13;
const isGraph = (byte: number): boolean => byte > 32 && byte < 127;
export const isWord = (byte: number): boolean => isLetter(byte) || isDigit(byte) || byte === 95;

/** By their letter after a backslash; in capitals the inverse. */
export const SHORT: Readonly<Record<string, ByteSet>> = {
  d: setOf(isDigit),
  w: setOf(isWord),
  s: setOf((byte) => isBlank(byte) || isVertical(byte)),
  h: setOf((byte) => isBlank(byte) || byte === 0xa0),
  v: setOf((byte) => isVertical(byte) || byte === 0x85),
};

/** By their name in [:name:]. */
export const NAMED: Readonly<Record<string, ByteSet>> = {
  alpha: setOf(isLetter),
  digit: setOf(isDigit),
  alnum: setOf((byte) => isLetter(byte) || isDigit(byte)),
  upper: setOf(isUpper),
  lower: setOf(isLower),
  space: setOf((byte) => isBlank(byte) || isVertical(byte)),
  blank: setOf(isBlank),
  punct: setOf((byte) => isGraph(byte) && !isLetter(byte) && !isDigit(byte)),
  cntrl: setOf((byte) => byte < 32 || byte === 127),
  graph: setOf(isGraph),
  print: setOf((byte) => isGraph(byte) || byte === 32),
  xdigit: setOf((byte) => isDigit(byte) || between('A', 'F')(byte) || between('a', 'f')(byte)),
  word: setOf(isWord),
  ascii: setOf((byte) => byte < 128),
};
