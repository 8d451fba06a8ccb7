/**
 * Conversation list: the conversations of a capture as people list them: which protocol and number, who opened, how much each side sent,
 * what was spoken. Bounded: past a number of them the rest is only counted.
 */
import { addressText, joinHostPort } from '../core/address.ts';
import { cut, visible } from '../core/text.ts';
import type { Instant } from '../core/time.ts';
import type { Stretch } from '../wire/dissection.ts';
import type { FrameBatch } from '../wire/frame.ts';
import type { Facts } from '../wire/row.ts';
import { exportText } from '../wire/show.ts';
import type { Layer, Node } from '../wire/types.ts';
import type { Column } from '../wire/value.ts';
import type { Taken } from './taken.ts';

/** One conversation; sides are 0, who opened or was seen first, and 1. */
export interface Listed {
  /** Place in the list, from 0 on. */
  readonly place: number;
  readonly layer: Layer;
  /** Number among the conversations of its protocol: `tcp.stream`. */
  readonly number: number;
  readonly hosts: readonly [string, string];
  /** Which way side 0 sends, where both hosts have one name. */
  readonly direction: number | undefined;
  /** Whether its opening was seen, and an answer to it. */
  readonly opened: boolean;
  readonly answered: boolean;
  readonly frames: readonly [number, number];
  /** Bytes of whole frames. */
  readonly bytes: readonly [number, number];
  readonly firstFrame: number;
  readonly lastFrame: number;
  /** When they were; undefined where the capture has no times. */
  readonly first: Instant | undefined;
  readonly last: Instant | undefined;
  /** The highest protocol seen in it. */
  readonly speaks: string;
}
type Growing = { -readonly [K in keyof Listed]: Listed[K] } & {
  hosts: [string, string];
  frames: [number, number];
  bytes: [number, number];
  last: { seconds: number; nanos: number } | undefined;
  /** The low side of its addresses is side 0. */
  lowOpens: boolean;
  depth: number;
};

/** Conversations that are kept. */
const MOST = 200_000;

export class ConversationList {
  readonly #all: Growing[] = [];
  /** By layer and number: place + 1. */
  readonly #places: (number[] | undefined)[] = [];
  /** By layer, what reads its flags. */
  readonly #flags: (((b: Uint8Array, o: number) => number) | undefined)[] = [];
  /** Conversations that were only counted. */
  left = 0;
  /** Which side sent the newest frame that belongs to one. */
  side: 0 | 1 = 0;

  get all(): readonly Listed[] {
    return this.#all;
  }

  /** A conversation by its protocol's name and number. */
  find(protocol: string, number: number): Listed | undefined {
    return this.#all.find((c) => c.number === number && c.layer.name === protocol);
  }

  /** Takes the track's newest frame, frame `i` of the batch; gives the conversation that it belongs to itself (in a tunnel: the inner one). */
  take(track: Taken, batch: FrameBatch, i: number): Listed | undefined {
    if (track.known.transports === 0) return undefined;
    return track.isDeep ? this.#dissected(track, batch, i) : this.#walked(track, batch, i);
  }

