/** Layer: a protocol declared once. `layer()` checks the declaration and gives it its fixed facts. */
import type { Bytes } from '../core/bytes.ts';
import type { Dissecting } from './dissect.ts';
import { bitsOf, type FieldSpec, type Fields, type Slot, slotsOf } from './field.ts';
import type { TlvSpec } from './tlv.ts';

/** Raw numbers of the fixed header's fields of 32 bits or less, as on the wire (not scaled). */
export type Numbers<F extends Fields = Fields> = { readonly [K in keyof F]: number };

export interface LayerSpec<F extends Fields = Fields> {
  readonly title: string;
  /** The RFC or standard. */
  readonly spec: string;
  /** The fixed part of the header, in wire order. */
  readonly fields: F;
  /** Fields that options, bodies and analysis add: names for filters and documentation. */
  readonly extras?: Fields;
  /** Header length in bytes; default: the fixed part. A single expression over the fields. */
  header?(v: Numbers<F>): number;
  /** Payload length in bytes where the header knows it; less than what is left means that padding follows. */
  payload?(v: Numbers<F>): number;
  /** The scan goes no deeper where this is not 0 (fragments). */
  last?(v: Numbers<F>): boolean;
  /** What follows: fields whose value is looked up, in order, in the table named; by default the table `layer.field`. */
  readonly next?: readonly (keyof F & string)[] | Readonly<Record<string, string>>;
  /** Where this protocol sits: table → key or keys. No import of the lower protocol. */
  readonly on?: Readonly<Record<string, number | readonly number[]>>;
  /** A run of type-length-value options between the fixed part and the end of the header. */
  readonly options?: TlvSpec;
  /** Dissects what fixed fields and options cannot say. Runs after them; may put fields, faults and inner layers. */
  readonly body?: (d: Dissecting) => void;
  /** The heading of this layer's tree. Default: the title. */
  readonly heading?: (d: Dissecting) => string;
  /** Info of the packet list where this is the highest layer. */
  readonly info?: (d: Dissecting) => string;
  /** The protocol column; default: the name in capitals. */
  readonly label?: string;
  /** The fields are only looked at: the next layer starts where this one does (raw IP: the version). */
  readonly peek?: boolean;
  /** Called when everything above is dissected and left bytes over: from where what is left starts (Ethernet's padding and trailer). */
  readonly trailer?: (d: Dissecting, from: number) => void;
  /** Sum of the addresses of the pseudo header that this layer gives to checksums above it. */
  readonly pseudo?: (header: Bytes) => number;
  /** Fields come from an analysis of what went before: called at the mark `state` (streams, relative numbers). */
  readonly stateful?: boolean;
}

export interface Layer<F extends Fields = Fields> extends LayerSpec<F> {
  readonly name: string;
  /** Bytes of the fixed part. */
  readonly min: number;
  readonly slots: readonly Slot[];
  /** Table for each `next` field. */
  readonly tables: readonly (readonly [field: string, table: string])[];
}

/** Declares a protocol; `name` is the prefix of its filter names. */
export const layer = <const F extends Fields>(name: string, spec: LayerSpec<F>): Layer<F> => {
  const total = bitsOf(spec.fields);
  if (total % 8 !== 0) throw new RangeError(`${name}: expected whole bytes, got ${total} bits`);
  for (const [key, field] of Object.entries(spec.fields)) {
    if (field.sub && bitsOf(field.sub) !== field.bits) throw new RangeError(`${name}.${key}: parts do not fill ${field.bits} bits`);
  }
  return { ...spec, name, min: total >> 3, slots: slotsOf(spec.fields), tables: tablesOf(name, spec.next) };
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

/** One option: its kind and the fields of its value. */
export interface OptionInput {
  readonly kind: number;
  readonly [field: string]: number | Bytes | readonly (number | Bytes)[] | undefined;
}
