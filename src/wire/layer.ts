/** Layer: a protocol declared once. `layer()` checks the declaration and gives it its fixed facts. */
import type { Bytes } from '../core/bytes.ts';
import { bitsOf, slotsOf } from './field.ts';
import type { FieldSpec, Fields, Layer, LayerSpec, OptionInput, Slot } from './types.ts';

export type { Layer, LayerSpec, Numbers, OptionInput } from './types.ts';

/** Declares a protocol; `name` is the prefix of its filter names. */
export const layer = <const F extends Fields>(name: string, spec: LayerSpec<F>): Layer<F> => {
  const total = bitsOf(spec.fields);
  if (total % 8 !== 0) throw new RangeError(`${name}: expected whole bytes, got ${total} bits`);
  for (const [key, field] of Object.entries(spec.fields)) {
    if (field.sub && bitsOf(field.sub) !== field.bits) throw new RangeError(`${name}.${key}: parts do not fill ${field.bits} bits`);
  }
  const slots = slotsOf(spec.fields);
  return { ...spec, name, min: total >> 3, slots, addresses: addressesOf(slots), tables: tablesOf(name, spec.next) };
};

const addressesOf = (slots: readonly Slot[]): Layer['addresses'] => {
  const src = slots.find((s) => s.field.column === 'src');
  const dst = slots.find((s) => s.field.column === 'dst');
  if (src === undefined || dst === undefined) return undefined;
  const kind = src.field.show === 'ip4' ? 4 : src.field.show === 'ip6' ? 6 : 48;
  return { kind, src: src.bit >> 3, dst: dst.bit >> 3 };
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