  #walked(track: Taken, batch: FrameBatch, i: number): Growing | undefined {
    const w = track.walked;
    let nth = 0;
    let own: Growing | undefined;
    for (let k = 0; k < w.depth; k++) {
      const node = w.nodes[k]!;
      if (node.layer.transport === undefined) continue;
      const facts = track.known.allFacts[nth];
      const done = track.known.allMessages[nth++];
      if (facts === undefined) continue;
      const flags = this.#flagsOf(node, batch.bytes, w.start[k]!);
      own = this.#at(node, facts) ?? this.#begin(node, facts, flags, hostsLater(track, batch.bytes, k));
      if (own === undefined) continue;
      const top = done?.messages.at(-1)?.node ?? w.nodes[highestAbove(k, w.depth, (j) => w.nodes[j]!.layer)];
      this.#count(own, facts['side'] === 0 ? 0 : 1, batch, i, track.frames, flags);
      if (top !== undefined) speaks(own, top.layer, done?.messages.length ? k + 1 : w.depth - 1);
    }
    return own;
  }

  #dissected(track: Taken, batch: FrameBatch, i: number): Growing | undefined {
    const d = track.dissect();
    let own: Growing | undefined;
    for (const [k, l] of d.layers.entries()) {
      if (l.quoted || l.facts === undefined || (l.layer.transport === undefined && l.layer.channel === undefined)) continue;
      const node = track.registry.byName(l.layer.name);
      if (node === undefined) continue;
      const flags = this.#flagsOf(node, d.sources[l.source]?.bytes, l.offset, l.ends?.event);
      const known = this.#at(node, l.facts);
      own = known ?? this.#begin(node, l.facts, flags, () => hostsOf(d.layers, k), l.ends?.direction);
      if (own === undefined) continue;
      const side = l.layer.transport === undefined ? channelSide(own, l) : l.facts['side'] === 0 ? 0 : 1;
      this.#count(own, side, batch, i, track.frames, flags);
      const highest = d.layers.findLastIndex((above) => above.info !== undefined && !above.quoted);
      const at = highestAbove(k, highest + 1, (j) => d.layers[j]!.layer);
      const top = d.layers[at];
      if (top !== undefined && highest >= 0) speaks(own, top.layer, at);
    }
    return own;
  }

  #at(node: Node, facts: Facts): Growing | undefined {
    const place = this.#places[node.id]?.[facts['stream'] ?? 0];
    return place === undefined ? undefined : this.#all[place - 1];
  }

  #begin(
    { id, layer }: Node,
    facts: Facts,
    flags: number,
    hosts: () => readonly [string, string],
    direction?: number,
  ): Growing | undefined {
    this.#places[id] ??= [];
    const numbers = this.#places[id];
    const number = facts['stream'] ?? 0;
    if (this.#all.length >= MOST) {
      this.left = Math.max(this.left, 1);
      if (numbers[number] === undefined) this.left++;
      numbers[number] = MOST + 1;
      return undefined;
    }
    const [from, to] = hosts();
    const isAnswer = flags === ANSWERS;
    const made: Growing = {
      place: this.#all.length,
      layer,
      number,
      hosts: isAnswer ? [to, from] : [from, to],
      direction,
      lowOpens: (facts['side'] === 0) !== isAnswer,
      opened: flags !== 0,
      answered: isAnswer,
      frames: [0, 0],
      bytes: [0, 0],
      firstFrame: 0,
      lastFrame: 0,
      first: undefined,
      last: undefined,
      speaks: '',
      depth: -1,
    };
    numbers[number] = this.#all.push(made);
    return made;
  }

  /** Whether a segment opens a conversation or answers that. */
  #flagsOf(node: Node, b: Uint8Array | undefined, o: number, event?: string): number {
    if (event === 'opened') return OPENS;
    const bits = node.layer.transport?.segmented;
    if (bits === undefined || b === undefined) return 0;
    this.#flags[node.id] ??= node.reads(bits.flags);
    const flags = this.#flags[node.id]!(b, o);
    if ((flags & bits.syn) === 0) return 0;
    return flags & bits.acks ? ANSWERS : OPENS;
  }

  /** `low`: 0 where the low side of the addresses sent it. */
  #count(c: Growing, low: 0 | 1, batch: FrameBatch, i: number, number: number, flags: number): void {
    const side = c.layer.transport === undefined ? low : (low === 0) === c.lowOpens ? 0 : 1;
    this.side = side;
    c.frames[side]++;
    c.bytes[side] += batch.original[i]!;
    if (c.firstFrame === 0) c.firstFrame = number;
    c.lastFrame = number;
    if (flags === ANSWERS) c.answered = true;
    const seconds = batch.seconds[i]!;
    const nanos = batch.nanos[i]!;
    if (Number.isNaN(seconds)) return;
    c.first ??= { seconds, nanos };
    c.last ??= { seconds, nanos };
    c.last.seconds = seconds;
    c.last.nanos = nanos;
  }
}

const OPENS = 1;
const ANSWERS = 2;

const speaks = (c: Growing, layer: Layer, depth: number): void => {
  if (depth <= c.depth) return;
  c.depth = depth;
  c.speaks = layer.label ?? layer.name.toUpperCase();
};

/** What is spoken above layer `k`, of so many: the highest layer, but of a tunnel (where addresses follow) what makes it one. */
const highestAbove = (k: number, count: number, layerAt: (j: number) => Layer): number => {
  for (let j = k + 1; j < count; j++) if (layerAt(j).addresses !== undefined) return k + 1;
  return count - 1;
};

/** The two ends of the transport that the walk saw as layer `k`, sender first. */
const hostsAt = ({ walked: w }: Taken, b: Uint8Array, k: number): readonly [string, string] => {
  const text = (at: number): string => (w.kind[k] === 0 ? '' : addressText(w.kind[k]!, b, at));
  return [joinHostPort(text(w.src[k]!), w.sport[k]!), joinHostPort(text(w.dst[k]!), w.dport[k]!)];
};

/** A function of its own: one made in a loop over layers costs every frame its memory. */
const hostsLater = (track: Taken, b: Uint8Array, k: number) => (): readonly [string, string] => hostsAt(track, b, k);

/** Names of channels are compared; where both ends have one, the direction tells. */
const channelSide = ({ hosts, direction }: Growing, { ends }: Stretch): 0 | 1 => {
  if (hosts[0] === hosts[1]) return ends?.direction === direction ? 0 : 1;
  return nameOf(ends?.source) === hosts[0] ? 0 : 1;
};

const nameOf = (end: { readonly text: string; readonly port?: number } | undefined): string =>
  end === undefined ? '' : cut(visible(end.port === undefined ? end.text : joinHostPort(end.text, end.port)), LONGEST_NAME);
const LONGEST_NAME = 120;

/** The two ends of the conversation of layer `k`, sender first. */
const hostsOf = (layers: readonly Stretch[], k: number): readonly [string, string] => {
  const l = layers[k]!;
  if (l.layer.transport === undefined) return [nameOf(l.ends?.source), nameOf(l.ends?.target)];
  for (let below = layers[l.parent]; below !== undefined; below = layers[below.parent]) {
    const [source, target] = [below.ends?.source.text ?? columnText(below, 'src'), below.ends?.target.text ?? columnText(below, 'dst')];
    if (source !== undefined && target !== undefined)
      return [joinHostPort(source, Number(columnText(l, 'sport') ?? 0)), joinHostPort(target, Number(columnText(l, 'dport') ?? 0))];
  }
  return ['', ''];
};

/** The value of the field that a layer declares for a column. */
const columnText = (l: Stretch, column: Column): string | undefined => {
  const slot = l.layer.slots.find((s) => s.field.column === column);
  const field = slot && l.fields.find((f) => f.name === `${l.layer.name}.${slot.key}`);
  return field && exportText(field.spec, field.value);
};
