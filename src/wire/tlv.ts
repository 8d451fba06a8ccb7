/** Type-length-value options: a run of kinds between a header's fixed part and its end (IPv4, TCP, IPv6 extension headers, ICMPv6). */
import { type Bytes, writeBits } from '../core/bytes.ts';
import type { TextBuffer } from '../core/text-buffer.ts';
import { bitsOf, extra, slotsOf } from './field.ts';
import type { Facts } from './row.ts';
import type { Fields, TlvKind, TlvSpec } from './types.ts';
import type { Names, OptionInput } from './value.ts';

/** The titles of the kinds, as names of the kind field's values. */
export const kindNames = (kinds: TlvSpec['kinds']): Names => Object.fromEntries(Object.entries(kinds).map(([n, { title }]) => [n, title]));

/** The marks of kinds that have one of their own: the bytes of the whole option. */
export const kindMarks = ({ kinds, unknown }: Pick<TlvSpec, 'kinds' | 'unknown'>): Fields =>
  Object.fromEntries(
    [...Object.values(kinds), unknown].flatMap(({ mark, title }) => (!mark ? [] : [[mark, extra(title, 'bytes', { line: true })]])),
  );

/** Whether nothing in b(at, to) after an option of `kind` at `at` is one. */
export const isLast = ({ last }: TlvKind, b: Bytes, at: number, to: number): boolean => {
  if (last !== 'padding') return last === true;
  for (let o = at + 1; o < to; o++) if (b[o] !== b[at]) return true;
  return false;
};

/** Writes what a row says of the options in b[from, to), as their kinds say it; ends at the first that is not whole. */
export type WriteOptions = (b: Bytes, from: number, to: number, out: TextBuffer, facts: Facts | undefined) => void;

export const optionWriter = ({ kinds }: TlvSpec): WriteOptions => {
  const all = Array.from({ length: 256 }, (_, kind) => inRow(kinds[kind]));
  return (b, from, to, out, facts) => {
    for (let o = from; o < to; ) {
      const { isSingle, last, row, hasLength } = all[b[o]!]!;
      const length = isSingle ? 1 : o + 1 < to ? b[o + 1]! : 0;
      if ((length < 2 && !isSingle) || o + length > to || (last !== undefined && isLast(last, b, o, to))) return;
      if (row !== undefined && hasLength(length)) row(out, b, o + 2, length - 2, facts);
      o += length;
    }
  };
};

/** What a row needs of a kind: objects of one shape, as a row is written for every segment. */
const inRow = (kind: TlvKind | undefined) => ({
  isSingle: kind?.single === true,
  last: kind?.last === undefined ? undefined : kind,
  row: kind?.row,
  hasLength: kind?.lengths ?? ANY,
});
const ANY = (): boolean => true;

/** Bytes of a list of options that follow `before` bytes of header, padded with kind 0. */
export const buildOptions = (spec: TlvSpec, options: readonly OptionInput[], before: number): Uint8Array<ArrayBuffer> => {
  const out: number[] = [];
  for (const option of options) out.push(...buildOption(spec, option));
  while ((before + out.length) % (spec.align ?? 1) !== 0) out.push(0);
  return Uint8Array.from(out);
};

const buildOption = (spec: TlvSpec, option: OptionInput): number[] => {
  const kind = spec.kinds[option.kind] ?? spec.unknown;
  if (kind.single) return [option.kind];
  const value = [...packFields(kind.fields ?? {}, option, 0)];
  for (let i = 0; kind.repeat && i < repeats(kind.repeat, option); i++) value.push(...packFields(kind.repeat, option, i));
  if (option['bytes'] instanceof Uint8Array) value.push(...option['bytes']);
  const total = value.length + (spec.valueOnly ? 0 : 2);
  return [option.kind, Math.ceil(total / (spec.unit ?? 1)), ...value];
};

const repeats = (fields: Fields, option: OptionInput): number => {
  const first = option[Object.keys(fields)[0] ?? ''];
  return Array.isArray(first) ? first.length : first === undefined ? 0 : 1;
};

/** Values as fields lie; what is not given is its fallback, or 0. */
export const packFields = (fields: Fields, input: Omit<OptionInput, 'kind'>, index: number): Uint8Array => {
  const out = new Uint8Array(bitsOf(fields) >> 3);
  for (const slot of slotsOf(fields)) {
    const given = input[slot.key];
    const value = Array.isArray(given) ? (given as readonly (number | Bytes)[])[index] : (given as number | Bytes | undefined);
    if (value instanceof Uint8Array) out.set(value, slot.bit >> 3);
    else writeBits(out, 0, slot.bit, slot.field.bits, value ?? (slot.field.fallback as number | undefined) ?? 0);
  }
  return out;
};
