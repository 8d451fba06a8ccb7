/** Asked: what of each layer is asked for: its bytes, values that a scan leaves or the reader of a message said, and what its body puts. */
import { declaredFields } from '../wire/names.ts';
import type { Message } from '../wire/stream.ts';
import type { CompletedMessage, FieldSpec, Layer } from '../wire/types.ts';
import type { Value } from '../wire/value.ts';
import { namesOf, ownKey, type QuickField, quickLayer } from './quick-fields.ts';
import { type GiveOptions, optionNames, optionsGiver, type TakersOf } from './quick-options.ts';

/** The values of one name in the frame in hand; the same object for every frame. */
export interface Selected {
  readonly name: string;
  readonly values: Value[];
  /** In which layer of its protocol each value lies, from 1 at the lowest; only where somebody asks. */
  readonly layers: number[];
  /** How many bytes of a protocol are its own and not of what it carries; only where somebody asks. */
  readonly own: number[];
  /** The field of each value. A protocol's value is its bytes and has none. */
  readonly specs: (FieldSpec | undefined)[];
}

/** What of a layer is asked for. */
export interface Asked {
  /** The layer's own name: its bytes. */
  readonly whole: Selected | undefined;
  readonly quick: readonly (readonly [Selected, QuickField])[];
  /** All of these follow from what the reader of a message said of it, or from what that answers, and its bytes are not asked for. */
  readonly isOfMessage: boolean;
  /** Some follow from what is answered. */
  readonly asksAnswers: boolean;
  /** Keys of what is put by the layer's body alone. */
  readonly deep: readonly string[];
  /** The same as the layer declares them, and where their values go. */
  readonly keys: readonly string[];
  readonly put: (key: string, value: Value) => void;
  /** Gives the deep ones, where all of them lie in options. */
  readonly giveOptions: GiveOptions | undefined;
}

export const put = (into: Selected, spec: FieldSpec | undefined, value: Value): void => {
  into.values.push(value);
  into.specs.push(spec);
};

type Names = ReadonlyMap<string, Selected>;

/** Whether something of a layer is asked for. */
export const asksOf = (l: Layer, all: Names): boolean => {
  const { fields, others } = quickLayer(l);
  return [...all.keys()].some((name) => name === l.name || fields.has(name) || others.has(name));
};

export const askedOf = (l: Layer, all: Names): Asked => {
  const { fields, others } = quickLayer(l);
  const quick: [Selected, QuickField][] = [];
  const deep: string[] = [];
  for (const [name, into] of all) {
    for (const field of fields.get(name) ?? []) quick.push([into, field]);
    if (others.has(name)) deep.push(ownKey(l, name));
  }
  const places = new Map(deep.length === 0 || l.quick?.give === undefined ? [] : placesOf(l, others, all));
  const give = (key: string, value: Value): void => {
    const { spec, into } = places.get(key)!;
    for (let k = 0; k < into.length; k++) put(into[k]!, spec, value);
  };
  const whole = all.get(l.name);
  const isOfMessage = whole === undefined && quick.every(([, field]) => field.isOfMessage || field.isOfAnswer);
  const asksAnswers = quick.some(([, field]) => field.isOfAnswer);
  return { whole, quick, isOfMessage, asksAnswers, deep, keys: [...places.keys()], put: give, giveOptions: optionsOf(l, others, all) };
};

/** What gives all that is asked for of `names`, where those stand for options alone. */
const optionsOf = (l: Layer, names: ReadonlySet<string>, all: Names): GiveOptions | undefined => {
  const asked = [...all.keys()].filter((name) => names.has(name)).map((name) => optionNames(l).get(name));
  if (l.options === undefined || asked.length === 0 || asked.includes(undefined)) return undefined;
  const takersOf: TakersOf = (key, spec) =>
    namesOf(l.name, key, spec).flatMap((name) => {
      const into = names.has(name) ? all.get(name) : undefined;
      return into === undefined ? [] : (value: Value) => put(into, spec, value);
    });
  return optionsGiver(
    l,
    l.options,
    takersOf,
    asked.some((name) => name?.isCoded),
  );
};

/** Where values go, by the keys that the layer declares. */
const placesOf = (l: Layer, names: ReadonlySet<string>, all: Names) =>
  declaredFields(l).flatMap(([key, spec]) => {
    const into = namesOf(l.name, key, spec).flatMap((name) => (names.has(name) ? (all.get(name) ?? []) : []));
    return into.length === 0 ? [] : [[key, { spec, into }] as const];
  });

/** Whether a message has nothing that is asked for; its bytes, which may have to be put together, are not looked at. */
export const hasNothing = ({ node, message }: CompletedMessage, asked: Asked): boolean =>
  asked.whole === undefined && asked.quick.length === 0 && !mayHaveDeep(node.layer, message, asked);

/** Whether a message may have something that only its body puts, by what its reader said of it. */
export const mayHaveDeep = ({ quick }: Layer, message: Message, { deep }: Asked): boolean => {
  if (deep.length === 0) return false;
  const { mayHave } = quick ?? {};
  return mayHave === undefined || deep.some((key) => mayHave(key, message));
};
