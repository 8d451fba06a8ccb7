/**
 * Streams: segments of conversations in order, read by the readers of their protocols into messages. A gap ends or resets a reader, never
 * glues; a retransmission is never read twice; what is kept is bounded, a conversation and in all.
 */
import type { Bytes } from '../core/bytes.ts';
import { RecentMap } from '../core/recent-map.ts';
import type { Arranged, Arrangement, ConversationFacts, Side } from '../wire/stream.ts';
import type { Segmented } from '../wire/transport.ts';
import type { Completed, Node, Registry } from '../wire/types.ts';
import { C } from './conversations.ts';
import type { DecodeAs } from './decode-as.ts';
import type { StreamSegment } from './stream-segment.ts';
import { Talk, type TalkLimits } from './talk.ts';

/** Data segments of a conversation whose protocol is guessed at most. */
const MOST_GUESSES = 6;
/** Conversations that were arranged and have not begun. */
const MOST_ARRANGED = 10_000;
/** How sure a guess has to be. */
const SURE = 0.5;

/** How full it is when enough was forgotten. */
const ROOM = 0.75;

/** What the reader of a conversation may know, and what somebody says of ports. */
export interface StreamSetting extends Omit<ConversationFacts, 'ports'> {
  readonly decodeAs?: DecodeAs | undefined;
}

export interface StreamLimits extends TalkLimits {
  /** Conversations that are read at one time. */
  readonly talks: number;
  /** Bytes that wait in all of them. */
  readonly waiting: number;
}

/** A talk, the record of its conversation, the frame of its newest segment, and what it kept then. */
interface Held {
  talk: Talk;
  readonly page: Int32Array;
  readonly at: number;
  frame: number;
  kept: number;
}

export class Streams {
  readonly #r: Registry;
  readonly #setting: StreamSetting;
  readonly #limits: StreamLimits;
  readonly #talks: (Held | undefined)[] = [];
  readonly #free: number[] = [];
  /** Bytes that all talks keep. */
  #kept = 0;
  /** Conversations that are not read any more because a limit was reached. */
  forgotten = 0;
  readonly #segmented = new Map<Node, SegmentReader>();
  readonly #arranged = new RecentMap<string, Named | undefined>(MOST_ARRANGED);

  constructor(r: Registry, setting: StreamSetting, limits: StreamLimits) {
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
    const held = known > 0 ? this.#talks[known - 1] : this.#begin(p, o, s, (flags & reader.bits.syn) !== 0);
    if (held === undefined) return undefined;
    const { talk } = held;
    const done = talk.segment(s, reader.seq(s.b, s.o), reader.ack(s.b, s.o), flags, reader.bits);
    held.frame = s.frame;
    this.#count(held, talk.kept);
    if (talk.isOver) this.#drop(p, o);
    if (this.#kept > this.#limits.waiting) this.#makeRoom(held);
    return done;
  }

  #count(held: Held, kept: number): void {
    this.#kept += kept - held.kept;
    held.kept = kept;
  }

  /** First room that nothing waits in, then what those keep that were quiet longest. */
  #makeRoom(newest: Held): void {
    for (const held of this.#talks) {
      if (held === undefined || held === newest) continue;
      held.talk.trim();
      this.#count(held, held.talk.kept);
    }
    const enough = this.#limits.waiting * ROOM;
    for (const held of this.#quietest((each) => each.kept > 0)) {
      if (this.#kept <= enough) return;
      this.#forget(held);
    }
  }

