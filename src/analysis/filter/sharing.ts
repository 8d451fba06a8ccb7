/** Sharing: what frames of a class have to have in common, so that what a filter asks about them is the same for all of them. */
import { partKey } from '../../wire/names.ts';
import type { FieldSpec, Node, Registry } from '../../wire/types.ts';
import { type FrameClass, OF_MESSAGE } from '../frame-classes.ts';
import type { MessageField } from '../kept-known.ts';
import { namesOf, ownKey, type QuickField, quickLayer } from '../quick-fields.ts';
import { isOfFrame } from '../selection.ts';
import type { Filter } from './filter.ts';

/** The name of all bytes of a frame. */
export const FRAME = 'frame';

/** What frames share beside their class whose verdict is the same. */
export const Shared = { nothing: 1, class: 2, flags: 3, said: 4, side: 5, lack: 6, facts: 7, message: 8, header: 9 } as const;
type Sharing = (typeof Shared)[keyof typeof Shared];

export interface Asked {
  /** The same for classes whose frames have the same verdict. */
  readonly key: string;
  readonly bySide: boolean;
  /** It asks what is known of each frame: of its conversation, of its messages. */
  readonly byFrame: boolean;
  /** It asks what lies at known places of its bytes. */
  readonly byBytes: boolean;
  /** Something tells all of it but what is lacking. */
  readonly isTold: boolean;
  readonly lacking: readonly MessageField[];
}

/** What a filter asks about the frames of a class; undefined where it asks more than they share. */
export const askedOf = (c: FrameClass, filter: Filter, registry: Registry): Asked | undefined => {
  if (!c.isWhole || filter.isLayered) return undefined;
  const asked: string[] = [];
  const lacking: MessageField[] = [];
  let bySide = false;
  let byFrame = false;
  let byBytes = false;
  let isTold = true;
  let isUntold = false;
  for (const name of filter.names) {
    if (name === FRAME) {
      byBytes = true;
      continue;
    }
    if (isOfFrame(name) || mayBeInside(c, name, registry)) return undefined;
    for (const node of c.nodes) {
      const shared = sharedWith(c, node, name, filter.valued.has(name));
      if (shared === Shared.nothing || (filter.isOwned && shared === Shared.header && name === node.layer.name)) return undefined;
      if (shared === undefined) continue;
      const place = shared === Shared.header ? startsIn(c, node).join(' ') : '';
      asked.push(`${name} ${shared === Shared.flags ? c.flags : shared === Shared.said ? c.said : node.id} ${place}`);
      bySide ||= shared === Shared.side;
      byFrame ||= shared === Shared.facts || shared === Shared.message;
      byBytes ||= shared === Shared.header;
      isTold &&= shared !== Shared.lack && shared !== Shared.said;
      isUntold ||= shared === Shared.said && !factsNames(node).has(name);
      if (shared === Shared.lack) lacking.push({ node, key: ownKey(node.layer, name) });
    }
  }
  if ((byFrame || byBytes) && isUntold) return undefined;
  return { key: asked.join(), bySide, byFrame: byFrame && !byBytes, byBytes, isTold: byFrame || byBytes || (bySide && isTold), lacking };
};

/** Whether a message of the class may hold a layer with the name of which nobody knows before it is dissected. */
const mayBeInside = ({ hasMessages }: FrameClass, name: string, registry: Registry): boolean =>
  hasMessages && registry.nodes.some(({ layer }) => layer.inMessages === true && (layer.name === name || hasField(layer, name)));

/** What frames of the class have to share whose values of a name in a layer are the same; undefined where there are none. */
export const sharedWith = (c: FrameClass, node: Node, name: string, isValued: boolean): Sharing | undefined => {
  const { layer } = node;
  if (layer.name === name && isValued) return goesToEnd(c, node) ? Shared.header : Shared.nothing;
  if (layer.name === name) return Shared.class;
  if (!hasField(layer, name)) return undefined;
  // The same layer may also lie in a datagram, of which nobody said anything.
  if (layer.quick?.mayHave !== undefined && isMessageIn(c, node)) return messageNames(node).has(name) ? Shared.message : Shared.lack;
  return sharedInFlow(c, node, name) ?? (isRead(c, node, name) ? Shared.header : Shared.nothing);
};

/** Whether values lie at known places of the bytes; of what is sure of a whole layer alone, where that is the highest and goes to the end. */
const isRead = (c: FrameClass, node: Node, name: string): boolean => {
  if (!headerNames(node).has(name) || startsIn(c, node).length === 0) return false;
  return node.layer.quick === undefined || (c.path.at(-1) === node && goesToEnd(c, node));
};

/** Whether there is one such layer, which has all bytes from its first on. */
const goesToEnd = (c: FrameClass, node: Node): boolean =>
  !c.hasTrailer && startsIn(c, node).length === 1 && c.nodes.filter((other) => other === node).length === 1;

/** What is shared in a conversation. */
const sharedInFlow = (c: FrameClass, node: Node, name: string): Sharing | undefined => {
  // Of several transports, as in a tunnel, the class knows the flags and the conversation of one.
  if (c.transports !== 1) return undefined;
  if (flagNames(node).has(name)) return Shared.flags;
  if (saidNames(node).has(name)) return Shared.said;
  const isPlain = c.nodes.filter((other) => addressNames(other).size > 0).length === 1;
  if (isPlain && (portNames(node).has(name) || addressNames(node).has(name))) return Shared.side;
  return factsNames(node).has(name) ? Shared.facts : undefined;
};

/** Where the layers of a node begin. */
export const startsIn = ({ nodes, starts }: FrameClass, node: Node): readonly number[] =>
  starts.filter((start, k) => nodes[k] === node && start >= 0);

/** Whether the layers of a node are messages of streams, all of them. */
const isMessageIn = ({ nodes, starts }: FrameClass, node: Node): boolean =>
  node.layer.stream !== undefined && starts.every((start, k) => nodes[k] !== node || start === OF_MESSAGE);

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
export const flagNames = once<ReadonlyMap<string, (flags: number) => number>>(({ layer }) => {
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

/** What lies in the fixed header, or where the layer says that it is sure of it. */
const headerNames = once<ReadonlyMap<string, readonly QuickField[]>>(({ layer }) => {
  const { fields, others } = quickLayer(layer);
  if (layer.quick !== undefined && layer.quick.isSure === undefined) return new Map();
  const canRead = ({ isOfHeader, isOfFacts, isOfMessage, isOfAnswer }: QuickField): boolean =>
    isOfHeader || (layer.quick !== undefined && !isOfFacts && !isOfMessage && !isOfAnswer);
  return new Map([...fields].filter(([name, all]) => !others.has(name) && all.every(canRead)));
});

/** What follows from what the reader of a message said of it, or from what it answers. */
const messageNames = once<ReadonlyMap<string, readonly QuickField[]>>(({ layer }) => {
  const { fields, others } = quickLayer(layer);
  if (layer.quick?.tells === undefined) return new Map();
  return new Map(
    [...fields].filter(([name, all]) => !others.has(name) && all.every(({ isOfMessage, isOfAnswer }) => isOfMessage || isOfAnswer)),
  );
});

/** The fields of a layer that follow from what is shared. */
export const followedBy = (node: Node, shared: Sharing | undefined): ReadonlyMap<string, readonly QuickField[]> => {
  if (shared === Shared.message) return messageNames(node);
  if (shared === Shared.header) return headerNames(node);
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
