/** Quick fields: the values that a scan leaves of a layer, worked out from its declaration: fields of the fixed header and what is known of it. */
import { type Bytes, EMPTY } from '../core/bytes.ts';
import { bitsReader } from '../wire/compile-row.ts';
import { asksBefore } from '../wire/datagram.ts';
import { aliasesOf, fieldSets, nameOf, partKey } from '../wire/names.ts';
import type { FieldSource, Seen, Values } from '../wire/row.ts';
import type { FieldSpec, Fields, Layer } from '../wire/types.ts';

export interface QuickField {
  readonly spec: FieldSpec;
  readonly get: (at: Seen) => Values | undefined;
  /** It follows from what is known of the conversation. */
  readonly isOfFacts: boolean;
  /** It follows from what the reader of a message said of it. */
  readonly isOfMessage: boolean;
  /** It follows from what is answered. */
  readonly isOfAnswer: boolean;
  /** It lies in the fixed header. */
  readonly isOfHeader: boolean;
}

export interface QuickLayer {
  /** By filter name and alias, in the order of the layer's fields. */
  readonly fields: ReadonlyMap<string, readonly QuickField[]>;
  /** Names that only a dissection gives. */
  readonly others: ReadonlySet<string>;
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
  const put = (key: string, spec: FieldSpec, get: QuickField['get'] | undefined, isOfHeader = false): void => {
    for (const name of namesOf(l.name, key, spec)) {
      if (get === undefined) others.add(name);
      else fields.set(name, [...(fields.get(name) ?? []), { spec, get, ...sourceOf(get), isOfHeader }]);
    }
  };
  const values = headerValues(l);
  for (const { key, spec, bit, whens } of headerFields(l))
    put(key, spec, l.peek ? undefined : sometimes(reader(spec, bit), whens, values), true);
  const isWhole = l.quick?.isWhole;
  for (const set of fieldSets(l))
    if (set !== l.fields) putExtras(set, '', (key, spec, get) => put(key, spec, get && isWhole ? ofWhole(get, isWhole) : get));
  return { fields, others };
};

const sourceOf = ({ isOfFacts = false, isOfMessage = false, isOfAnswer = false }: FieldSource) => ({ isOfFacts, isOfMessage, isOfAnswer });

type When = NonNullable<FieldSpec['when']>;

/** A field of the fixed header or a part of one, and what has to hold for it to be there. */
interface HeaderField {
  readonly key: string;
  readonly spec: FieldSpec;
  readonly bit: number;
  readonly whens: readonly When[];
}

const headerFields = (l: Layer): readonly HeaderField[] =>
  l.slots.flatMap(({ key, field, bit }) => {
    const whens = [field.when ?? []].flat();
    let at = bit;
    const parts = Object.entries(field.sub ?? {}).map(([part, spec]) => {
      const own = { key: partKey(key, part), spec, bit: at, whens: [...whens, spec.when ?? []].flat() };
      at += spec.bits;
      return own;
    });
    return [{ key, spec: field, bit, whens }, ...parts];
  });

type Numbers = Readonly<Record<string, number>>;

/** The numbers of the fixed header at `o`, each read where somebody looks; the same object every time. */
const headerValues = (l: Layer): ((b: Bytes, o: number) => Numbers) => {
  const values: Numbers = {};
  let bytes = EMPTY;
  let start = 0;
  for (const { key, spec, bit } of headerFields(l)) {
    if (spec.bits > 32) continue;
    const read = bitsReader(bit, spec.bits, 1);
    Object.defineProperty(values, key, { get: () => read(bytes, start) });
  }
  return (b, o) => {
    bytes = b;
    start = o;
    return values;
  };
};

const sometimes = (get: QuickField['get'], whens: readonly When[], values: (b: Bytes, o: number) => Numbers): QuickField['get'] => {
  if (whens.length === 0) return get;
  return (at) => {
    const v = values(at.b, at.o);
    return whens.every((when) => when(v)) ? get(at) : undefined;
  };
};

const putExtras = (set: Fields, prefix: string, put: (key: string, spec: FieldSpec, get: FieldSource | undefined) => void): void => {
  for (const [key, spec] of Object.entries(set)) {
    const at = prefix === '' ? key : partKey(prefix, key);
    put(at, spec, spec.from);
    if (spec.sub) putExtras(spec.sub, at, put);
  }
};

/** What follows from an answer, of messages that can be read to their end. */
const ofWhole = (get: FieldSource, isWhole: (at: Seen) => boolean): FieldSource =>
  get.isOfAnswer === true
    ? Object.assign((at: Seen) => (at.answered !== undefined && isWhole(at) ? get(at) : undefined), { isOfAnswer: true })
    : get;

type Instead = (raw: number) => unknown;
const notInstead = (instead: Instead, raw: number): number | undefined => (instead(raw) === undefined ? raw : undefined);

/** Bytes where the field is wider than 32 bits, else its scaled number. */
export const reader = (spec: FieldSpec, bit: number): QuickField['get'] => {
  const { bits, scale = 1, instead } = spec;
  const at = bit >> 3;
  if (bits > 32 || spec.show === 'bytes') return ({ b, o }) => b.subarray(o + at, o + at + (bits >> 3));
  const read = bitsReader(bit, bits, scale);
  // What looks at more than the value itself shows something else only in frames that are dissected anyway (`deep`).
  if (instead?.length === 1) return ({ b, o }) => notInstead(instead as Instead, read(b, o));
  return ({ b, o }) => read(b, o);
};

/** A field's name as the layer itself calls it. */
export const ownKey = ({ name: own }: Layer, name: string): string => (name.startsWith(`${own}.`) ? name.slice(own.length + 1) : name);

/** Every name of a field. */
export const namesOf = (layer: string, key: string, spec: FieldSpec): readonly string[] =>
  [nameOf(layer, key, spec), ...aliasesOf(layer, spec)].filter((name) => name !== '');

/** Whether a layer may be found in what a stream completes, or knows what it answers. */
export const mayBeMessage = (layer: Layer): boolean => layer.stream !== undefined || layer.datagram !== undefined || asksBefore(layer);
