/** Quick fields: the values that a scan leaves of a layer, worked out from its declaration: fields of the fixed header and what is known of it. */
import { bitsReader } from '../wire/compile-row.ts';
import { aliasesOf, fieldSets, nameOf, partKey } from '../wire/names.ts';
import type { Seen } from '../wire/row.ts';
import type { FieldSpec, Fields, Layer } from '../wire/types.ts';
import type { Value } from '../wire/value.ts';

export interface QuickField {
  readonly spec: FieldSpec;
  readonly get: (at: Seen) => Value | undefined;
}

export interface QuickLayer {
  /** By filter name and alias, in the order of the layer's fields. */
  readonly fields: ReadonlyMap<string, readonly QuickField[]>;
  /** Names that only a dissection gives. */
  readonly others: ReadonlySet<string>;
  /** Names of fields, and what else each is found under. */
  readonly aliases: ReadonlyMap<string, readonly string[]>;
}

const known = new WeakMap<Layer, QuickLayer>();

export const quickLayer = (l: Layer): QuickLayer => {
  const made = known.get(l) ?? work(l);
  known.set(l, made);
  return made;
};

const work = (l: Layer): QuickLayer => {
  const fields = new Map<string, QuickField[]>();
  const others = new Set<string>();
  const aliases = new Map<string, readonly string[]>();
  const put = (key: string, spec: FieldSpec, get: QuickField['get'] | undefined): void => {
    const more = aliasesOf(l.name, spec);
    if (more.length > 0) aliases.set(nameOf(l.name, key, spec), more);
    for (const name of namesOf(l.name, key, spec)) {
      if (get === undefined) others.add(name);
      else fields.set(name, [...(fields.get(name) ?? []), { spec, get }]);
    }
  };
  for (const { key, field, bit } of l.slots) {
    const isPlain = !l.peek && field.when === undefined;
    put(key, field, isPlain ? reader(field, bit) : undefined);
    let at = bit;
    for (const [part, spec] of Object.entries(field.sub ?? {})) {
      put(partKey(key, part), spec, isPlain && spec.when === undefined ? reader(spec, at) : undefined);
      at += spec.bits;
    }
  }
  for (const set of fieldSets(l)) if (set !== l.fields) putExtras(set, '', put);
  return { fields, others, aliases };
};

const putExtras = (set: Fields, prefix: string, put: (key: string, spec: FieldSpec, get: QuickField['get'] | undefined) => void): void => {
  for (const [key, spec] of Object.entries(set)) {
    const at = prefix === '' ? key : partKey(prefix, key);
    put(at, spec, spec.from);
    if (spec.sub) putExtras(spec.sub, at, put);
  }
};

type Instead = (raw: number) => unknown;
const notInstead = (instead: Instead, raw: number): number | undefined => (instead(raw) === undefined ? raw : undefined);

/** Bytes where the field is wider than 32 bits, else its scaled number. */
const reader = (spec: FieldSpec, bit: number): QuickField['get'] => {
  const { bits, scale = 1, instead } = spec;
  const at = bit >> 3;
  if (bits > 32 || spec.show === 'bytes') return ({ b, o }) => b.subarray(o + at, o + at + (bits >> 3));
  const read = bitsReader(bit, bits, scale);
  // What looks at more than the value itself shows something else only in frames that are dissected anyway (`deep`).
  if (instead?.length === 1) return ({ b, o }) => notInstead(instead as Instead, read(b, o));
  return ({ b, o }) => read(b, o);
};

const namesOf = (layer: string, key: string, spec: FieldSpec): readonly string[] =>
  [nameOf(layer, key, spec), ...aliasesOf(layer, spec)].filter((name) => name !== '');
