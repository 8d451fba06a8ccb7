/**
 * Verdicts: which frames of an index pass a filter. Frames that have in common all that the filter asks about (their layers, flags and
 * faults; or those, their conversation and who sent them) are judged once for all of them; what else it asks about is looked at in each.
 */

import { parseIp4, parseIp6 } from '../../core/address.ts';
import { EMPTY, u32 } from '../../core/bytes.ts';
import { partKey } from '../../wire/names.ts';
import { type Seen, seen } from '../../wire/row.ts';
import type { Message } from '../../wire/stream.ts';
import type { FieldSpec, Node, Registry } from '../../wire/types.ts';
import type { Value } from '../../wire/value.ts';
import type { CaptureIndex } from '../capture-index.ts';
import type { FrameClass } from '../frame-classes.ts';
import type { MessageField } from '../kept-known.ts';
import { namesOf, ownKey, type QuickField, quickLayer } from '../quick-fields.ts';
import { isOfFrame, lengthColumnOf } from '../selection.ts';
import type { Filter } from './filter.ts';

const PASSES = 1;
const FAILS = 2;

/** Frames whose verdict is the same, or is the same for all in one place: a side of a conversation, a length. */
interface Alike {
  /** By place. */
  verdicts: Uint8Array;
  /** They are those whose messages have none of these fields; others have to be looked at each. */
  readonly lacking: readonly MessageField[];
  /** Where a frame belongs; -1 where that says nothing of it. */
  readonly placeOf: (number: number) => number;
  /** Whether the frames of a side pass, where its two ends tell. */
  readonly told: ((side: number) => boolean | undefined) | undefined;
  /** Whether a frame passes, where what is known of its conversation tells, its ends, and what readers said of its messages. */
  readonly judged: ((number: number) => boolean | undefined) | undefined;
}

/** Who sends to whom, in which conversation of its protocol. */
export interface Ends {
  readonly number: number;
  readonly sender: string;
  readonly receiver: string;
}

/** What is known of conversations. */
export interface Sides {
  /** A number for the conversation and the sender of a frame; 0 where it has none. */
  of(number: number): number;
  /** The ends behind such a number. */
  ends?(side: number): Ends | undefined;
}

export class Verdicts {
  readonly #filter: Filter;
  readonly #index: CaptureIndex;
  readonly #sides: Sides;
  /** The length that alone it asks about. */
  readonly #length: Alike | undefined;
  /** By class; undefined: not looked at yet, null: frames that have to be looked at each. */
  readonly #byClass: (Alike | null | undefined)[] = [];
  readonly #all = new Map<string, Alike>();

  constructor(filter: Filter, index: CaptureIndex, sides: Sides) {
    this.#filter = filter;
    this.#index = index;
    this.#sides = sides;
    const [name = '', ...more] = filter.names;
    const column = more.length === 0 ? lengthColumnOf(name) : undefined;
    if (column !== undefined) this.#length = this.#alikeBy((number) => placeOfLength(index.lengthOf(number, column)));
  }

  /** Whether a frame passes; undefined where it has to be looked at. */
  of(number: number): boolean | undefined {
    const alike = this.#alikeOf(number);
    if (alike === null) return undefined;
    if (alike.judged !== undefined) return alike.judged(number);
    const place = alike.placeOf(number);
    if (place < 0) return undefined;
    const verdict = alike.verdicts[place];
    if (verdict) return verdict === PASSES;
    const told = alike.told?.(place);
    if (told !== undefined) put(alike, place, told);
    return told;
  }

  /** What came out for a frame that was looked at. */
  learn(number: number, passes: boolean): void {
    const alike = this.#alikeOf(number);
    const place = alike?.placeOf(number) ?? -1;
    if (alike !== null && alike.judged === undefined && place >= 0) put(alike, place, passes);
  }