  #quietest(wanted: (held: Held) => boolean): readonly Held[] {
    const all = this.#talks.filter((held) => held !== undefined).filter(wanted);
    return all.sort((a, b) => a.frame - b.frame);
  }

  #forget({ page, at }: Held): void {
    this.forgotten++;
    this.#drop(page, at);
  }

  /** What reads the conversation at `o` of page `p`. */
  talkOf(p: Int32Array, o: number): Talk | undefined {
    return this.#talks[p[o + C.talk]! - 1]?.talk;
  }

  /** The conversation at `o` of page `p` is read on by a talk that has read it again. */
  readOn(p: Int32Array, o: number, talk: Talk): void {
    const held = this.#talks[p[o + C.talk]! - 1];
    if (held === undefined) return;
    held.talk = talk;
    this.#count(held, talk.kept);
  }

  /** The conversation at `o` of page `p` is forgotten. */
  close(p: Int32Array, o: number): void {
    if (p[o + C.talk]! > 0) this.#drop(p, o);
  }

  #drop(p: Int32Array, o: number): void {
    const at = p[o + C.talk]! - 1;
    const held = this.#talks[at];
    if (held !== undefined) this.#count(held, 0);
    held?.talk.close();
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
  #begin(p: Int32Array, o: number, s: StreamSegment, opens: boolean): Held | undefined {
    const named = p[o + C.guesses] === 0 ? (this.#byArrangement(p, o, s) ?? this.#byPorts(s)) : undefined;
    if (named === undefined && s.from >= s.to) {
      p[o + C.guesses] = Math.max(1, p[o + C.guesses]!);
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
    const about = { transport: s.node.layer.name, stream: p[o + C.stream]! };
    const facts = { ports, ...this.#setting, ...about, ...(named?.arrangement && { arrangement: named.arrangement }) };
    const hosts = hostsOf(p, o);
    const talk = new Talk(this.#r, node, client, facts, this.#limits, (to, frame) => this.#arrange(hosts, to, frame), !opens);
    if (this.#talks.length - this.#free.length >= this.#limits.talks) this.#forgetSome();
    const at = this.#free.pop() ?? this.#talks.length;
    const held = { talk, page: p, at: o, frame: s.frame, kept: 0 };
    this.#talks[at] = held;
    p[o + C.talk] = at + 1;
    return held;
  }

  /** The quarter that was quiet longest. */
  #forgetSome(): void {
    for (const held of this.#quietest(() => true).slice(0, Math.ceil(this.#limits.talks * (1 - ROOM)))) this.#forget(held);
  }

  /** Whether the sender of a segment with SYN is who opens. */
  #opens(s: StreamSegment): boolean {
    const { flags, bits } = this.#segmented.get(s.node)!;
    return (flags(s.b, s.o) & bits.acks) === 0;
  }

  #arrange(hosts: string, { protocol, port, about }: Arranged, frame: number): void {
    const node = this.#r.byName(protocol);
    if (node !== undefined) this.#arranged.set(`${hosts} ${port}`, { node, toServer: true, arrangement: { frame, about } });
  }

  /** What a message of another conversation said of this one, once. */
  #byArrangement(p: Int32Array, o: number, { sport, dport }: StreamSegment): Named | undefined {
    if (this.#arranged.size === 0) return undefined;
    for (const port of [dport, sport]) {
      const key = `${hostsOf(p, o)} ${port}`;
      const found = this.#arranged.get(key);
      if (found === undefined) continue;
      this.#arranged.set(key, undefined);
      return { ...found, toServer: port === dport };
    }
    return undefined;
  }

  /** The lower port counts first. */
  #byPorts({ node, sport, dport }: StreamSegment): Named | undefined {
    for (const toServer of dport <= sport ? [true, false] : [false, true]) {
      const port = toServer ? dport : sport;
      for (const [, table] of node.layer.tables) {
        const found = said(this.#setting.decodeAs, table, port) ?? this.#r.reader(table, port);
        if (found !== undefined) return { node: found, toServer };
      }
    }
    return undefined;
  }

  /** What knows its own first bytes best, and whose they would be. */
  #guess(s: StreamSegment): { readonly node: Node; readonly from: Side } | undefined {
    let best: { readonly node: Node; readonly from: Side } | undefined;
    let sure = SURE;
    for (const from of [1, 0] as const) {
      for (const node of this.#r.guessers(s.b[s.from]!, from)) {
        const found = node.layer.stream?.guess?.(s.b, s.from, s.to, from) ?? 0;
        if (found < sure) continue;
        best = { node, from };
        sure = found;
      }
    }
    return best;
  }
}

/** What reads a conversation, whether the segment goes to its server, and who told so. */
interface Named {
  readonly node: Node;
  readonly toServer: boolean;
  readonly arrangement?: Arrangement;
}

/** What somebody said of a port, where it is read from streams. */
const said = (rules: DecodeAs | undefined, table: string, port: number): Node | undefined => {
  const node = rules?.find(table, port);
  return node?.layer.stream && node;
};

/** The addresses of a conversation. */
const hostsOf = (p: Int32Array, o: number): string => `${p[o + C.low]} ${p[o + C.high]}`;

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
