/** Type-length-value options: a run of kinds between a header's fixed part and its end (IPv4, TCP, IPv6 extension headers, ICMPv6). */
import { type Bytes, writeBits } from '../core/bytes.ts';
import type { Dissecting } from './dissect.ts';
import { bitsOf, type Fields, slotsOf } from './field.ts';
import type { OptionInput } from './layer.ts';

export interface TlvKind {
  readonly title: string;
  /** Only the kind byte. */
  readonly single?: boolean;
  /** Nothing after it is an option. */
  readonly last?: boolean;
  /** Not even kind and length are put: they mean nothing without the kind's own paper. */
  readonly opaque?: boolean;
  /** The value in wire order, starting after kind and length. */
  readonly fields?: Fields;
  /** What repeats until the value ends, after `fields`. */
  readonly repeat?: Fields;
  /** Total lengths in bytes that are legal; another one is a fault and only kind and length are shown. */
  readonly lengths?: (n: number) => boolean;
  /** What fields cannot say; offset and length of the value. */
  readonly read?: (d: Dissecting, offset: number, length: number, total: number) => void;
}

export interface TlvSpec {
  /** Key of the field that holds the whole run (`options` → `tcp.options`); empty for none. */
  readonly name: string;
  readonly title: string;
  /** Keys of the kind and length fields. */
  readonly kind: string;
  readonly length: string;
  readonly kinds: Readonly<Record<number, TlvKind>>;
  /** What a kind that is not in the table is. */
  readonly unknown: TlvKind;
  /** Bytes in one unit of the length field (ICMPv6: 8); default 1. */
  readonly unit?: number;
  /** The length field counts only the value, not kind and length (IPv6). */
  readonly valueOnly?: boolean;
  /** build() pads the header to a multiple of this. */
  readonly align?: number;
  /** Nothing is shown unless the whole run was captured. */
  readonly whole?: boolean;
  /** Key of a mark that each option is put under. */
  readonly wrap?: string;
  /** Parts of the kind byte (`option type` of IPv4 and IPv6). */
  readonly kindShown?: (d: Dissecting, offset: number, kind: number) => void;
}

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

const packFields = (fields: Fields, input: OptionInput, index: number): Uint8Array => {
  const out = new Uint8Array(bitsOf(fields) >> 3);
  for (const slot of slotsOf(fields)) {
    const given = input[slot.key];
    const value = Array.isArray(given) ? (given as readonly (number | Bytes)[])[index] : (given as number | Bytes | undefined);
    if (value instanceof Uint8Array) out.set(value, slot.bit >> 3);
    else writeBits(out, 0, slot.bit, slot.field.bits, value ?? (slot.field.fallback as number | undefined) ?? 0);
  }
  return out;
};