  #alikeOf(number: number): Alike | null {
    if (this.#length !== undefined) return this.#length;
    const alike = this.#alike(this.#index.classOf(number));
    if (alike === null) return null;
    for (const field of alike.lacking) if (this.#index.mayHave(number, field)) return null;
    return alike;
  }

  #alike(at: number): Alike | null {
    const known = this.#byClass[at];
    if (known !== undefined) return known;
    const c = this.#index.classes.at(at);
    const asked = askedOf(c, this.#filter, this.#index.track.registry);
    const made = asked === undefined ? null : this.#those(asked, c);
    this.#byClass[at] = made;
    return made;
  }

  #those({ key, bySide, byFrame, isTold, lacking }: Asked, c: FrameClass): Alike {
    const known = this.#all.get(key);
    if (known !== undefined) return known;
    const side = (number: number): number => this.#sides.of(number) || -1;
    const alike = this.#alikeBy(bySide ? side : onePlace, lacking);
    const teller = isTold ? this.#teller(c, bySide) : undefined;
    const judged = byFrame ? teller && ((number: number) => teller(this.#sides.of(number), number)) : undefined;
    const told = byFrame ? undefined : teller;
    const made = { ...alike, told, judged };
    this.#all.set(key, made);
    return made;
  }

  #alikeBy(placeOf: Alike['placeOf'], lacking: readonly MessageField[] = []): Alike {
    return { verdicts: new Uint8Array(64), lacking, placeOf, told: undefined, judged: undefined };
  }

  /** By the ends of a conversation, what is known of it at a frame, and of the frame's messages, where no byte of it says more of what is asked. */
  #teller(c: FrameClass, bySide: boolean): (side: number, number?: number) => boolean | undefined {
    const { told, names, valued } = this.#filter;
    const ofSide: Told[] = [];
    const ofFacts: Told[] = [];
    const ofMessages: (Told & { readonly node: Node })[] = [];
    for (const name of names) {
      const into = told.into(name);
      for (const node of new Set(c.nodes)) {
        const shared = sharedWith(c, node, name, valued.has(name));
        const followed = followedBy(node, shared).get(name) ?? [];
        if (shared === Shared.message) for (const { get } of followed) ofMessages.push({ into, node, tell: (_, at) => get(at) });
        else if (followed.length > 0) for (const { get } of followed) ofFacts.push({ into, tell: (_, at) => get(at) });
        else if (shared !== Shared.lack) for (const tell of tellersOf(c, node, name)) ofSide.push({ into, tell });
      }
    }
    const at = seen(EMPTY);
    let isSure = true;
    const visit = (of: Node, message: Message): void => {
      at.message = message;
      for (const { into, node, tell } of ofMessages) {
        if (node !== of) continue;
        isSure &&= node.layer.quick?.tells?.(message) === true;
        const value = tell(NOWHERE, at);
        if (value !== undefined) into(value);
      }
    };
    /** By side: its values, null where nobody knows one. */
    const known: (readonly Value[] | null | undefined)[] = [];
    const sideValues = (side: number): readonly Value[] | null => {
      const ends = bySide ? this.#sides.ends?.(side) : NOWHERE;
      const found = ends === undefined ? [undefined] : ofSide.map(({ tell }) => tell(ends, at));
      return found.every((value) => value !== undefined) ? found : null;
    };
    return (side, number = 0) => {
      const place = bySide ? side : 0;
      if (known[place] === undefined) known[place] = sideValues(place);
      const values = known[place];
      if (values === null) return undefined;
      told.begin();
      for (let k = 0; k < values.length; k++) ofSide[k]!.into(values[k]!);
      if (ofFacts.length > 0) at.facts = this.#index.facts(number);
      for (let k = 0; k < ofFacts.length; k++) {
        const value = ofFacts[k]!.tell(NOWHERE, at);
        if (value !== undefined) ofFacts[k]!.into(value);
      }
      isSure = true;
      if (ofMessages.length > 0) this.#index.eachMessage(number, visit);
      return isSure ? told.passes() : undefined;
    };
  }
}

/** What tells values of a name, and where those go. */
interface Told {
  readonly into: (value: Value) => void;
  readonly tell: Teller;
}
const NOWHERE: Ends = { number: 0, sender: '', receiver: '' };

const put = (alike: Alike, place: number, passes: boolean): void => {
  if (place >= alike.verdicts.length) {
    const larger = new Uint8Array(2 * place);
    larger.set(alike.verdicts);
    alike.verdicts = larger;
  }
  alike.verdicts[place] = passes ? PASSES : FAILS;
};

const onePlace = (): number => 0;

/** Lengths that are told apart. */
const MOST_LENGTHS = 1 << 18;
const placeOfLength = (length: number): number => (length < MOST_LENGTHS ? length : -1);

type Teller = (ends: Ends, at: Seen) => Value | undefined;

