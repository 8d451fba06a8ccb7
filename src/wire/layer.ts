/** Layer: a protocol declared once. `layer()` checks the declaration and gives it its fixed facts. */
import type { Bytes } from '../core/bytes.ts';
import { joined } from '../core/joined.ts';
import { bitsOf, slotsOf } from './field.ts';
import { statusFields } from './internet-checksum.ts';
import { partKey } from './names.ts';
import type { FieldSpec, Fields, Layer, LayerSpec, Slot } from './types.ts';
import type { Formula, OptionInput } from './value.ts';

/** Declares a protocol; `name` is the prefix of its filter names. */
export const layer = <const F extends Fields>(name: string, spec: LayerSpec<F>): Layer<F> => {
  const { fields, ...rest } = spec;
  const total = bitsOf(fields);
  if (total % 8 !== 0) throw new RangeError(`${name}: expected whole bytes, got ${total} bits`);
  for (const [key, field] of Object.entries(fields)) {
    if (field.sub && bitsOf(field.sub) !== field.bits) throw new RangeError(`${name}.${key}: parts do not fill ${field.bits} bits`);
  }
  const slots = slotsOf(fields);
  const tables = tablesOf(name, spec.next);
  if (tables.length > 2) throw new RangeError(`${name}: expected at most two fields that say what follows, got ${tables.length}`);
  const reads = [spec.header, spec.payload, spec.fragment, spec.last, spec.deep === true ? undefined : spec.deep].flatMap(
    (formula) => formula?.reads ?? [],
  );
  for (const key of [...reads, ...tables.map(([field]) => field)]) checkNumber(name, slots, key);
  return {
    title: spec.title,
    spec: spec.spec,
    ...UNSAID,
    ...(rest as Omit<LayerSpec, 'fields' | 'title' | 'spec'>),
    fields,
    extras: joined(statusFields(fields), spec.extras ?? {}),
    name,
    min: total >> 3,
    slots,
    zeros: zerosOf(slots),
    addresses: addressesOf(slots),
    tables,
  };
};

/** Layers are objects of one shape, whatever they declare: who looks at layers of many kinds finds a key where it always is. */
const UNSAID: object = {
  formerly: undefined,
  extras: undefined,
  header: undefined,
  payload: undefined,
  fragment: undefined,
  last: undefined,
  deep: undefined,
  next: undefined,
  lowestFirst: undefined,
  on: undefined,
  prefers: undefined,
  options: undefined,
  behind: undefined,
  seen: undefined,
  frames: undefined,
  body: undefined,
  looksBack: undefined,
  heading: undefined,
  headingNeeds: undefined,
  rowNeeds: undefined,
  info: undefined,
  row: undefined,
  begun: undefined,
  begunLabel: undefined,
  remarks: undefined,
  isSetOff: undefined,
  around: undefined,
  joins: undefined,
  label: undefined,
  labelOf: undefined,
  rowLabel: undefined,
  sentences: undefined,
  stream: undefined,
  ends: undefined,
  peek: undefined,
  trailer: undefined,
  stack: undefined,
  quick: undefined,
  own: undefined,
  spoken: undefined,
  inMessages: undefined,
  pseudo: undefined,
  looksLike: undefined,
  transport: undefined,
  channel: undefined,
  exchange: undefined,
  claims: undefined,
  datagram: undefined,
} satisfies { readonly [K in keyof Omit<LayerSpec, 'fields' | 'title' | 'spec'>]-?: undefined };

const addressesOf = (slots: readonly Slot[]): Layer['addresses'] => {
  const src = slots.find((s) => s.field.column === 'src');
  const dst = slots.find((s) => s.field.column === 'dst');
  if (src === undefined || dst === undefined) return undefined;
  const kind = src.field.show === 'ip4' ? 4 : src.field.show === 'ip6' ? 6 : 48;
  return { kind, src: src.bit >> 3, dst: dst.bit >> 3 };
};

/** What follows from these fields of the fixed header: `of(['len'], (len) => len * 4)`. Neither scan nor dissection reads any other for it. */
export const of = <const K extends readonly string[], T>(
  reads: K,
  result: (...values: { -readonly [I in keyof K]: number }) => T,
): Formula<K[number], T> => ({ reads, result: result as (...values: number[]) => T });

/** Whether nothing above a header with these values is looked at. */
export const endsAt = ({ fragment, last }: LayerSpec, v: Readonly<Record<string, number>>): boolean =>
  (fragment !== undefined && resultOf(fragment, v)) || (last !== undefined && resultOf(last, v));

/** The result for values by name; a field that is not there is 0. */
export const resultOf = <T>({ reads, result }: Formula<string, T>, values: Readonly<Record<string, number>>): T =>
  result(...reads.map((key) => values[key] ?? 0));

/** Without a prototype: keys come from declarations alone. Not frozen, as objects that have it as theirs write over it. */
const zerosOf = (slots: readonly Slot[]): Readonly<Record<string, number>> => {
  const zeros = Object.create(null) as Record<string, number>;
  for (const { key, field } of slots) {
    zeros[key] = 0;
    for (const part of Object.keys(field.sub ?? {})) zeros[partKey(key, part)] = 0;
  }
  return zeros;
};

const checkNumber = (name: string, slots: readonly Slot[], key: string): void => {
  const field = slots.find((s) => s.key === key)?.field;
  if (field === undefined) throw new RangeError(`${name}: expected a field of the fixed header, got ${key}`);
  if (field.bits > 32) throw new RangeError(`${name}.${key}: expected a number of at most 32 bits, got ${field.bits} bits`);
};

const tablesOf = (name: string, next: LayerSpec['next']): readonly (readonly [string, string])[] => {
  if (next === undefined) return [];
  return Array.isArray(next)
    ? next.map((f: string) => [f, `${name}.${f}`] as const)
    : Object.entries(next as Readonly<Record<string, string>>);
};

/** Values that build() takes: fields with `auto` or `fallback` may be left out. */
export type Input<F extends Fields> = {
  readonly [K in keyof F as F[K] extends { auto: unknown } | { fallback: unknown } ? never : K]: F[K] extends FieldSpec<infer T>
    ? T
    : never;
} & { readonly [K in keyof F]?: F[K] extends FieldSpec<infer T> ? T : never } & { readonly options?: readonly OptionInput[] | Bytes };
