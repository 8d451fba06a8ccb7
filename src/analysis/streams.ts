/**
 * Streams: segments of conversations in order, read by the readers of their protocols into messages. A gap ends or resets a reader, never
 * glues; a retransmission is never read twice; what is kept is bounded, a conversation and in all.
 */
import type { Bytes } from '../core/bytes.ts';
import { RecentMap } from '../core/recent-map.ts';
import type { Arranged, Arrangement, ConversationFacts, Side } from '../wire/stream.ts';
import type { Segmented } from '../wire/transport.ts';
import type { Completed, Node, Registry } from '../wire/types.ts';
import type { DecodeAs } from './decode-as.ts';
import type { FetchBytes } from './placed-message.ts';
import type { StreamSegment } from './stream-segment.ts';
import { Talk, type TalkLimits } from './talk.ts';

/** Data segments of a conversation whose protocol is guessed at most. */
const MOST_GUESSES = 6;
/** Conversations that were arranged and have not begun. */
const MOST_ARRANGED = 10_000;
/** Nothing reads the conversation. */
const NOTHING = -1;
/** How sure a guess has to be, and how sure against what the port says. */
const SURE = 0.5;
const SURE_AGAINST_PORT = 0.9;

/** How full it is when enough was forgotten. */
const ROOM = 0.75;

/** What the reader of a conversation may know, and what somebody says of ports. */
export interface StreamSetting extends Omit<ConversationFacts, 'ports'> {
  readonly decodeAs?: DecodeAs | undefined;
}

/** What talks have around them. */
export interface StreamOptions {
  readonly limits: StreamLimits;
  readonly fetch?: FetchBytes | undefined;
}

export interface StreamLimits extends TalkLimits {
  /** Conversations that are read at one time. */
  readonly talks: number;
  /** Bytes that wait in all of them. */
  readonly waiting: number;
}

/** A talk, its conversation, the frame of its newest segment, and what it kept then. */
interface Held {
  talk: Talk;
  readonly conversation: number;
  readonly node: Node;
  frame: number;
  kept: number;
  /** The sides (bits) whose first bytes are to show whether they are what the port alone has named. */
  unheard: number;
}

export class Streams {
  readonly #r: Registry;
  readonly #setting: StreamSetting;
  readonly #limits: StreamLimits;
  readonly #fetch: FetchBytes | undefined;
  readonly #talks: (Held | undefined)[] = [];
  /** What reads each conversation: 0 not decided, NOTHING, else a talk's number and 1; and how often it was guessed in vain. */
  #reading = new Int32Array(1024);
  #guesses = new Uint8Array(1024);
  readonly #free: number[] = [];
  /** Bytes that all talks keep. */
  #kept = 0;
  /** Conversations that are not read any more because a limit was reached. */
  forgotten = 0;
  readonly #segmented = new Map<Node, SegmentReader>();
  readonly #arranged = new RecentMap<string, Named | undefined>(MOST_ARRANGED);

  constructor(r: Registry, setting: StreamSetting, { limits, fetch }: StreamOptions) {
    this.#r = r;
    this.#fetch = fetch;
    this.#setting = setting;
    this.#limits = limits;
  }

  /** Whether segments of a conversation are asked for. */
  reads(conversation: number): boolean {
    if (conversation >= this.#reading.length) this.#grow(conversation);
    return this.#reading[conversation] !== NOTHING;
  }

  /** Takes a segment of a conversation that is read; what it completed. */
  take(s: StreamSegment): Completed | undefined {
    const known = this.#reading[s.conversation]!;
    const reader = this.#segmented.get(s.node) ?? this.#readerOf(s.node);
    const flags = reader.flags(s.b, s.o);
    const held = known > 0 ? this.#talks[known - 1] : this.#begin(s, (flags & reader.bits.syn) !== 0);
    if (held === undefined) return undefined;
    const { talk } = held;
    if (held.unheard > 0 && s.from < s.to) this.#hear(held, s);
    const done = talk.segment(s, reader.seq(s.b, s.o), reader.ack(s.b, s.o), flags, reader.bits);
    held.frame = s.frame;
    this.#count(held, talk.kept);
    if (talk.isOver) this.#drop(s.conversation);
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

  #forget({ conversation }: Held): void {
    this.forgotten++;
    this.#drop(conversation);
  }

  /** What reads a conversation. */
  talkOf(conversation: number): Talk | undefined {
    return this.#heldOf(conversation)?.talk;
  }

  /** The conversation is read on by a talk that has read it again, unless it was forgotten and another has its number. */
  readOn(conversation: number, talk: Talk): void {
    const held = this.#heldOf(conversation);
    if (held === undefined || !held.talk.readsTheSame(talk)) return;
    held.talk = talk;
    this.#count(held, talk.kept);
  }

  /** The conversation is forgotten: another one may get its number. */
  close(conversation: number): void {
    if (conversation >= this.#reading.length) return;
    if (this.#reading[conversation]! > 0) this.#drop(conversation);
    this.#reading[conversation] = 0;
    this.#guesses[conversation] = 0;
  }

  #heldOf(conversation: number): Held | undefined {
    return this.#talks[(this.#reading[conversation] ?? 0) - 1];
  }

  #grow(conversation: number): void {
    const size = 1 << (32 - Math.clz32(conversation));
    const [reading, guesses] = [this.#reading, this.#guesses];
    this.#reading = new Int32Array(size);
    this.#reading.set(reading);
    this.#guesses = new Uint8Array(size);
    this.#guesses.set(guesses);
  }

  #drop(conversation: number): void {
    const at = this.#reading[conversation]! - 1;
    const held = this.#talks[at];
    if (held !== undefined) this.#count(held, 0);
    held?.talk.close();
    this.#talks[at] = undefined;
    this.#free.push(at);
    this.#reading[conversation] = NOTHING;
  }

  #readerOf(node: Node): SegmentReader {
    const made = segmentReader(node);
    this.#segmented.set(node, made);
    return made;
  }

