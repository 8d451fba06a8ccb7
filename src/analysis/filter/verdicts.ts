/**
 * Verdicts: which frames of an index pass a filter. Frames that have in common all that the filter asks about (their layers, flags and
 * faults; or those, their conversation and who sent them) are judged once for all of them; what else it asks about is looked at in each.
 */

import { partKey } from '../../wire/names.ts';
import type { Node, Registry } from '../../wire/types.ts';
import type { CaptureIndex } from '../capture-index.ts';
import type { FrameClass } from '../frame-classes.ts';
import type { MessageField } from '../kept-known.ts';
import { namesOf, ownKey, quickLayer } from '../quick-fields.ts';
import { isOfFrame } from '../selection.ts';
import type { Filter } from './filter.ts';

const PASSES = 1;
const FAILS = 2;

/** Frames whose verdict is the same, or is the same for a side of a conversation. */
interface Alike {
  verdict: number | undefined;
  /** They are those whose messages have none of these fields; others have to be looked at each. */
  readonly lacking: readonly MessageField[];
  /** By conversation and sender; undefined where these say nothing. */
  readonly bySide: (number | undefined)[] | undefined;
}

export class Verdicts {
  readonly #filter: Filter;
  readonly #index: CaptureIndex;
  readonly #sideOf: (number: number) => number;
  /** By class; undefined: not looked at yet, null: frames that have to be looked at each. */
  readonly #byClass: (Alike | null | undefined)[] = [];
  readonly #all = new Map<string, Alike>();

  /** `sideOf`: a number for the conversation and the sender of a frame; 0 where it has none. */
  constructor(filter: Filter, index: CaptureIndex, sideOf: (number: number) => number) {
    this.#filter = filter;
    this.#index = index;
    this.#sideOf = sideOf;
  }

  /** Whether a frame passes; undefined where it has to be looked at. */
  of(number: number): boolean | undefined {
    const alike = this.#alikeOf(number);
    if (alike === null) return undefined;
    const verdict = alike.bySide === undefined ? alike.verdict : alike.bySide[this.#sideOf(number)];
    return verdict === undefined ? undefined : verdict === PASSES;
  }

  /** What came out for a frame that was looked at. */
  learn(number: number, passes: boolean): void {
    const alike = this.#alikeOf(number);
    if (alike === null) return;
    const verdict = passes ? PASSES : FAILS;
    const side = this.#sideOf(number);
    if (alike.bySide === undefined) alike.verdict = verdict;
    else if (side !== 0) alike.bySide[side] = verdict;
  }

  #alikeOf(number: number): Alike | null {
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
    const made = asked === undefined ? null : this.#those(asked);
    this.#byClass[at] = made;
    return made;
  }

  #those({ key, bySide, lacking }: Asked): Alike {
    const known = this.#all.get(key);
    if (known !== undefined) return known;
    const made: Alike = { verdict: undefined, lacking, bySide: bySide ? [] : undefined };
    this.#all.set(key, made);
    return made;
  }
}

/** What frames share beside their class whose verdict is the same. */
const Shared = { nothing: 1, class: 2, flags: 3, said: 4, side: 5, lack: 6 } as const;
type Sharing = (typeof Shared)[keyof typeof Shared];

interface Asked {
  /** The same for classes whose frames have the same verdict. */
  readonly key: string;
  readonly bySide: boolean;
  readonly lacking: readonly MessageField[];
}

/** What a filter asks about the frames of a class; undefined where it asks more than they share. */
const askedOf = (c: FrameClass, filter: Filter, registry: Registry): Asked | undefined => {
  if (!c.isWhole || filter.isLayered) return undefined;
  const asked: string[] = [];
  const lacking: MessageField[] = [];
  let bySide = false;
  for (const name of filter.names) {
    if (isOfFrame(name) || mayBeInside(c, name, registry)) return undefined;
    for (const node of c.nodes) {
      const shared = sharedWith(c, node, name, filter.valued.has(name));
      if (shared === Shared.nothing) return undefined;
      if (shared === undefined) continue;
      asked.push(`${name} ${shared === Shared.flags ? c.flags : shared === Shared.said ? c.said : node.id}`);
      bySide ||= shared === Shared.side;
      if (shared === Shared.lack) lacking.push({ node, key: ownKey(node.layer, name) });
    }
  }
  return { key: asked.join(), bySide, lacking };
};

/** Whether a message of the class may hold a layer with the name of which nobody knows before it is dissected. */
const mayBeInside = ({ hasMessages }: FrameClass, name: string, registry: Registry): boolean =>
  hasMessages && registry.nodes.some(({ layer }) => layer.inMessages === true && (layer.name === name || hasField(layer, name)));

/** What frames of the class have to share whose values of a name in a layer are the same; undefined where there are none. */
const sharedWith = (c: FrameClass, node: Node, name: string, isValued: boolean): Sharing | undefined => {
  const { layer } = node;
  if (layer.name === name) return isValued ? Shared.nothing : Shared.class;
  if (!hasField(layer, name)) return undefined;
  if (layer.stream !== undefined && layer.quick?.mayHave !== undefined) return Shared.lack;
  // Of several transports, as in a tunnel, the class knows the flags and the conversation of one.
  if (c.transports !== 1) return Shared.nothing;
  if (flagNames(node).has(name)) return Shared.flags;
  if (saidNames(node).has(name)) return Shared.said;
  const isPlain = c.nodes.filter((other) => addressNames(other).size > 0).length === 1;
  return isPlain && (portNames(node).has(name) || addressNames(node).has(name)) ? Shared.side : Shared.nothing;
};

const hasField = (layer: Node['layer'], name: string): boolean => {
  const { fields, others } = quickLayer(layer);
  return fields.has(name) || others.has(name);
};

type Names = (node: Node) => ReadonlySet<string>;

/** Names of a layer's fields, found once. */
const once = (find: (node: Node) => readonly string[]): Names => {
  const known = new WeakMap<Node, ReadonlySet<string>>();
  return (node) => {
    const made = known.get(node) ?? new Set(find(node));
    known.set(node, made);
    return made;
  };
};

/** The bits of the flags by which classes are told apart. */
const flagNames = once(({ layer }) => {
  const { segmented } = layer.transport ?? {};
  const slot = layer.slots.find(({ key }) => key === segmented?.flags);
  if (slot === undefined) return [];
  const parts = Object.entries(slot.field.sub ?? {}).flatMap(([part, spec]) => namesOf(layer.name, partKey(slot.key, part), spec));
  return [...namesOf(layer.name, slot.key, slot.field), ...parts];
});

/** What is said to be wrong with a segment. */
const saidNames = once(({ layer }) => {
  const { faults } = layer.transport ?? {};
  return faults === undefined ? [] : [...Object.keys(faults.fields), ...faults.others].map((key) => `${layer.name}.${key}`);
});

/** The addresses of a conversation. */
const addressNames = once(({ layer }) =>
  layer.slots
    .filter(({ field }) => (field.column === 'src' || field.column === 'dst') && (field.show === 'ip4' || field.show === 'ip6'))
    .flatMap(({ key, field }) => namesOf(layer.name, key, field)),
);

/** Its ports and its number. */
const portNames = once(({ layer }) => {
  if (layer.transport === undefined) return [];
  const ports = layer.slots.filter(({ field }) => field.column === 'sport' || field.column === 'dport');
  return [`${layer.name}.stream`, ...ports.flatMap(({ key, field }) => namesOf(layer.name, key, field))];
});
