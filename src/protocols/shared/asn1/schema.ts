/**
 * Schema: ASN.1 types as data, with the filter name of each part. Trees are put by them (tree.ts), and the fields that a layer declares for
 * them are read off them.
 */
import type { Bytes } from '../../../core/bytes.ts';
import { extra } from '../../../wire/field.ts';
import type { Dissecting, Field, FieldOptions, Fields } from '../../../wire/types.ts';
import type { Show, Value } from '../../../wire/value.ts';
import { Tag } from './element.ts';

/** A value of a type under a name. Without a key it has no line of its own: its parts stand where it would. */
export interface Part {
  readonly key?: string;
  readonly title: string;
  readonly type: Type;
}

/** A part of a sequence or of a choice. */
export interface Member extends Part {
  /** `[n]`; the type's own tag where absent. */
  readonly context?: number;
  /** `[n]` is around the whole element, not in place of its tag. */
  readonly explicit?: boolean;
  readonly optional?: boolean;
}

/** What stands behind the title, made of the parts once they are put. */
export type Summary = (field: Field) => string;

export interface Sequence {
  readonly kind: 'sequence';
  readonly tag: number;
  readonly members: () => readonly Member[];
  readonly summary?: Summary;
}
export interface List {
  readonly kind: 'list';
  readonly tag: number;
  readonly item: () => Part;
  readonly summary?: Summary;
}
export interface Choice {
  readonly kind: 'choice';
  readonly options: () => readonly Member[];
  /** The value of the first option; each further one is one more. */
  readonly first: number;
}
/** A value without parts. */
export interface Plain {
  readonly kind: 'plain';
  readonly tags: readonly number[];
  readonly show: Show;
  readonly options?: FieldOptions;
  /** The value of content b[from, to); undefined where it has none. */
  readonly value: (b: Bytes, from: number, to: number, tag: number) => Value | undefined;
  /** Its content selects what comes after it. */
  readonly selects?: boolean;
}
/** A bit string: its flags, or an element in it that the object identifier before it names. */
export interface Bits {
  readonly kind: 'bits';
  readonly flags?: Fields;
  /** The ninth flag, in a second byte that may be left out. */
  readonly ninth?: string;
  readonly inside?: Inside;
}
/** An octet string around an element. */
export interface Octets {
  readonly kind: 'octets';
  readonly inside?: Inside;
}
/** Any element; the object identifier before it says which. */
export interface Open {
  readonly kind: 'open';
  readonly inside: Inside;
}
/** What schemas cannot say. */
export interface Custom {
  readonly kind: 'custom';
  readonly tag: number;
  readonly fields: Fields;
  readonly put: (d: Dissecting, from: number, to: number) => void;
}
export type Type = Sequence | List | Choice | Plain | Bits | Octets | Open | Custom;

/** Parts by the object identifier that selects them. */
export type Inside = () => Readonly<Record<string, Part>>;

// ---- words -----------------------------------------------------------------------------------------------------------

export const part = (key: string, title: string, type: Type): Part => ({ key, title, type });
export const unnamed = (title: string, type: Type): Part => ({ title, type });
export const optional = (p: Member): Member => ({ ...p, optional: true });
/** `[n] IMPLICIT` */
export const implicit = (context: number, p: Part): Member => ({ ...p, context });
/** `[n] EXPLICIT` */
export const explicit = (context: number, p: Part): Member => ({ ...p, context, explicit: true });

/** Types name each other, so they are looked at when they are needed, and made once. */
const once = <T>(make: () => T): (() => T) => {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
};

export const sequence = (members: () => readonly Member[], summary?: Summary): Sequence => ({
  kind: 'sequence',
  tag: Tag.sequence,
  members: once(members),
  ...(summary && { summary }),
});
export const sequenceOf = (item: () => Part, summary?: Summary): List => ({
  kind: 'list',
  tag: Tag.sequence,
  item: once(item),
  ...(summary && { summary }),
});
export const setOf = (item: () => Part, summary?: Summary): List => ({ ...sequenceOf(item, summary), tag: Tag.set });
export const choice = (options: () => readonly Member[], first = 0): Choice => ({ kind: 'choice', options: once(options), first });
export const octets = (inside?: Inside): Octets => ({ kind: 'octets', ...(inside && { inside: once(inside) }) });
export const bits = (options: Omit<Bits, 'kind'> = {}): Bits => ({
  kind: 'bits',
  ...options,
  ...(options.inside && { inside: once(options.inside) }),
});
export const open = (inside: Inside): Open => ({ kind: 'open', inside: once(inside) });

// ---- fields ----------------------------------------------------------------------------------------------------------

/** The fields of all parts, for a layer's `extras`. */
export const schemaFields = (...parts: readonly Part[]): Fields => {
  const fields: Record<string, Fields[string]> = { [PADDING]: extra('Padding', 'dec', { as: PADDING }) };
  const seen = new Set<Type>();
  for (const p of parts) collect(fields, p, seen);
  return fields;
};

/** Bits at the end of a bit string that mean nothing. */
export const PADDING = 'ber.bitstring.padding';

const collect = (fields: Record<string, Fields[string]>, p: Part, seen: Set<Type>): void => {
  if (p.key !== undefined) fields[p.key] = extra(p.title, showOf(p.type), { ...optionsOf(p.type), as: p.key });
  if (seen.has(p.type)) return;
  seen.add(p.type);
  if (p.type.kind === 'custom' || (p.type.kind === 'bits' && p.type.flags)) {
    for (const [key, f] of Object.entries(p.type.kind === 'custom' ? p.type.fields : (p.type.flags ?? {})))
      fields[key] = { ...f, as: f.as ?? key, bits: 0 };
    if (p.type.kind === 'bits' && p.type.ninth) fields[p.type.ninth] = extra(lastWord(p.type.ninth), 'bool', { as: p.type.ninth });
  }
  for (const child of partsOf(p.type)) collect(fields, child, seen);
};

const lastWord = (key: string): string => key.slice(key.lastIndexOf('.') + 1);

const partsOf = (type: Type): readonly Part[] => {
  if (type.kind === 'sequence') return type.members();
  if (type.kind === 'list') return [type.item()];
  if (type.kind === 'choice') return type.options();
  return 'inside' in type && type.inside ? Object.values(type.inside()) : [];
};

const showOf = (type: Type): Show => {
  if (type.kind === 'plain') return type.show;
  if (type.kind === 'list' || type.kind === 'choice') return 'dec';
  return type.kind === 'bits' || type.kind === 'octets' ? 'bytes' : 'none';
};

const optionsOf = (type: Type): FieldOptions => {
  if (type.kind === 'plain') return type.options ?? {};
  if (type.kind === 'list') return { text: (v) => itemsText(Number(v)) };
  if (type.kind === 'choice') return { names: Object.fromEntries(type.options().map((option, k) => [type.first + k, option.title])) };
  return {};
};

/** `1 item`, `2 items` */
export const itemsText = (n: number): string => `${n} item${n === 1 ? '' : 's'}`;
