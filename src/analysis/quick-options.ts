/** Quick options: values of type-length-value options read where they lie, as their kinds are declared (wire/tlv.ts). */
import { u8 } from '../core/bytes.ts';
import { bitsOf, slotsOf } from '../wire/field.ts';
import { declaredFields, fieldSets, partKey, specsOf } from '../wire/names.ts';
import type { Seen, Values } from '../wire/row.ts';
import { isLast } from '../wire/tlv.ts';
import type { FieldSpec, Fields, Layer, TlvKind, TlvSpec } from '../wire/types.ts';
import type { Value } from '../wire/value.ts';
import { namesOf, reader } from './quick-fields.ts';

/** Takes a value of a field. */
export type Take = (value: Value) => void;
/** Who takes the values that a layer has under a key, of the field that is declared there; none where nobody asks. */
export type TakersOf = (key: string, spec: FieldSpec) => readonly Take[];

/** A field of an option's value: where it lies is counted from there. */
interface Part {
  readonly get: (at: Seen) => Values | undefined;
  readonly takes: readonly Take[];
}

interface Kind {
  readonly isSingle: boolean;
  readonly isSilent: boolean;
  readonly last: TlvKind | undefined;
  readonly hasLength: (total: number) => boolean;
  /** Bytes of its fields, and of what repeats behind them. */
  readonly needed: number;
  readonly step: number;
  readonly mark: readonly Take[];
  readonly fields: readonly Part[];
  readonly repeat: readonly Part[];
  /** Code may put what is asked for. */
  readonly isCoded: boolean;
}

/** Gives what is asked for; false where only a dissection tells. */
export type GiveOptions = (at: Seen) => boolean;

/** The names of a layer that stand for nothing but what its options hold; whether code puts some of it. */
export const optionNames = (l: Layer): ReadonlyMap<string, { readonly isCoded: boolean }> => {
  const known = found.get(l) ?? namesIn(l);
  found.set(l, known);
  return known;
};
const found = new WeakMap<Layer, ReadonlyMap<string, { readonly isCoded: boolean }>>();

const namesIn = (l: Layer): ReadonlyMap<string, { readonly isCoded: boolean }> => {
  const names = new Map<string, { readonly isCoded: boolean }>();
  const { options, ...withoutOptions } = l;
  // What a body reads as options lies elsewhere.
  if (options === undefined || l.header === undefined) return names;
  const [, extras = {}] = fieldSets(l);
  const elsewhere = new Set<string>();
  const put = (key: string, spec: FieldSpec, isCoded: boolean): void => {
    for (const name of namesOf(l.name, key, spec)) names.set(name, { isCoded: isCoded || names.get(name)?.isCoded === true });
  };
  const plain = plainKeys(options);
  const prefix = options.name === '' ? undefined : partKey(options.name, '');
  for (const [key, spec] of declaredFields(withoutOptions)) {
    const isOption = key in extras && (plain.has(key) || (prefix !== undefined && key.startsWith(prefix)));
    if (isOption) put(key, spec, !plain.has(key));
    else for (const name of namesOf(l.name, key, spec)) elsewhere.add(name);
  }
  for (const kind of kindsOf(options)) {
    for (const [key, spec] of eachOf(kind.fields)) put(key, spec, !isPlain(kind.fields));
    for (const [key, spec] of eachOf(kind.repeat)) put(key, spec, kind.read !== undefined || !isPlain(kind.repeat));
  }
  for (const name of elsewhere) names.delete(name);
  return names;
};

const kindsOf = ({ kinds, unknown }: TlvSpec): readonly TlvKind[] => [...Object.values(kinds), unknown];

/** Keys of what every option has, and of marks. */
const plainKeys = (options: TlvSpec): ReadonlySet<string> =>
  new Set([options.name, options.kind, options.length, ...kindsOf(options).map(({ mark = '' }) => mark)].filter((key) => key !== ''));

const eachOf = (fields: Fields = {}): readonly (readonly [key: string, spec: FieldSpec])[] =>
  Object.entries(fields).flatMap(([key, spec]) => [
    [key, spec] as const,
    ...Object.entries(spec.sub ?? {}).map(([part, sub]) => [partKey(key, part), sub] as const),
  ]);

