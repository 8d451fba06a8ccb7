/** Names: what the fields of a layer are called in filters and exports, and which field a key or a name stands for. */
import type { FieldSpec, Fields, Layer, Named } from './types.ts';

/** The key of a part of a field. */
export const partKey = (key: string, part: string): string => joined(key, part);

/** The filter name of a field that a layer declares under `key`; empty where it has none. */
export const nameOf = (layer: string, key: string, spec: FieldSpec): string =>
  spec.unnamed || spec.shown === false ? '' : (spec.as ?? joined(layer, key));

/** The other names of a field. */
export const aliasesOf = (layer: string, { also, alsoAs = NONE }: FieldSpec): readonly string[] =>
  also === undefined ? alsoAs : [...also.map((other) => joined(layer, other)), ...alsoAs];
const NONE: readonly string[] = [];

/** Each name is put together once: a string that is made anew has to be hashed anew wherever it is looked up. */
const joined = (a: string, b: string): string => {
  const known = made.get(a)?.get(b);
  if (known !== undefined) return known;
  const name = `${a}.${b}`;
  made.set(a, (made.get(a) ?? new Map<string, string>()).set(b, name));
  return name;
};
const made = new Map<string, Map<string, string>>();

/** Every table of fields that a layer declares. */
export const fieldSets = (l: Layer): readonly Fields[] => {
  const kinds = l.options ? [...Object.values(l.options.kinds), l.options.unknown] : [];
  return [l.fields, l.extras ?? {}, ...kinds.flatMap((k) => [k.fields ?? {}, k.repeat ?? {}])];
};

/** Every field that a layer declares, with its parts, under its key; of two under one key the one that is no fixed field nor of an option. */
export const specsOf = (l: Layer): ReadonlyMap<string, FieldSpec> => {
  const known = specs.get(l);
  if (known !== undefined) return known;
  const all = new Map<string, FieldSpec>();
  const [fixed = {}, extras = {}, ...kinds] = fieldSets(l);
  for (const fields of [...kinds, fixed, extras]) for (const [key, spec] of withParts(fields)) all.set(key, spec);
  specs.set(l, all);
  return all;
};
const specs = new WeakMap<Layer, ReadonlyMap<string, FieldSpec>>();

/** Every field that a layer declares, with its parts; options may have several under one key. */
export const declaredFields = (l: Layer): readonly (readonly [key: string, spec: FieldSpec])[] =>
  fieldSets(l).flatMap((fields) => withParts(fields));

const withParts = (fields: Fields, prefix = ''): readonly (readonly [key: string, spec: FieldSpec])[] =>
  Object.entries(fields).flatMap(([key, spec]) => {
    const at = prefix === '' ? key : partKey(prefix, key);
    return [[at, spec] as const, ...withParts(spec.sub ?? {}, at)];
  });

/** What each name of all layers stands for. */
export const nameTable = (layers: readonly Layer[]): ReadonlyMap<string, Named> => {
  const names = new Map<string, Named>();
  for (const l of layers) {
    names.set(l.name, { name: l.name, layer: l });
    for (const fields of fieldSets(l)) for (const [key, field] of withParts(fields)) addNames(names, l, key, field);
  }
  return names;
};

const addNames = (names: Map<string, Named>, layer: Layer, key: string, field: FieldSpec): void => {
  const name = nameOf(layer.name, key, field);
  if (name !== '') names.set(name, { name, layer, field });
  for (const alias of aliasesOf(layer.name, field)) if (!names.has(alias)) names.set(alias, { name: alias, layer, field });
};
