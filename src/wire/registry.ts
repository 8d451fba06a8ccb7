/** Registry: layers linked by the tables in which each says where it sits; names of all fields. */
import type { Bytes } from '../core/bytes.ts';
import { closureScan, compileScan } from './compile.ts';
import { compileRow, slotReader } from './compile-row.ts';
import { EMITS } from './emits.ts';
import { KeyTable } from './key-table.ts';
import { nameTable } from './names.ts';
import type { Scan } from './scan.ts';
import type { Layer, Named, Node, Registry, Slot } from './types.ts';
import type { Key } from './value.ts';

/** Table of link types (LINKTYPE_ numbers). */
export const LINK = 'link';

export const registry = (layers: readonly Layer[], compile: (l: Layer) => Scan = EMITS ? compileScan : closureScan): Registry => {
  const tables = tablesOf(layers);
  const walked = walkedTables(layers, tables);
  const nodes = layers.map((l, id) => node(id, l, walked, compile));
  const links = new KeyTable(numbered(tables.get(LINK)));
  const byName = new Map(nodes.map((n) => [n.layer.name, n]));
  const former = new Map(layers.flatMap((l) => (l.formerly === undefined ? [] : [[l.formerly, l.name]])));
  /** A name of today, for one that begins as it did before. */
  const renamed = (name: string): string => {
    const dot = name.indexOf('.');
    const end = dot < 0 ? name.length : dot;
    const today = former.get(name.slice(0, end));
    return today === undefined ? '' : today + name.slice(end);
  };
  const lookup = (table: string, key: Key): Node | undefined => nodes[tables.get(table)?.get(key) ?? -1];
  let names: ReadonlyMap<string, Named> | undefined;
  return {
    nodes,
    byName: (name) => byName.get(name) ?? byName.get(renamed(name)),
    lookup,
    reader: (table, key) => {
      const found = lookup(table, key);
      return found?.layer.stream && found;
    },
    guessers: guessersOf(nodes),
    link: (linkType) => nodes[links.get(linkType)],
    get names() {
      names ??= nameTable(layers);
      return names;
    },
    named(name) {
      return this.names.get(name) ?? this.names.get(renamed(name));
    },
  };
};

/** By first byte, in a table that is made when it is first asked. */
const guessersOf = (nodes: readonly Node[]): Registry['guessers'] => {
  let table: readonly (readonly Node[])[] | undefined;
  return (first, from) => {
    table ??= [0, 1].flatMap((side) => Array.from({ length: 256 }, (_, c) => nodes.filter((n) => mayBegin(n, c, side))));
    return table[from * 256 + first] ?? [];
  };
};

const mayBegin = ({ layer: { stream } }: Node, first: number, side: number): boolean =>
  stream?.guess !== undefined && (stream.begins?.[side]?.includes(String.fromCharCode(first)) ?? true);

/** Each table by its name: keys, and the id of the layer that sits there. */
type Tables = ReadonlyMap<string, ReadonlyMap<Key, number>>;

const tablesOf = (layers: readonly Layer[]): Tables => {
  const tables = new Map<string, Map<Key, number>>();
  for (const [id, l] of layers.entries()) {
    for (const [table, keys] of Object.entries(l.on ?? {})) {
      const taken = tables.get(table) ?? new Map<Key, number>();
      tables.set(table, taken);
      for (const key of [keys].flat() as readonly Key[]) taken.set(checked(l, table, key), winner(layers, id, taken.get(key), table, key));
    }
  }
  return tables;
};

const checked = (l: Layer, table: string, key: Key): Key => {
  if (typeof key === 'number' && !(Number.isSafeInteger(key) && key >= 0))
    throw new RangeError(`${l.name}: expected a whole number or text as key of ${table}, got ${key}`);
  return key;
};

/** Who sits under a key that two layers want: the one that the other prefers to itself. */
const winner = (layers: readonly Layer[], id: number, there: number | undefined, table: string, key: Key): number => {
  const [one, other] = [layers[id]!, layers[there ?? id]!];
  if (one === other) return id;
  const [isOther, isOne] = [one.prefers?.includes(other.name) === true, other.prefers?.includes(one.name) === true];
  if (isOther === isOne)
    throw new RangeError(`${table} ${key}: expected one layer, or one that prefers the other, got ${other.name} and ${one.name}`);
  return isOther ? (there ?? id) : id;
};

const node = (id: number, l: Layer, walked: Walked, compile: (l: Layer) => Scan): Node => {
  let ports: readonly [Read, Read] | undefined;
  const self: Node = {
    id,
    layer: l,
    scan: (b: Bytes, o: number, end: number, wire: number, c: Uint32Array) => {
      self.scan = compile(l);
      return self.scan(b, o, end, wire, c);
    },
    table0: walked(l, 0),
    table1: walked(l, 1),
    row:
      l.row &&
      ((out, at) => {
        self.row = compileRow(l);
        self.row?.(out, at);
      }),
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

/** The table of the first or second field of a layer's `next`, as walks use it. */
type Walked = (l: Layer, k: 0 | 1) => KeyTable | undefined;

/** Each table once. Above a transport of streams no walk enters a layer whose messages are read from those. */
const walkedTables = (layers: readonly Layer[], tables: Tables): Walked => {
  const made = [new Map<string, KeyTable>(), new Map<string, KeyTable>()] as const;
  return (l, k) => {
    const name = l.tables[k]?.[1] ?? '';
    const of = made[isStreams(l) ? 1 : 0];
    const table = tables.get(name);
    if (table === undefined || of.has(name)) return of.get(name);
    const all = numbered(table);
    of.set(name, new KeyTable(isStreams(l) ? all.filter(([, id]) => layers[id]?.stream === undefined) : all));
    return of.get(name);
  };
};

const isStreams = (l: Layer): boolean => l.transport?.segmented !== undefined;

/** The keys that a field of 32 bits can have. */
const numbered = (table: ReadonlyMap<Key, number> | undefined): readonly (readonly [number, number])[] =>
  [...(table ?? [])].filter((entry): entry is [number, number] => typeof entry[0] === 'number' && entry[0] <= 0xffff_ffff);
