/** Build: values → bytes, with lengths, checksums and selectors filled in where the caller leaves them out. */
import { type Bytes, concat, writeBits } from '../core/bytes.ts';
import { addressSum } from './internet-checksum.ts';
import type { Input } from './layer.ts';
import { buildOptions } from './tlv.ts';
import type { FieldSpec, Layer, Slot } from './types.ts';
import type { Given, OptionInput } from './value.ts';

/** What the layer below and above tell: the pseudo header's sum and the selector of the payload. */
export interface Around {
  readonly pseudo?: number;
  readonly upper?: number;
}

/** Header and payload of one layer. Fields left out take their `auto` or `fallback` value. */
export const build = <L extends Layer>(
  l: L,
  input: Input<L['fields']>,
  payload: Bytes = new Uint8Array(0),
  around: Around = {},
): Uint8Array<ArrayBuffer> => {
  const given = input as Readonly<Record<string, number | Bytes | readonly OptionInput[] | undefined>>;
  const options = optionBytes(l, given['options']);
  const header = l.min + options.length;
  const out = new Uint8Array(header + payload.length);
  out.set(options, l.min);
  out.set(payload, header);
  for (const slot of l.slots) write(out, slot, given[slot.key] as number | Bytes | undefined);
  const context = { header, payload: payload.length, bytes: out, pseudo: around.pseudo ?? 0, upper: around.upper ?? -1, given };
  for (const slot of l.slots) {
    if (slot.field.auto && given[slot.key] === undefined) writeBits(out, 0, slot.bit, slot.field.bits, slot.field.auto(context));
  }
  return out;
};

const optionBytes = (l: Layer, options: unknown): Bytes => {
  if (options === undefined) return new Uint8Array(0);
  if (options instanceof Uint8Array) return options;
  return l.options ? buildOptions(l.options, options as readonly OptionInput[], l.min) : new Uint8Array(0);
};

const write = (out: Uint8Array, slot: Slot, given: number | Bytes | undefined): void => {
  const value = given ?? slot.field.fallback ?? 0;
  if (value instanceof Uint8Array) out.set(value, slot.bit >> 3);
  else writeBits(out, 0, slot.bit, slot.field.bits, (given === undefined ? value : unscaled(slot.field, value)) || 0);
};

/** Callers give the value that people see (header length in bytes); the wire has it in the field's own unit. */
const unscaled = (field: FieldSpec, value: number): number => (field.scale ? value / field.scale : value);

/** A layer, values of its header and its options, and what is given of the fields behind it. */
export type Part = readonly [layer: Layer, values: Readonly<Record<string, unknown>>, behind?: Given];

/** Layers from the lowest up around a payload: addresses below feed checksums above, and each names what it carries. */
export const buildStack = (parts: readonly Part[], payload: Bytes = new Uint8Array(0)): Uint8Array<ArrayBuffer> => {
  let bytes: Uint8Array<ArrayBuffer> = Uint8Array.from(payload);
  for (let k = parts.length - 1; k >= 0; k--) {
    const [l, values, given = []] = parts[k]!;
    const behind = given.length === 0 ? undefined : l.behind?.write(given, values);
    const header = { ...behind?.header, ...values };
    bytes = build(l, header as Input<Layer['fields']>, behind === undefined ? bytes : concat([behind.bytes, bytes]), {
      pseudo: pseudoOf(parts.slice(0, k)),
      upper: selector(l, parts[k + 1]?.[0]),
    });
  }
  return bytes;
};

/** The pseudo header's sum from the nearest layer below that has addresses. */
const pseudoOf = (below: readonly Part[]): number => {
  for (let k = below.length - 1; k >= 0; k--) {
    const [l, values] = below[k]!;
    if (l.pseudo) return addressSum(l, build(l, values as Input<Layer['fields']>));
  }
  return 0;
};

/** The key under which `upper` sits in one of the tables that `l` looks up. */
const selector = (l: Layer, upper: Layer | undefined): number => {
  for (const [, table] of l.tables) {
    const keys = upper?.on?.[table];
    const first = keys === undefined ? undefined : [keys].flat()[0];
    if (typeof first === 'number') return first;
  }
  return -1;
};