/** Whether all of them are there whatever they say. */
const isPlain = (fields: Fields = {}): boolean => {
  const bytes = bitsOf(fields) >> 3;
  return eachOf(fields).every(
    ([, { when, instead, value, needs = 0, sub }]) =>
      when === undefined &&
      instead === undefined &&
      value === undefined &&
      needs <= bytes &&
      Object.values(sub ?? {}).every((part) => part.sub === undefined),
  );
};

/** What gives the values of options for which there is somebody to take them. */
export const optionsGiver = (l: Layer, options: TlvSpec, takersOf: TakersOf, asksCode: boolean): GiveOptions => {
  const specs = specsOf(l);
  const takers = (key: string): readonly Take[] => {
    const spec = specs.get(key);
    return key === '' || spec === undefined ? [] : takersOf(key, spec);
  };
  const [run, kinds, lengths] = [takers(options.name), takers(options.kind), takers(options.length)];
  const all = Array.from({ length: 256 }, (_, kind) => kindOf(options.kinds[kind] ?? options.unknown, options, takers, takersOf, asksCode));
  const { unit = 1, valueOnly = false } = options;
  return (at) => {
    const { b, o: start, header } = at;
    if (header > at.end) return false;
    let o = start + l.min;
    if (o < header) giveAll(run, b.subarray(o, header));
    while (o < header) {
      const code = u8(b, o);
      const kind = all[code]!;
      const total = kind.isSingle ? 1 : o + 1 < header ? u8(b, o + 1) * unit + (valueOnly ? 2 : 0) : 0;
      if (kind.isCoded || (total < 2 && !kind.isSingle) || o + total > header) return false;
      if (!kind.isSilent) {
        giveAll(kind.mark, b.subarray(o, o + total));
        giveAll(kinds, code);
        if (!kind.isSingle) {
          if (!kind.hasLength(total) || kind.needed > total - 2) return false;
          giveAll(lengths, u8(b, o + 1));
          giveValue(kind, at, o + 2, o + total);
          at.o = start;
        }
      }
      if (kind.last !== undefined && isLast(kind.last, b, o, header)) return true;
      o += total;
    }
    return true;
  };
};

const kindOf = (
  known: TlvKind,
  options: TlvSpec,
  takers: (key: string) => readonly Take[],
  takersOf: TakersOf,
  asksCode: boolean,
): Kind => {
  const { mark, single = false, last, lengths = ANY, fields = {}, repeat = {}, read } = known;
  const hasRepeat = read === undefined && bitsOf(repeat) > 0;
  const hasCode = read !== undefined || options.kindShown !== undefined || !isPlain(fields) || (hasRepeat && !isPlain(repeat));
  return {
    isSingle: single,
    isSilent: mark === '',
    last: last === undefined ? undefined : known,
    hasLength: lengths,
    needed: bitsOf(fields) >> 3,
    step: hasRepeat ? bitsOf(repeat) >> 3 : 0,
    mark: takers(mark ?? ''),
    fields: partsOf(fields, takersOf),
    repeat: hasRepeat ? partsOf(repeat, takersOf) : [],
    isCoded: asksCode && hasCode,
  };
};
const ANY = (): boolean => true;

const partsOf = (fields: Fields, takersOf: TakersOf): readonly Part[] =>
  slotsOf(fields)
    .flatMap(({ key, field, bit }) => {
      let from = bit;
      const parts = Object.entries(field.sub ?? {}).map(([part, spec]) => {
        const own = { key: partKey(key, part), spec, bit: from };
        from += spec.bits;
        return own;
      });
      return [{ key, spec: field, bit }, ...parts];
    })
    .map(({ key, spec, bit }) => ({ get: reader(spec, bit), takes: takersOf(key, spec) }))
    .filter(({ takes }) => takes.length > 0);

const giveValue = ({ fields, needed, repeat, step }: Kind, at: Seen, from: number, to: number): void => {
  giveParts(fields, at, from);
  if (repeat.length > 0) for (let o = from + needed; o + step <= to; o += step) giveParts(repeat, at, o);
};

const giveParts = (parts: readonly Part[], at: Seen, o: number): void => {
  at.o = o;
  for (let k = 0; k < parts.length; k++) giveAll(parts[k]!.takes, parts[k]!.get(at) as Value);
};

const giveAll = (takes: readonly Take[], value: Value): void => {
  for (let k = 0; k < takes.length; k++) takes[k]!(value);
};
