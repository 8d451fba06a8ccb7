/**
 * Frame classes: what frames have in common that a filter may ask about: their layers, those of the messages that they complete, the bits of
 * their flags, and what is wrong with them. A filter that asks no more is judged once for each class, and not for each frame.
 */
import type { CompletedMessage, Layer, Node, Registry } from '../wire/types.ts';
import type { Walked } from '../wire/walk.ts';
import type { FrameKnown } from './known.ts';
import { NO_SHAPE } from './shapes.ts';
import type { Taken } from './taken.ts';

/** A field that says that something is wrong. */
export interface FrameFault {
  readonly layer: Layer;
  readonly field: string;
}

export interface FrameClass {
  /** The layers of its frames, and of their messages. */
  readonly nodes: readonly Node[];
  /** Where each of these begins, from the frame's first byte; OF_MESSAGE, or UNTOLD where only a dissection tells. */
  readonly starts: readonly number[];
  /** Those that are inside of one another, from the outermost in, with the last message. */
  readonly path: readonly Node[];
  /** Bytes stand behind the highest layer of a walk that are none of its own. */
  readonly hasTrailer: boolean;
  /** Layers with conversations; undefined where only a dissection tells. */
  readonly transports: number | undefined;
  readonly flags: number;
  /** Bits of what is wrong with the segment; of several, those of all. */
  readonly said: number;
  /** The same as fields, each once. */
  readonly faults: readonly FrameFault[];
  readonly hasMessages: boolean;
  /** Whether these are all: a message may hold what was not looked at. */
  readonly isWhole: boolean;
}

/** In place of a start: the layer is a message; only a dissection tells where it begins. */
export const OF_MESSAGE = -1;
const UNTOLD = -2;

/** One more thing in common; those of the class when there is nothing more. */
interface Step {
  readonly key: number;
  readonly nodes: readonly Node[];
  readonly starts: readonly number[];
  readonly layers: readonly Node[];
  /** With the last message, and those that it is inside of. */
  readonly path: readonly Node[];
  /** What is wrong with its segments. */
  readonly wrong: readonly Wrong[];
  readonly next: (Step | undefined)[];
  /** The same behind a header that is longer than most. */
  readonly farther: Map<number, Step>;
  /** By what is wrong with a segment more. */
  readonly worse: Map<number, Step>;
  /** By flags, four times each: whether this is all, and whether there is a trailer. */
  readonly ends: (number | undefined)[];
}

interface Wrong {
  readonly node: Node;
  readonly said: number;
}

const nothingMore = (): Pick<Step, 'next' | 'farther' | 'worse' | 'ends'> => ({ next: [], farther: new Map(), worse: new Map(), ends: [] });

const MOST_CLASSES = 65_535;
/** Keys of steps are less. */
const FARTHER = 2 ** 20;
/** Layers and messages of a frame that are told apart. */
const MOST_STEPS = 24;
/** Layers that a walk saw, messages, and layers that a dissection told are different steps. */
const KINDS = { walked: 0, message: 1, dissected: 2, quoted: 3, broken: 4 } as const;

/** Whether bytes behind the highest layer are the lowest one's, or were cut. */
const hasTrailer = ({ depth, end, wire }: Walked): boolean => depth > 1 && (end[depth - 1] !== end[0] || wire[depth - 1] !== wire[0]);

/** Bytes that the header below layer `k` is longer than its fixed part. */
const extraBelow = ({ nodes, start }: Walked, k: number): number => (k === 0 ? 0 : start[k]! - start[k - 1]! - nodes[k - 1]!.layer.min);

