/**
 * Streams: segments of conversations in order, read by the readers of their protocols into messages. A gap ends or resets a reader, never
 * glues; a retransmission is never read twice; what is kept is bounded, a conversation and in all.
 */
import type { Bytes } from '../core/bytes.ts';
import type { ConversationFacts, Side } from '../wire/stream.ts';
import type { Segmented } from '../wire/transport.ts';
import type { Completed, Node, Registry } from '../wire/types.ts';
import { C } from './conversations.ts';
import type { StreamSegment } from './stream-segment.ts';
import { Talk, type TalkLimits } from './talk.ts';

/** Data segments of a conversation whose protocol is guessed at most. */
const MOST_GUESSES = 6;
/** How sure a guess has to be. */
const SURE = 0.5;

export class Streams {
  readonly #r: Registry;
  readonly #setting: Omit<ConversationFacts, 'ports'>;
  readonly #limits: TalkLimits;
  readonly #talks: (Talk | undefined)[] = [];
  readonly #free: number[] = [];
  readonly #segmented = new Map<Node, SegmentReader>();

  constructor(r: Registry, setting: Omit<ConversationFacts, 'ports'>, limits: TalkLimits) {
    this.#r = r;
    this.#setting = setting;
    this.#limits = limits;
  }

  /** Takes a segment of the conversation at `o` of page `p`; what it completed. */
  take(p: Int32Array, o: number, s: StreamSegment): Completed | undefined {
    const known = p[o + C.talk]!;
    if (known === -1) return undefined;
    const reader = this.#segmented.get(s.node) ?? this.#readerOf(s.node);
    const flags = reader.flags(s.b, s.o);
    const talk = known > 0 ? this.#talks[known - 1] : this.#begin(p, o, s, (flags & reader.bits.syn) !== 0);
    if (talk === undefined) return undefined;
    const done = talk.segment(s, reader.seq(s.b, s.o), reader.ack(s.b, s.o), flags, reader.bits);
    if (talk.isOver) this.#drop(p, o);
    return done;
  }

  /** The conversation at `o` of page `p` is forgotten. */
  close(p: Int32Array, o: number): void {
    if (p[o + C.talk]! > 0) this.#drop(p, o);
  }

  #drop(p: Int32Array, o: number): void {
    const at = p[o + C.talk]! - 1;
    this.#talks[at]?.close();
    this.#talks[at] = undefined;
    this.#free.push(at);
    p[o + C.talk] = -1;
  }

  #readerOf(node: Node): SegmentReader {
    const made = segmentReader(node);
    this.#segmented.set(node, made);
    return made;
  }

  /** Chooses what reads the conversation: by its ports, else by its first bytes. */
  #begin(p: Int32Array, o: number, s: StreamSegment, opens: boolean): Talk | undefined {
    const named = p[o + C.guesses] === 0 ? this.#byPorts(s) : undefined;
    if (named === undefined && s.from >= s.to) {
      p[o + C.guesses] = 1;
      return undefined;
    }
    const guessed = named === undefined ? this.#guess(s) : undefined;
    const node = named?.node ?? guessed?.node;
    if (node === undefined) {
      p[o + C.guesses]!++;
      if (p[o + C.guesses]! >= MOST_GUESSES) p[o + C.talk] = -1;
      return undefined;
    }
    // Who opened is side 0; where that was not seen, who talks to the protocol's own port, else whose words they are.
    const isClient = opens ? this.#opens(s) : (named?.toServer ?? guessed?.from === 0);
    const client = isClient ? s.side : other(s.side);
    const ports: readonly [number, number] = isClient ? [s.sport, s.dport] : [s.dport, s.sport];
    const talk = new Talk(this.#r, node, client, { ports, ...this.#setting }, this.#limits, !opens);
    const at = this.#free.pop() ?? this.#talks.length;
    this.#talks[at] = talk;
    p[o + C.talk] = at + 1;
    return talk;
  }

  /** Whether the sender of a segment with SYN is who opens. */
  #opens(s: StreamSegment): boolean {
    const { flags, bits } = this.#segmented.get(s.node)!;
    return (flags(s.b, s.o) & bits.acks) === 0;
  }

  /** The lower port counts first. */
  #byPorts({ node, sport, dport }: StreamSegment): { readonly node: Node; readonly toServer: boolean } | undefined {
    for (const toServer of dport <= sport ? [true, false] : [false, true]) {
      const port = toServer ? dport : sport;
      for (const [, table] of node.layer.tables) {
        const found = this.#r.reader(table, port);
        if (found !== undefined) return { node: found, toServer };
      }
    }
    return undefined;
  }

  /** What knows its own first bytes best, and whose they would be. */
  #guess(s: StreamSegment): { readonly node: Node; readonly from: Side } | undefined {
    let best: { readonly node: Node; readonly from: Side } | undefined;
    let sure = SURE;
    for (const node of this.#r.guessers) {
      for (const from of [1, 0] as const) {
        const found = node.layer.stream?.guess?.(s.b, s.from, s.to, from) ?? 0;
        if (found < sure) continue;
        best = { node, from };
        sure = found;
      }
    }
    return best;
  }
}

const other = (side: 0 | 1): 0 | 1 => (side === 0 ? 1 : 0);

/** Reads what a transport says of its segments. */
interface SegmentReader {
  readonly bits: Segmented;
  seq(b: Bytes, o: number): number;
  ack(b: Bytes, o: number): number;
  flags(b: Bytes, o: number): number;
}

const segmentReader = (node: Node): SegmentReader => {
  const bits = node.layer.transport?.segmented;
  if (bits === undefined) throw new ReferenceError(`${node.layer.name} has no segments`);
  return { bits, seq: node.reads(bits.seq), ack: node.reads(bits.ack), flags: node.reads(bits.flags) };
};
