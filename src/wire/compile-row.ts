/** Rows compiled: the template of a layer becomes one writer of bytes over what a scan knows, as emitted JavaScript and as closures. */
import { type Bytes, readBits, u8, u16, u24, u32, utf8 } from '../core/bytes.ts';
import { EMITS } from './emits.ts';
import { isInWord, readExpression } from './read-expression.ts';
import type { Seen, Write } from './row.ts';
import type { Layer, Slot } from './types.ts';

/** The writer of a layer's row; undefined where it has none. */
export const compileRow = (l: Layer, emits = EMITS): Write | undefined => {
  if (l.row === undefined) return undefined;
  const { template, words } = l.row;
  const parts = template
    .split(/\{([^}]*)\}/)
    .map((text, k) => (k % 2 === 0 ? { text } : word(l, text, words)))
    .filter((part) => part.text !== '');
  const [only] = parts;
  if (only?.write !== undefined && parts.length === 1) return only.write;
  const { instead } = l.row;
  const made = emits ? emittedRow(l.name, parts) : closureRow(parts);
  if (instead === undefined) return made;
  return (out, at) => {
    if (!instead(out, at)) made(out, at);
  };
};

/** A piece of a row: a text, a field of the fixed header, a known value, or a word that writes itself. */
interface Part {
  readonly text?: string;
  readonly slot?: Slot;
  readonly from?: (at: Seen) => unknown;
  /** What is added to a number. */
  readonly add?: number;
  readonly write?: Write;
}

const word = (l: Layer, part: string, words: Readonly<Record<string, Write>>): Part => {
  const own = words[part];
  if (own !== undefined) return { write: own };
  const [, name = '', sign, by] = /^([\w.]+)(?:([+-])(\d+))?$/.exec(part) ?? [];
  const add = by === undefined ? 0 : Number(`${sign}${by}`);
  const slot = l.slots.find((s) => s.key === name);
  if (slot !== undefined) return { slot, add };
  const from = l.extras?.[name]?.from;
  if (from === undefined)
    throw new ReferenceError(`${l.name}: a row names ${name}, which is no field of the header, no known value, no word`);
  return { from, add };
};

/** One function whose calls are each of one kind, so that V8 takes them into it. The text comes from declarations alone, never from input. */
const emittedRow = (name: string, parts: readonly Part[]): Write => {
  const lines = parts.map(({ text, slot, add = 0, from }, k) => {
    if (text !== undefined) return emitText(utf8(text));
    if (slot !== undefined) return `out.number(${emitNumber(slot, add, `p${k}`)});`;
    if (from !== undefined) return `v=p${k}(at);if(typeof v==="number")out.number(Math.max(0,v+${add}));`;
    return `p${k}(out,at);`;
  });
  const names = parts.map((_, k) => `p${k}`);
  const make = new Function(
    ...names,
    `return function row_${name.replace(/\W/g, '_')}(out,at){const b=at.b,o=at.o;let v,y,n;${lines.join('\n')}}`,
  );
  return make(...parts.map(({ from, write, slot }) => from ?? write ?? (slot && slotReader(slot)))) as Write;
};

const emitText = (bytes: Bytes): string =>
  `y=out.bytes;n=out.length;${Array.from(bytes, (byte, k) => `y[n+${k}]=${byte};`).join('')}out.length=n+${bytes.length};`;

const emitNumber = ({ bit, field }: Slot, add: number, reader: string): string => {
  if (!isInWord(bit, field.bits)) return `Math.max(0,${reader}(b,o)+${add})`;
  const value = readExpression(bit, field.bits);
  const scaled = (field.scale ?? 1) === 1 ? value : `${value}*${field.scale}`;
  return add === 0 ? scaled : `Math.max(0,${scaled}+${add})`;
};

const closureRow = (parts: readonly Part[]): Write => {
  const writers = parts.map(closureOf);
  return (out, at) => {
    for (const write of writers) write(out, at);
  };
};

const closureOf = ({ text = '', slot, from, add = 0, write }: Part): Write => {
  if (write !== undefined) return write;
  if (slot !== undefined) {
    const read = slotReader(slot);
    return (out, at) => out.number(Math.max(0, read(at.b, at.o) + add));
  }
  if (from !== undefined)
    return (out, at) => {
      const value = from(at);
      if (typeof value === 'number') out.number(Math.max(0, value + add));
    };
  const bytes = utf8(text);
  return (out) => out.put(bytes);
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
