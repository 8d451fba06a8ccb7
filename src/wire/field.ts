/** Field: a named value in a header, declared once. Reading, showing, building, filtering and the bit-ruler all follow from it. */
import type { Bytes } from '../core/bytes.ts';
import { bitsReader } from './compile-row.ts';
import { partKey } from './names.ts';
import type { FieldOptions, FieldSpec, Fields, Slot } from './types.ts';
import type { Show } from './value.ts';

const uint =
  (bits: number) =>
  <const O extends FieldOptions>(
    title: string,
    options?: O & FieldOptions,
  ): FieldSpec<number> & Pick<O, keyof O & ('auto' | 'fallback' | 'sub')> =>
    ({ title, bits, show: 'dec', ...options }) as FieldSpec<number> & Pick<O, keyof O & ('auto' | 'fallback' | 'sub')>;

export const u8 = uint(8);
export const u16 = uint(16);
export const u24 = uint(24);
export const u32 = uint(32);
export const bits = <const O extends FieldOptions>(count: number, title: string, options?: O & FieldOptions) => uint(count)(title, options);
/** One bit; left out of build() it is 0. */
export const flag = (title: string, options?: FieldOptions) => uint(1)(title, { show: 'bool', fallback: 0, ...options });
export const ip4 = <const O extends FieldOptions>(title: string, options?: O & FieldOptions) =>
  uint(32)(title, { ...options, show: 'ip4' } as O);

/** `count` bytes of fixed length, shown as `show` says. */
export const raw = <const O extends FieldOptions>(
  count: number,
  title: string,
  show: Show = 'bytes',
  options?: O & FieldOptions,
): FieldSpec<Bytes> & Pick<O, keyof O & ('auto' | 'fallback')> =>
  ({ title, bits: count * 8, ...options, show }) as FieldSpec<Bytes> & Pick<O, keyof O & ('auto' | 'fallback')>;
export const mac = (title: string, options?: FieldOptions): FieldSpec<Bytes> => raw(6, title, 'mac', options);
export const ip6 = (title: string, options?: FieldOptions): FieldSpec<Bytes> => raw(16, title, 'ip6', options);

/** A field without a fixed place: generated, or put by a layer's body. `width` sets the digits of hex values. */
export const extra = (title: string, show: Show = 'dec', options?: FieldOptions): FieldSpec => ({ title, bits: 0, ...options, show });

export const slotsOf = (fields: Fields): readonly Slot[] => {
  const known = slots.get(fields);
  if (known !== undefined) return known;
  const made = placed(fields, '', 0);
  slots.set(fields, made);
  return made;
};

const placed = (fields: Fields, whole: string, from: number): readonly Slot[] => {
  let bit = from;
  return Object.entries(fields).map(([name, field]) => {
    const key = whole === '' ? name : partKey(whole, name);
    const slot = { key, field, bit, read: bitsReader(bit, field.bits, 1), parts: placed(field.sub ?? {}, key, bit) };
    bit += field.bits;
    return slot;
  });
};
/** Declarations do not change: their layout is worked out once. */
const slots = new WeakMap<Fields, readonly Slot[]>();

export const bitsOf = (fields: Fields): number => Object.values(fields).reduce((n, f) => n + f.bits, 0);

/** Fields that are named after something else than the layer that declares them: `sll.` in v2 of that capture too. */
export const prefixed = <const F extends Fields>(prefix: string, fields: F): F =>
  Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, { ...field, as: `${prefix}.${key}` }])) as Fields as F;
