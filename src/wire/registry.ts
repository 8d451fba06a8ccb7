/** Registry: layers linked by the tables in which each says where it sits; names of all fields. */
import type { Bytes } from '../core/bytes.ts';
import { compileScan } from './compile.ts';
import { compileRow, slotReader } from './compile-row.ts';
import type { FieldSpec, Fields, Key, Layer, Named, Node, Registry, Scan, Slot } from './types.ts';

export type { Named, Node, Registry } from './types.ts';

const TABLE = 65536;
/** Table of link types (LINKTYPE_ numbers). */
export const LINK = 'link';

export const registry = (layers: readonly Layer[], compile: (l: Layer) => Scan = compileScan): Registry => {
  const tables = new Map<string, Int16Array>();
  const texts = new Map<string, number>();
  const readers = new Map<string, number>();
  for (const [id, l] of layers.entries()) {
    for (const [table, keys] of Object.entries(l.on ?? {})) {
      for (const key of [keys].flat() as readonly Key[]) {
        if (l.stream) readers.set(`${table}/${key}`, id);
        if (typeof key === 'string') texts.set(`${table}/${key}`, id);
        else if (!l.stream || !table.startsWith('tcp.')) tableOf(tables, table)[key] = id;
      }
    }
  }
  const nodes = layers.map((l, id) => node(id, l, tables, compile));
  const byName = new Map(nodes.map((n) => [n.layer.name, n]));
  const at = (table: string, key: Key): Node | undefined =>
    nodes[(typeof key === 'string' ? texts.get(`${table}/${key}`) : tables.get(table)?.[key]) ?? -1];
  let names: ReadonlyMap<string, Named> | undefined;
  return {
    nodes,
    byName: (name) => byName.get(name),
    lookup: at,
    reader: (table, key) => nodes[readers.get(`${table}/${key}`) ?? -1],
    guessers: nodes.filter((n) => n.layer.stream?.guess),
    link: (linkType) => at(LINK, linkType),
    get names() {
      names ??= nameTable(layers);
      return names;
    },
    named(name) {
      return this.names.get(name);
    },
  };
};

const tableOf = (tables: Map<string, Int16Array>, name: string): Int16Array => {
  const known = tables.get(name) ?? new Int16Array(TABLE).fill(-1);
  tables.set(name, known);
  return known;
};

const node = (id: number, l: Layer, tables: ReadonlyMap<string, Int16Array>, compile: (l: Layer) => Scan): Node => {
  const table = (k: number): Int16Array | undefined => (l.tables[k] ? tables.get(l.tables[k][1]) : undefined);
  let ports: readonly [Read, Read] | undefined;
  const self: Node = {
    id,
    layer: l,
    scan: (b: Bytes, o: number, end: number, wire: number, c: Uint32Array) => {
      self.scan = compile(l);
      return self.scan(b, o, end, wire, c);
    },
    table0: table(0),
    table1: table(1),
    row: compileRow(l),
    reads: (key) => slotReader(slotOf(l, (s) => s.key === key, key)),
    ports: (b, o) => {
      ports ??= [
        slotReader(slotOf(l, (s) => s.field.column === 'sport', 'sport')),
        slotReader(slotOf(l, (s) => s.field.column === 'dport', 'dport')),
      ];
      return [ports[0](b, o), ports[1](b, o)];
    },
  };
  return self;
};

type Read = (b: Bytes, o: number) => number;

const slotOf = (l: Layer, test: (s: Slot) => boolean, what: string): Slot => {
  const found = l.slots.find(test);
  if (found === undefined) throw new ReferenceError(`${l.name} has no field ${what} in its fixed header`);
  return found;
};

/** The key of a part of a field. A part that is a whole name keeps it. */
export const partKey = (key: string, part: string): string => dotted(parts, key, part, (k, p) => (p.startsWith('=') ? p : `${k}.${p}`));

/** A key as a full filter name: `layer.key` for plain keys; keys that start with a dot belong to no layer and are whole names. */
export const fullName = (layer: string, key: string): string =>
  dotted(names, layer, key, (l, k) => (k.startsWith('=') ? k.slice(1) : `${l}.${k}`));

/** The filter name of a field that a layer declares under `key`. */
export const nameOf = (layer: string, key: string, spec: FieldSpec): string => spec.as ?? fullName(layer, key);

type Joined = Map<string, Map<string, string>>;
const parts: Joined = new Map();
const names: Joined = new Map();

/** Each name is put together once: a string that is made anew has to be hashed anew wherever it is looked up. */
const dotted = (made: Joined, a: string, b: string, make: (a: string, b: string) => string): string => {
  const known = made.get(a)?.get(b);
  if (known !== undefined) return known;
  const name = make(a, b);
  made.set(a, (made.get(a) ?? new Map<string, string>()).set(b, name));
  return name;
};

const nameTable = (layers: readonly Layer[]): ReadonlyMap<string, Named> => {
  const names = new Map<string, Named>();
  for (const l of layers) {
    names.set(l.name, { name: l.name, layer: l });
    for (const fields of fieldSets(l)) addNames(names, l, '', fields);
  }
  return names;
};

/** Every table of fields that a layer declares. */
export const fieldSets = (l: Layer): readonly Fields[] => {
  const kinds = l.options ? [...Object.values(l.options.kinds), l.options.unknown] : [];
  return [l.fields, l.extras ?? {}, ...kinds.flatMap((k) => [k.fields ?? {}, k.repeat ?? {}])];
};

const addNames = (names: Map<string, Named>, l: Layer, prefix: string, fields: Fields): void => {
  for (const [key, field] of Object.entries(fields)) {
    const at = prefix === '' ? key : partKey(prefix, key);
    const name = nameOf(l.name, at, field);
    if (!key.startsWith('_')) names.set(name, { name, layer: l, field });
    for (const other of field.also ?? []) {
      const alias = fullName(l.name, other);
      if (!names.has(alias)) names.set(alias, { name: alias, layer: l, field });
    }
    if (field.sub) addNames(names, l, at, field.sub);
  }
};
