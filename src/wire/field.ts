/** Field: a named value in a header, declared once. Reading, showing, building, filtering and the bit-ruler all follow from it. */
import type { Bytes } from '../core/bytes.ts';
import type { Dissecting } from './dissect.ts';

export type Value = number | bigint | boolean | string | Bytes;

/**
 * How a value reads as text, and so which type a filter compares it with.
 * `time` is seconds as bigint nanoseconds; `none` is a mark that is there or not; `label` is text made for people.
 */
export type Show = 'dec' | 'hex' | 'bool' | 'mac' | 'ip4' | 'ip6' | 'bytes' | 'string' | 'time' | 'none' | 'float';

/** Text of known values. */
export type Names = Readonly<Record<number, string>>;

/** Where the scan puts a field so that lists and conversations need no dissection. */
export type Column = 'src' | 'dst' | 'sport' | 'dport' | 'seq' | 'ack' | 'flags' | 'window';

/** What `auto` may look at when a field is left out of build(). `bytes` is header + payload with this field zeroed. */
export interface BuildContext {
  readonly header: number;
  readonly payload: number;
  readonly bytes: Bytes;
  /** Sum of the pseudo header's addresses (RFC 9293 §3.1, RFC 8200 §8.1), without protocol and length. */
  readonly pseudo: number;
  /** What the payload is, by the selector that the upper layer declared for this layer's table; -1 where unknown. */
  readonly upper: number;
}

export interface FieldOptions {
  readonly show?: Show;
  readonly names?: Names;
  /** Text after the value, e.g. ` bytes`. */
  readonly unit?: string;
  /** The shown and filtered value is the raw value times this (header lengths in words). */
  readonly scale?: number;
  /** Bits of the value's type where it is wider than the field itself: sets the digits of `hex`. */
  readonly width?: number;
  /** Value when build() is given none. */
  readonly fallback?: number | Bytes;
  /** Value when build() is given none and it follows from the rest (lengths, checksums). */
  readonly auto?: (c: BuildContext) => number;
  readonly column?: Column;
  /** Other names a filter finds this value under, e.g. `addr` for `src`; full names have a dot. */
  readonly also?: readonly string[];
  /** Parts of this field, most significant bit first, together as wide as it. */
  readonly sub?: Fields;
  /** Bytes from the layer's start that must be there before this field is shown; default: the field's own end. */
  readonly needs?: number;
  /** The field is there only when this holds; it takes no room otherwise. Only for the dissected tail of a header. */
  readonly when?: (v: Readonly<Record<string, number>>) => boolean;
  /** Called when the field has been dissected: generated fields, faults; `stop` ends the layer here. */
  readonly seen?: (d: Dissecting) => unknown;
  /** The text of the value in the tree, where names and units are not enough. */
  readonly text?: (v: Value, d: Dissecting) => string;
  /** Shown in no tree, found by filters and exports (Wireshark's hidden items). */
  readonly hidden?: boolean;
}

export interface FieldSpec<T = Value> extends FieldOptions {
  readonly title: string;
  /** Width on the wire; 0 for fields that are only generated or of variable length. */
  readonly bits: number;
  readonly show: Show;
  /** Only for the type checker: what build() takes and dissection gives. */
  readonly type?: T;
}
export type Fields = Readonly<Record<string, FieldSpec>>;

const uint =
  (bits: number) =>
  <const O extends FieldOptions>(title: string, options?: O & FieldOptions): FieldSpec<number> & Pick<O, keyof O & ('auto' | 'fallback')> =>
    ({ title, bits, show: 'dec', ...options }) as FieldSpec<number> & Pick<O, keyof O & ('auto' | 'fallback')>;

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
export const raw = (count: number, title: string, show: Show = 'bytes', options?: FieldOptions): FieldSpec<Bytes> => ({
  title,
  bits: count * 8,
  ...options,
  show,
});
export const mac = (title: string, options?: FieldOptions): FieldSpec<Bytes> => raw(6, title, 'mac', options);
export const ip6 = (title: string, options?: FieldOptions): FieldSpec<Bytes> => raw(16, title, 'ip6', options);

/** A field without a fixed place: generated, or put by a layer's body. `width` sets the digits of hex values. */
export const extra = (title: string, show: Show = 'dec', options?: FieldOptions): FieldSpec => ({ title, bits: 0, ...options, show });

/** One slot of a layout: a field and the bit it starts at. */
export interface Slot {
  readonly key: string;
  readonly field: FieldSpec;
  readonly bit: number;
}

export const slotsOf = (fields: Fields): readonly Slot[] => {
  let bit = 0;
  return Object.entries(fields).map(([key, field]) => {
    const slot = { key, field, bit };
    bit += field.bits;
    return slot;
  });
};

export const bitsOf = (fields: Fields): number => Object.values(fields).reduce((n, f) => n + f.bits, 0);