  /** Chooses what reads the conversation: by its ports, else by its first bytes, else by a port that anybody may have been given. */
  #begin(s: StreamSegment, opens: boolean): Held | undefined {
    const { conversation } = s;
    const guesses = this.#guesses;
    const named = guesses[conversation] === 0 ? (this.#byArrangement(s) ?? this.#byPorts(s, false)) : undefined;
    if (named === undefined && s.from >= s.to) {
      guesses[conversation] = Math.max(1, guesses[conversation]!);
      return undefined;
    }
    const guessed = named === undefined ? this.#guess(s) : undefined;
    const given = named === undefined && guessed === undefined ? this.#byPorts(s, true) : undefined;
    const node = (named ?? guessed ?? given)?.node;
    if (node === undefined) {
      guesses[conversation]!++;
      if (guesses[conversation]! >= MOST_GUESSES) this.#reading[conversation] = NOTHING;
      return undefined;
    }
    // Who opened is side 0; where that was not seen, who talks to the protocol's own port, else whose words they are.
    const isClient = opens ? this.#opens(s) : ((named ?? given)?.toServer ?? guessed?.from === 0);
    const client = isClient ? s.side : other(s.side);
    const ports: readonly [number, number] = isClient ? [s.sport, s.dport] : [s.dport, s.sport];
    const about = { transport: s.node.layer.name, stream: s.stream };
    const facts = { ports, ...this.#setting, ...about, ...(named?.arrangement && { arrangement: named.arrangement }) };
    // One segment without bytes was seen before: these are the first.
    const isLate = !opens && guesses[conversation] !== 1;
    const hosts = hostsOf(s);
    const arrange = (to: Arranged, frame: number) => this.#arrange(hosts, to, frame);
    const talk = new Talk(this.#r, node, client, facts, { limits: this.#limits, arrange, fetch: this.#fetch }, isLate);
    if (this.#talks.length - this.#free.length >= this.#limits.talks) this.#forgetSome();
    const at = this.#free.pop() ?? this.#talks.length;
    const held = { talk, conversation, node, frame: s.frame, kept: 0, unheard: (named ?? given)?.isSaid === false ? BOTH : 0 };
    this.#talks[at] = held;
    this.#reading[conversation] = at + 1;
    return held;
  }

  /** What the port names does not know the first bytes, and another protocol surely does: plain HTTP to a port of HTTPS. */
  #hear(held: Held, s: StreamSegment): void {
    const { talk } = held;
    const side: Side = s.side === talk.client ? 0 : 1;
    if ((held.unheard & (1 << side)) === 0) return;
    const isOwn = (held.node.layer.stream?.guess?.(s.b, s.from, s.to, side) ?? SURE) > 0;
    const found = isOwn ? undefined : this.#guess(s, [side], SURE_AGAINST_PORT);
    if (found !== undefined) talk.become(found.node.layer.name);
    held.unheard = isOwn || found !== undefined ? 0 : held.unheard & ~(1 << side);
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
    if (node !== undefined) this.#arranged.set(`${hosts} ${port}`, { node, toServer: true, isSaid: true, arrangement: { frame, about } });
  }

  /** What a message of another conversation said of this one, once. */
  #byArrangement(s: StreamSegment): Named | undefined {
    if (this.#arranged.size === 0) return undefined;
    const { sport, dport } = s;
    for (const port of [dport, sport]) {
      const key = `${hostsOf(s)} ${port}`;
      const found = this.#arranged.get(key);
      if (found === undefined) continue;
      this.#arranged.set(key, undefined);
      return { ...found, toServer: port === dport };
    }
    return undefined;
  }

  /** The lower port counts first. Those that systems give to clients name nothing by themselves unless `given`, but where somebody said so. */
  #byPorts({ node, sport, dport }: StreamSegment, given: boolean): Named | undefined {
    if (given && sport < FIRST_GIVEN && dport < FIRST_GIVEN) return undefined;
    for (const toServer of dport <= sport ? [true, false] : [false, true]) {
      const port = toServer ? dport : sport;
      for (const [, table] of node.layer.tables) {
        const rule = said(this.#setting.decodeAs, table, port);
        const found = rule ?? (given || port < FIRST_GIVEN ? this.#r.reader(table, port) : undefined);
        if (found !== undefined) return { node: found, toServer, isSaid: rule !== undefined };
      }
    }
    return undefined;
  }

  /** What knows its own first bytes best, and whose they would be. */
  #guess(s: StreamSegment, sides: readonly Side[] = EITHER, least = SURE): { readonly node: Node; readonly from: Side } | undefined {
    let best: { readonly node: Node; readonly from: Side } | undefined;
    let sure = least;
    for (const from of sides) {
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

/** RFC 6335 §6: from here on ports are dynamic. */
const FIRST_GIVEN = 49_152;

const EITHER: readonly Side[] = [1, 0];
const BOTH = 0b11;

/** What reads a conversation, whether the segment goes to its server, and who told so. */
interface Named {
  readonly node: Node;
  readonly toServer: boolean;
  /** A message or the user said so, not the port alone. */
  readonly isSaid: boolean;
  readonly arrangement?: Arrangement;
}

/** What somebody said of a port, where it is read from streams. */
const said = (rules: DecodeAs | undefined, table: string, port: number): Node | undefined => {
  const node = rules?.find(table, port);
  return node?.layer.stream && node;
};

/** The addresses of a conversation. */
const hostsOf = ({ low, high }: StreamSegment): string => `${low} ${high}`;

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
