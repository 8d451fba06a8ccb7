/** Field lines: the values of chosen fields, a JSON object a frame, written as bytes. */
import type { Selected } from '../analysis/asked.ts';
import type { Selection } from '../analysis/selection.ts';
import { utf8 } from '../core/bytes.ts';
import { visible } from '../core/text.ts';
import type { TextBuffer } from '../core/text-buffer.ts';
import { exportText, typeBits } from '../wire/show.ts';
import type { FieldSpec } from '../wire/types.ts';
import type { Value } from '../wire/value.ts';
import { jsonText } from './text.ts';

export class FieldLines {
  readonly #fields: readonly (readonly [name: Uint8Array, of: Selected])[];

  /** In the order of the names. A protocol's value is its name: it is there. */
  constructor(selection: Selection, names: readonly string[]) {
    this.#fields = names.map((name) => [utf8(`${jsonText(name)}:["`), selection.of(name)] as const);
  }

  /** Bytes that the line of the newest frame needs at most. */
  get room(): number {
    let room = 8;
    for (let k = 0; k < this.#fields.length; k++) {
      const [name, { values }] = this.#fields[k]!;
      room += name.length + 4;
      for (let v = 0; v < values.length; v++) room += roomOf(values[v]!);
    }
    return room;
  }

  /** Writes the values of the frame that the selection loaded. */
  write(out: TextBuffer): void {
    out.byte(OPEN);
    let isFirst = true;
    for (let k = 0; k < this.#fields.length; k++) {
      const [name, of] = this.#fields[k]!;
      if (of.values.length === 0) continue;
      if (!isFirst) out.byte(COMMA);
      isFirst = false;
      out.put(name);
      for (let v = 0; v < of.values.length; v++) {
        if (v > 0) out.put(BETWEEN);
        writeValue(of.specs[v], of.values[v]!, of.name, out);
      }
      out.put(END);
    }
    out.byte(CLOSE);
    out.byte(10);
  }
}

const roomOf = (v: Value): number => {
  if (typeof v === 'number') return 24;
  if (typeof v === 'string') return v.length * 6 + 8;
  return v instanceof Uint8Array ? v.length * 3 + 64 : 64;
};

/** The values of one name as a column of text: commas between several, nothing that steers a terminal. */
export const columnText = ({ name, values, specs }: Selected): string =>
  values.map((v, k) => visible(specs[k] === undefined ? name : exportText(specs[k], v))).join(',');

const writeValue = (spec: FieldSpec | undefined, v: Value, name: string, out: TextBuffer): void => {
  if (spec === undefined) out.text(name);
  else if (typeof v === 'number' && spec.show === 'dec' && v >= 0 && Number.isInteger(v)) out.number(v);
  else if (typeof v === 'number' && spec.show === 'ip4') ip4(v, out);
  else if (typeof v === 'bigint' && spec.show === 'time' && v >= 0n) time(v, out);
  else if (typeof v === 'number' && spec.show === 'hex' && v >>> 0 === v) hex(v, typeBits(spec) / 4, out);
  else if (typeof v !== 'string') out.text(exportText(spec, v));
  else if (!out.quotable(v)) out.text(jsonText(v).slice(1, -1));
};

/** Nanoseconds as seconds. */
const time = (v: bigint, out: TextBuffer): void => {
  out.number(Number(v / BILLION));
  out.byte(DOT);
  out.digits(Number(v % BILLION), 9);
};
const BILLION = 1_000_000_000n;

const hex = (v: number, digits: number, out: TextBuffer): void => {
  out.put(HEX);
  out.hex(v, digits);
};
const HEX = utf8('0x');

const ip4 = (v: number, out: TextBuffer): void => {
  out.number(v >>> 24);
  out.byte(DOT);
  out.number((v >>> 16) & 255);
  out.byte(DOT);
  out.number((v >>> 8) & 255);
  out.byte(DOT);
  out.number(v & 255);
};

const OPEN = 0x7b;
const CLOSE = 0x7d;
const COMMA = 0x2c;
const DOT = 0x2e;
const END = utf8('"]');
const BETWEEN = utf8('","');