/** What tells the values of a name in a layer by the ends of its conversation and its flags; a layer's own name has one where it is there. */
const tellersOf = ({ flags }: FrameClass, node: Node, name: string): readonly Teller[] => {
  const { layer } = node;
  if (layer.name === name) return [() => 1];
  const ofFlags = flagNames(node).get(name);
  if (ofFlags !== undefined) return [() => ofFlags(flags)];
  if (layer.transport !== undefined && name === `${layer.name}.stream`) return [({ number }) => number];
  return layer.slots.flatMap(({ key, field }) => {
    if (!namesOf(layer.name, key, field).includes(name)) return [];
    const { column = '', show } = field;
    const value = column === 'sport' || column === 'dport' ? portIn : readOnce(show === 'ip6' ? ip6In : ip4In);
    return [column === 'src' || column === 'sport' ? ({ sender }: Ends) => value(sender) : ({ receiver }: Ends) => value(receiver)];
  });
};

const portIn = (end: string): number => Number(end.slice(end.lastIndexOf(':') + 1));
const addressIn = (end: string): string => end.slice(0, end.lastIndexOf(':'));

/** Conversations share addresses: each is read once. */
const readOnce = (read: (text: string) => Value | undefined): ((end: string) => Value | undefined) => {
  const known = new Map<string, Value | undefined>();
  return (end) => {
    const text = addressIn(end);
    if (known.has(text)) return known.get(text);
    const value = read(text);
    known.set(text, value);
    return value;
  };
};
const ip6In = (text: string): Value | undefined => parseIp6(text.replace(/^\[|\]$/g, ''));
const ip4In = (text: string): Value | undefined => {
  const bytes = parseIp4(text);
  return bytes && u32(bytes, 0);
};

/** What frames share beside their class whose verdict is the same. */
const Shared = { nothing: 1, class: 2, flags: 3, said: 4, side: 5, lack: 6, facts: 7, message: 8 } as const;
type Sharing = (typeof Shared)[keyof typeof Shared];

interface Asked {
  /** The same for classes whose frames have the same verdict. */
  readonly key: string;
  readonly bySide: boolean;
  /** It asks what is known of each frame: of its conversation, of its messages. */
  readonly byFrame: boolean;
  /** Something tells all of it but what is lacking. */
  readonly isTold: boolean;
  readonly lacking: readonly MessageField[];
}

/** What a filter asks about the frames of a class; undefined where it asks more than they share. */
const askedOf = (c: FrameClass, filter: Filter, registry: Registry): Asked | undefined => {
  if (!c.isWhole || filter.isLayered) return undefined;
  const asked: string[] = [];
  const lacking: MessageField[] = [];
  let bySide = false;
  let byFrame = false;
  let isTold = true;
  let isUntold = false;
  for (const name of filter.names) {
    if (isOfFrame(name) || mayBeInside(c, name, registry)) return undefined;
    for (const node of c.nodes) {
      const shared = sharedWith(c, node, name, filter.valued.has(name));
      if (shared === Shared.nothing) return undefined;
      if (shared === undefined) continue;
      asked.push(`${name} ${shared === Shared.flags ? c.flags : shared === Shared.said ? c.said : node.id}`);
      bySide ||= shared === Shared.side;
      byFrame ||= shared === Shared.facts || shared === Shared.message;
      isTold &&= shared !== Shared.lack && shared !== Shared.said;
      isUntold ||= shared === Shared.said && !factsNames(node).has(name);
      if (shared === Shared.lack) lacking.push({ node, key: ownKey(node.layer, name) });
    }
  }
  if (byFrame && isUntold) return undefined;
  return { key: asked.join(), bySide, byFrame, isTold: byFrame || (bySide && isTold), lacking };
};

/** Whether a message of the class may hold a layer with the name of which nobody knows before it is dissected. */
const mayBeInside = ({ hasMessages }: FrameClass, name: string, registry: Registry): boolean =>
  hasMessages && registry.nodes.some(({ layer }) => layer.inMessages === true && (layer.name === name || hasField(layer, name)));