export class FrameClasses {
  readonly #registry: Registry;
  readonly #size: number;
  readonly #first: Step = { key: -1, nodes: [], starts: [], layers: [], path: [], wrong: [], ...nothingMore() };
  readonly #flags: (((b: Uint8Array, o: number) => number) | undefined)[];
  /** By number; the first is that of frames which have nothing in common. */
  readonly #all: FrameClass[] = [
    {
      ...{ nodes: [], starts: [], path: [], transports: undefined, flags: 0, said: 0, faults: [] },
      ...{ hasTrailer: true, hasMessages: true, isWhole: false },
    },
  ];
  /** By shape. */
  readonly #plains: (Step | null | undefined)[] = [];
  #step: Step = this.#first;
  #steps = 0;
  #hasMessages = false;
  #isWhole = true;
  #hasTrailer = false;

  constructor(registry: Registry) {
    this.#registry = registry;
    this.#size = registry.nodes.length;
    this.#flags = registry.nodes.map((node) => {
      const { segmented } = node.layer.transport ?? {};
      return segmented && node.reads(segmented.flags);
    });
  }

  /** How many there are. */
  get count(): number {
    return this.#all.length;
  }
  at(number: number): FrameClass {
    return this.#all[number]!;
  }

  /** The class of a frame, whose bytes are `b`. */
  of(taken: Taken, b: Uint8Array): number {
    this.#step = this.#first;
    this.#steps = 0;
    this.#hasMessages = false;
    this.#isWhole = true;
    this.#hasTrailer = false;
    const flags = taken.isDeep ? this.#dissected(taken) : this.#walked(taken, b);
    return this.#end(taken, flags);
  }

  #walked(taken: Taken, b: Uint8Array): number {
    const { walked: w, known, shape } = taken;
    const plain = shape === NO_SHAPE ? null : this.#plain(shape, w);
    if (plain !== null) return this.#topped(plain, known, b, w);
    let flags = 0;
    let transports = 0;
    for (let k = 0; k < w.depth; k++) {
      const node = w.nodes[k]!;
      this.#walk(node, w.start[k]! - w.start[0]!, extraBelow(w, k));
      if (node.layer.transport === undefined) continue;
      flags = this.#flags[node.id]?.(b, w.start[k]!) ?? flags;
      this.#judged(known, transports, node);
      const done = known.allMessages[transports++];
      if (done !== undefined) this.#messages(done.messages, 0);
    }
    this.#hasTrailer = hasTrailer(w);
    return flags;
  }

  /** The step at the end of a walk of this shape; null where not its highest layer is its one transport. */
  #plain(shape: number, w: Walked): Step | null {
    const found = this.#plains[shape];
    if (found !== undefined) return found;
    const isPlain = w.nodes.slice(0, w.depth).findIndex(({ layer }) => layer.transport !== undefined) === w.depth - 1;
    for (let k = 0; k < w.depth; k++) this.#walk(w.nodes[k]!, w.start[k]! - w.start[0]!, extraBelow(w, k));
    this.#plains[shape] = isPlain && this.#steps <= MOST_STEPS ? this.#step : null;
    this.#step = this.#first;
    this.#steps = 0;
    return this.#plains[shape];
  }

  #topped(step: Step, known: FrameKnown, b: Uint8Array, w: Walked): number {
    const top = w.depth - 1;
    const node = w.nodes[top]!;
    this.#step = step;
    this.#steps = w.depth;
    this.#judged(known, 0, node);
    const done = known.allMessages[0];
    if (done !== undefined) this.#messages(done.messages, 0);
    this.#hasTrailer = hasTrailer(w);
    return this.#flags[node.id]?.(b, w.start[top]!) ?? 0;
  }

  #dissected(taken: Taken): number {
    for (const { layer, quoted } of taken.dissect().layers)
      this.#go(quoted ? KINDS.quoted : KINDS.dissected, this.#registry.byName(layer.name)!);
    const { known } = taken;
    for (let nth = 0; nth < known.transports; nth++) if (known.nodes[nth] !== undefined) this.#judged(known, nth, known.nodes[nth]!);
    return 0;
  }

  /** `depth`: how many others they are inside of. */
  #messages(messages: readonly CompletedMessage[], depth: number): void {
    for (let m = 0; m < messages.length; m++) {
      const { node, fault, inner } = messages[m]!;
      if (fault !== undefined) this.#isWhole = false;
      this.#go(fault === undefined ? KINDS.message : KINDS.broken, node, depth);
      this.#hasMessages = true;
      this.#messages(inner, depth + 1);
    }
  }

  /** What is wrong with the `nth` segment is in common, too. */
  #judged({ allFacts }: FrameKnown, nth: number, node: Node): void {
    const { faults } = node.layer.transport ?? {};
    const said = faults === undefined ? 0 : (allFacts[nth]?.[faults.fact] ?? 0);
    if (said === 0) return;
    const from = this.#step;
    const key = said * this.#size + node.id;
    const known = from.worse.get(key);
    this.#step = known ?? { ...from, wrong: [...from.wrong, { node, said }], ...nothingMore() };
    if (known === undefined) from.worse.set(key, this.#step);
  }

  /** The next layer of a walk. `extra`: bytes that the header below is longer than its fixed part. */
  #walk(node: Node, start: number, extra: number): void {
    const from = this.#step;
    const known = extra === 0 ? from.next[node.id] : from.farther.get(node.id + extra * FARTHER);
    this.#steps++;
    if (known !== undefined && this.#steps <= MOST_STEPS) this.#step = known;
    else this.#grow(KINDS.walked, node, 0, start, extra);
  }

  #go(kind: number, node: Node, depth = 0): void {
    const from = this.#step;
    const key = kind * this.#size + node.id;
    // More messages of a kind are nothing new.
    if (kind === KINDS.message && from.key === key) return;
    const known = from.next[key];
    this.#steps++;
    if (known !== undefined && this.#steps <= MOST_STEPS) this.#step = known;
    else this.#grow(kind, node, depth, kind === KINDS.message ? OF_MESSAGE : UNTOLD, 0);
  }

  #grow(kind: number, node: Node, depth: number, start: number, extra: number): void {
    if (this.#steps > MOST_STEPS) {
      this.#isWhole = false;
      return;
    }
    const from = this.#step;
    const key = kind * this.#size + node.id;
    const layers = kind === KINDS.walked || kind === KINDS.dissected ? [...from.layers, node] : from.layers;
    const path = kind === KINDS.message ? [...from.path.slice(0, layers.length + depth), node] : kind === KINDS.broken ? from.path : layers;
    this.#step = { ...from, key, nodes: [...from.nodes, node], starts: [...from.starts, start], layers, path, ...nothingMore() };
    if (extra === 0) from.next[key] = this.#step;
    else from.farther.set(key + extra * FARTHER, this.#step);
  }

  #end({ isDeep, known }: Taken, flags: number): number {
    const { ends, nodes, starts, layers, path, wrong } = this.#step;
    const end = 4 * flags + (this.#isWhole ? 0 : 1) + (this.#hasTrailer ? 2 : 0);
    const there = ends[end];
    if (there !== undefined) return there;
    if (this.#all.length > MOST_CLASSES) return 0;
    const made = this.#all.length;
    const transports = isDeep ? undefined : known.transports;
    const said = wrong.reduce((bits, one) => bits | one.said, 0);
    const faults = faultsOf(layers, wrong, flags);
    const is = { hasTrailer: this.#hasTrailer, hasMessages: this.#hasMessages, isWhole: this.#isWhole };
    this.#all.push({ nodes, starts, path, transports, flags, said, faults, ...is });
    ends[end] = made;
    return made;
  }
}

/** What is said to be wrong with segments, and that one cuts its conversation; `flags` are those of the innermost. */
const faultsOf = (layers: readonly Node[], wrong: readonly Wrong[], flags: number): readonly FrameFault[] => {
  const found = new Map<string, FrameFault>();
  const put = ({ layer }: Node, field: string): unknown => found.set(`${layer.name}.${field}`, { layer, field });
  for (const { node, said } of wrong)
    for (const [field, bits] of Object.entries(node.layer.transport?.faults?.fields ?? {})) if (said & bits) put(node, field);
  for (const node of layers) {
    const { faults, segmented } = node.layer.transport ?? {};
    if (faults !== undefined && (flags & (segmented?.rst ?? 0)) !== 0) put(node, faults.reset);
  }
  return [...found.values()];
};
