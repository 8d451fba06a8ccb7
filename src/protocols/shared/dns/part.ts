/**
 * Part: a piece of a record, an option or a parameter, declared once: its fields in the tree, how it reads in a row, how it is read into plain
 * data and written from it. Parts in a row are a shape.
 */
import type { Bytes } from '../../../core/bytes.ts';
import type { TextBuffer } from '../../../core/text-buffer.ts';
import { bits, extra } from '../../../wire/field.ts';
import type { Dissecting, FieldOptions, FieldSpec, Fields } from '../../../wire/types.ts';
import type { Show, Value } from '../../../wire/value.ts';
import type { MessageReader, MessageWriter } from './cursor.ts';

/** Where values without a tree go. */
export interface Given {
  readonly keys: ReadonlySet<string>;
  put(key: string, value: Value): void;
}

export interface Gives {
  /** Of which fields. */
  readonly keys: readonly string[];
  /** Gives those of what lies at `o` of [o, end); the offset behind it, -1 where only a tree tells. */
  from(into: Given, b: Bytes, o: number, base: number, end: number): number;
}

export interface Part<T> {
  readonly fields: Fields;
  /** Puts what lies at `o` of [o, end) into the tree; the offset behind it, -1 where it is not all there. `base`: start of the message. */
  put(d: Dissecting, o: number, end: number): number;
  /** Gives values of it without a tree. */
  readonly gives?: Gives | undefined;
  /** Writes it for a row; the offset behind it, -1 where it is not all there. */
  row?(out: TextBuffer, b: Bytes, o: number, base: number, end: number): number;
  read(r: MessageReader): T;
  write(w: MessageWriter, value: T): void;
}

/** The plain data of a shape; a part whose value may be left out says so with undefined. */
export type ValuesOf<S> = { readonly [K in keyof S as undefined extends PartValue<S[K]> ? never : K]: PartValue<S[K]> } & {
  readonly [K in keyof S as undefined extends PartValue<S[K]> ? K : never]?: PartValue<S[K]>;
};
export type PartValue<P> = P extends { read(r: MessageReader): infer T } ? T : never;

/** Names of all fields begin with `dns.`, in mDNS and LLMNR too. */
export const dnsFields = <const F extends Fields>(fields: F, prefix = 'dns'): F =>
  Object.fromEntries(
    Object.entries(fields).map(([key, field]) => {
      const as = `${prefix}.${key}`;
      return [key, { ...field, ...(field.unnamed ? {} : { as }), ...(field.sub && { sub: dnsFields(field.sub, as) }) }];
    }),
  ) as Fields as F;

export const dnsField = (key: string, title: string, show: Show = 'dec', options?: FieldOptions): Readonly<Record<string, FieldSpec>> =>
  dnsFields({ [key]: extra(title, show, options) });

/** Bits between parts of a field that have no name. */
export const unusedBits = (count: number): FieldSpec => bits(count, 'Reserved', { when: () => false });

/** Whether [o, o + length) lies before `end`, where what holds it ends by its own word; if not, says so. */
export const fits = (d: Dissecting, o: number, length: number, end: number): boolean => {
  if (o + length <= end) return true;
  const there = Math.max(0, Math.min(end, d.end) - o);
  if (!d.stopped) d.fault('malformed', Math.min(o, end), there, `needs ${length} bytes, there are ${Math.max(0, end - o)}`, 'error');
  return false;
};

/** What ends at `o` should end at `end`. */
export const allUsed = (d: Dissecting, o: number, end: number): void => {
  if (o >= 0 && o < end && !d.stopped)
    d.fault('malformed', o, Math.min(end, d.end) - o, `${end - o} bytes more than there should be`, 'note');
};

/** Puts [o, o + length) under `key`; the offset behind it or -1. */
export const putSpan = (d: Dissecting, key: string, o: number, length: number, end: number): number =>
  fits(d, o, length, end) && d.put(key, o, length) !== undefined ? o + length : -1;

// ---- shapes ----------------------------------------------------------------------------------------------------------

export interface ShapeOf<V> {
  readonly fields: Fields;
  readonly parts: readonly Part<unknown>[];
  /** All of its parts do. */
  readonly gives?: Gives | undefined;
  put(d: Dissecting, o: number, end: number): number;
  read(r: MessageReader): V;
  write(w: MessageWriter, value: V): void;
}

export const shape = <const S extends Readonly<Record<string, Part<unknown>>>>(parts: S): ShapeOf<ValuesOf<S>> => {
  const list = Object.entries(parts);
  return {
    fields: Object.assign({}, ...list.map(([, part]) => part.fields)) as Fields,
    parts: list.map(([, part]) => part),
    gives: givesOf(list.map(([, part]) => part.gives)),
    put: (d, o, end) => list.reduce((at, [, part]) => (at < 0 ? -1 : part.put(d, at, end)), o),
    read: (r) => readParts(r, list) as ValuesOf<S>,
    write: (w, value) => {
      for (const [key, part] of list) part.write(w, (value as Readonly<Record<string, unknown>>)[key]);
    },
  };
};

const givesOf = (all: readonly (Gives | undefined)[]): Gives | undefined => {
  const gives = all.filter((one) => one !== undefined);
  if (gives.length < all.length) return undefined;
  return {
    keys: gives.flatMap(({ keys }) => keys),
    from: (into, b, o, base, end) => {
      let at = o;
      for (let k = 0; k < gives.length && at >= 0; k++) at = gives[k]!.from(into, b, at, base, end);
      return at;
    },
  };
};

const readParts = (r: MessageReader, list: readonly (readonly [string, Part<unknown>])[]): Readonly<Record<string, unknown>> => {
  const values: Record<string, unknown> = {};
  for (const [key, part] of list) {
    const value = part.read(r);
    if (value !== undefined) values[key] = value;
  }
  return values;
};