/** What frames of the class have to share whose values of a name in a layer are the same; undefined where there are none. */
const sharedWith = (c: FrameClass, node: Node, name: string, isValued: boolean): Sharing | undefined => {
  const { layer } = node;
  if (layer.name === name) return isValued ? Shared.nothing : Shared.class;
  if (!hasField(layer, name)) return undefined;
  if (layer.stream !== undefined && layer.quick?.mayHave !== undefined) return messageNames(node).has(name) ? Shared.message : Shared.lack;
  // Of several transports, as in a tunnel, the class knows the flags and the conversation of one.
  if (c.transports !== 1) return Shared.nothing;
  if (flagNames(node).has(name)) return Shared.flags;
  if (saidNames(node).has(name)) return Shared.said;
  const isPlain = c.nodes.filter((other) => addressNames(other).size > 0).length === 1;
  if (isPlain && (portNames(node).has(name) || addressNames(node).has(name))) return Shared.side;
  return factsNames(node).has(name) ? Shared.facts : Shared.nothing;
};

const hasField = (layer: Node['layer'], name: string): boolean => {
  const { fields, others } = quickLayer(layer);
  return fields.has(name) || others.has(name);
};

/** What is found of a layer, once. */
const once = <T>(find: (node: Node) => T): ((node: Node) => T) => {
  const known = new WeakMap<Node, T>();
  return (node) => {
    const made = known.get(node) ?? find(node);
    known.set(node, made);
    return made;
  };
};

/** The flags by which classes are told apart: by name, what gives its bits of them. */
const flagNames = once<ReadonlyMap<string, (flags: number) => number>>(({ layer }) => {
  const found = new Map<string, (flags: number) => number>();
  const { segmented } = layer.transport ?? {};
  const slot = layer.slots.find(({ key }) => key === segmented?.flags);
  if (slot === undefined) return found;
  const put = (key: string, spec: FieldSpec, right: number): void => {
    for (const name of namesOf(layer.name, key, spec)) found.set(name, (flags) => (flags >>> right) & (2 ** spec.bits - 1));
  };
  put(slot.key, slot.field, 0);
  let right = slot.field.bits;
  for (const [part, spec] of Object.entries(slot.field.sub ?? {})) {
    right -= spec.bits;
    put(partKey(slot.key, part), spec, right);
  }
  return found;
});

/** What is said to be wrong with a segment. */
const saidNames = once(({ layer }) => {
  const { faults } = layer.transport ?? {};
  return new Set(faults === undefined ? [] : [...Object.keys(faults.fields), ...faults.others].map((key) => `${layer.name}.${key}`));
});

/** What follows from what is known of the conversation at a frame. */
const factsNames = once<ReadonlyMap<string, readonly QuickField[]>>(({ layer }) => {
  const { fields, others } = quickLayer(layer);
  if (layer.transport === undefined || layer.quick !== undefined) return new Map();
  return new Map([...fields].filter(([name, all]) => !others.has(name) && all.every(({ isOfFacts }) => isOfFacts)));
});

/** What follows from what the reader of a message said of it. */
const messageNames = once<ReadonlyMap<string, readonly QuickField[]>>(({ layer }) => {
  const { fields, others } = quickLayer(layer);
  if (layer.quick?.tells === undefined) return new Map();
  return new Map([...fields].filter(([name, all]) => !others.has(name) && all.every(({ isOfMessage }) => isOfMessage)));
});

/** The fields of a layer that follow from what is shared. */
const followedBy = (node: Node, shared: Sharing | undefined): ReadonlyMap<string, readonly QuickField[]> => {
  if (shared === Shared.message) return messageNames(node);
  return shared === Shared.facts || shared === Shared.said ? factsNames(node) : NONE;
};
const NONE: ReadonlyMap<string, readonly QuickField[]> = new Map();

/** The addresses of a conversation. */
const addressNames = once(
  ({ layer }) =>
    new Set(
      layer.slots
        .filter(({ field }) => (field.column === 'src' || field.column === 'dst') && (field.show === 'ip4' || field.show === 'ip6'))
        .flatMap(({ key, field }) => namesOf(layer.name, key, field)),
    ),
);

/** Its ports and its number. */
const portNames = once<ReadonlySet<string>>(({ layer }) => {
  if (layer.transport === undefined) return new Set();
  const ports = layer.slots.filter(({ field }) => field.column === 'sport' || field.column === 'dport');
  return new Set([`${layer.name}.stream`, ...ports.flatMap(({ key, field }) => namesOf(layer.name, key, field))]);
});
