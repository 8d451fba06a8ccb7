/** Rows compiled: the template of a layer becomes one writer of bytes over what a scan knows. */
import { type Bytes, readBits, u8, u16, u24, u32, utf8 } from '../core/bytes.ts';
import type { TextBuffer } from '../core/text-buffer.ts';
import type { Seen, Write } from './row.ts';
import type { Layer, Slot } from './types.ts';

/** The writer of a layer's row; undefined where it has none. */
export const compileRow = (l: Layer): Write | undefined => {
  if (l.row === undefined) return undefined;
  const { template, words } = l.row;
  const parts = template.split(/\{([^}]*)\}/).map((part, k) => (k % 2 === 0 ? literal(part) : word(l, part, words)));
  const writers = parts.filter((w) => w !== undefined);
  const [only] = writers;
  if (only !== undefined && writers.length === 1) return only;
  return (out, at) => {
    for (let k = 0; k < writers.length; k++) writers[k]!(out, at);
  };
};

const literal = (text: string): Write | undefined => {
  if (text === '') return undefined;
  const bytes = utf8(text);
  return (out) => out.put(bytes);
};

const word = (l: Layer, part: string, words: Readonly<Record<string, Write>>): Write => {
  const own = words[part];
  if (own !== undefined) return own;
  const [, name = '', sign, by] = /^([\w.]+)(?:([+-])(\d+))?$/.exec(part) ?? [];
  const add = by === undefined ? 0 : Number(`${sign}${by}`);
  const slot = l.slots.find((s) => s.key === name);
  if (slot !== undefined) return numberOf(slot, add);
  const from = l.extras?.[name]?.from;
  if (from === undefined)
    throw new ReferenceError(`${l.name}: a row names ${name}, which is no field of the header, no known value, no word`);
  return (out, at) => {
    const value = from(at);
    if (typeof value === 'number') out.number(Math.max(0, value + add));
  };
};

const numberOf = (slot: Slot, add: number): Write => {
  const read = slotReader(slot);
  return (out: TextBuffer, at: Seen) => out.number(Math.max(0, read(at.b, at.o) + add));
};

/** Reads the (scaled) value of a field of at most 32 bits from a header at `o`. */
export const slotReader = ({ bit, field }: Slot): ((b: Bytes, o: number) => number) => bitsReader(bit, field.bits, field.scale ?? 1);

/** Reads `bits` bits (at most 32) from `bit` on, times `scale`. */
export const bitsReader = (bit: number, bits: number, scale: number): ((b: Bytes, o: number) => number) => {
  const at = bit >> 3;
  const span = ((bit & 7) + bits + 7) >> 3;
  const shift = span * 8 - (bit & 7) - bits;
  const mask = bits === 32 ? 0xffff_ffff : 2 ** bits - 1;
  const read = WHOLE[span];
  if (read === undefined) return (b, o) => readBits(b, o, bit, bits) * scale;
  if (shift === 0 && bits === span * 8 && scale === 1) return (b, o) => read(b, o + at);
  return (b, o) => ((read(b, o + at) >>> shift) & mask) * scale;
};
const WHOLE: readonly (((b: Bytes, o: number) => number) | undefined)[] = [undefined, u8, u16, u24, u32];
