/** Hex dump of bytes that go by: the rows of hex.ts without roles, made quickly, so that a dump does not hold up what is dumped. */
import type { Bytes } from '../core/bytes.ts';

/** Lines like `0010  00 3a 2c 7a 40 00 80 06  f4 a5 80 ed fc a3 80 02  .:,z@... ........`, without a newline at the end. `base` is the first offset. */
export const hexDump = (bytes: Bytes, base = 0): string => {
  const digits = Math.max(4, (base + bytes.length).toString(16).length);
  const out = new Uint8Array(Math.ceil(bytes.length / ROW) * (digits + COLUMNS));
  let to = 0;
  for (let at = 0; at < bytes.length; at += ROW) to = putRow(out, to, bytes, at, base + at, digits);
  return ascii.decode(out.subarray(0, Math.max(0, to - 1)));
};

/** Gives where the next row goes. */
const putRow = (out: Uint8Array, start: number, bytes: Bytes, at: number, offset: number, digits: number): number => {
  const end = Math.min(at + ROW, bytes.length);
  const hex = start + digits + 1;
  const text = hex + HEX_COLUMNS;
  out.fill(BLANK, start, text);
  for (let k = digits, rest = offset; k > 0; k--, rest = Math.floor(rest / 16)) out[start + k - 1] = digit(rest % 16);
  let to = text;
  for (let o = at; o < end; o++) {
    const second = o - at >= ROW / 2 ? 1 : 0;
    const cell = hex + 1 + (o - at) * 3 + second;
    const byte = bytes[o] ?? 0;
    out[cell] = digit(byte >> 4);
    out[cell + 1] = digit(byte & 15);
    if (o - at === ROW / 2) out[to++] = BLANK;
    out[to++] = byte >= 0x20 && byte < 0x7f ? byte : DOT;
  }
  out[to] = NEWLINE;
  return to + 1;
};

const digit = (n: number): number => (n < 10 ? 0x30 + n : 0x57 + n);

const ascii = new TextDecoder();

const ROW = 16;
/** Sixteen bytes of three characters, a blank in their middle, two behind them. */
const HEX_COLUMNS = 3 * ROW + 3;
/** Of a row beside its offset: a blank, the bytes, their characters with a blank in the middle, a newline. */
const COLUMNS = 1 + HEX_COLUMNS + ROW + 1 + 1;
const [BLANK, DOT, NEWLINE] = [0x20, 0x2e, 0x0a];
