/**
 * Datagrams: what a datagram carries whose ports tell nothing: what somebody said of them, what an earlier one arranged (TFTP moves to ports
 * of its own), else what knows its own first bytes. What was found once holds for the conversation.
 */
import type { Bytes } from '../core/bytes.ts';
import { RecentMap } from '../core/recent-map.ts';
import { selectors } from '../wire/compile.ts';
import { endsAt } from '../wire/layer.ts';
import type { Answered } from '../wire/origin.ts';
import { ROLE } from '../wire/sentence.ts';
import type { Message } from '../wire/stream.ts';
import type { Completed, CompletedMessage, Dissecting, Node, Registry } from '../wire/types.ts';
import { above } from '../wire/walk.ts';
import type { DecodeAs } from './decode-as.ts';

/** Datagrams of a conversation that are guessed at. */
const MOST_GUESSES = 4;
/** How sure a guess has to be. */
const SURE = 0.5;
/** Ports that were arranged. */
const MOST_ARRANGED = 10_000;

/** A datagram: from whom to whom (numbers of addresses), and what its transport carries. */
export interface Datagram {
  readonly node: Node;
  readonly conversation: number;
  readonly source: number;
  readonly target: number;
  readonly sport: number;
  readonly dport: number;
  readonly b: Bytes;
  readonly from: number;
  readonly to: number;
}

export class Datagrams {
  readonly #nodes: readonly Node[];
  readonly #guessers: readonly Node[];
  readonly #said: DecodeAs | undefined;
  /** What each conversation carries: the id of a layer and 1, where no port tells; else minus how often it was guessed in vain. */
  #carried = new Int16Array(1024);
  readonly #arranged = new RecentMap<number, Arranged>(MOST_ARRANGED);

  constructor(r: Registry, said: DecodeAs | undefined) {
    this.#nodes = r.nodes;
    this.#guessers = r.nodes.filter(({ layer }) => layer.datagram?.guess !== undefined);
    this.#said = said;
  }

  /** What a datagram carries. */
  find(d: Datagram): Node | undefined {
    const { conversation } = d;
    if (conversation >= this.#carried.length) this.#grow(conversation);
    const known = this.#carried[conversation]!;
    if (known > 0) return this.#nodes[known - 1];
    const found = this.#byWord(d) ?? this.#byArrangement(d) ?? (known > -MOST_GUESSES ? this.#guess(d) : undefined);
    this.#carried[conversation] = found === undefined ? Math.max(known - 1, -MOST_GUESSES) : found.id + 1;
    return found;
  }

  /** A datagram of `node` was seen: its sender may go on with others from the same port. */
  seen(node: Node, d: Datagram, frame: number): void {
    const { datagram } = node.layer;
    if (!datagram?.arranges?.(d.b, d.from, d.to)) return;
    const last = datagram.goesOn?.(undefined, d.b, d.from, d.to, frame) ?? DATAGRAM;
    this.#arranged.set(placeOf(d.source, d.sport), { node, last });
  }

  /** What is known of a datagram of `node`, by what was arranged and those that came since. */
  message(node: Node, d: Datagram, frame: number): Message {
    const { goesOn } = node.layer.datagram ?? {};
    const arranged = goesOn === undefined ? undefined : this.#arrangement(d);
    if (goesOn === undefined || arranged?.node !== node) return DATAGRAM;
    arranged.last = goesOn(arranged.last, d.b, d.from, d.to, frame);
    return arranged.last;
  }

  /** Who sent a datagram of `node`, where its conversation was arranged by one of its ends: that one is the client. */
  roleOf(node: Node, { source, target, sport, dport }: Datagram): number {
    if (node.layer.datagram?.arranges === undefined || this.#arranged.size === 0) return ROLE.unknown;
    if (this.#arranged.get(placeOf(target, dport))?.node === node) return ROLE.server;
    return this.#arranged.get(placeOf(source, sport))?.node === node ? ROLE.client : ROLE.unknown;
  }

  /** The conversation is forgotten: another one may get its number. */
  close(conversation: number): void {
    if (conversation < this.#carried.length) this.#carried[conversation] = 0;
  }

  #grow(conversation: number): void {
    const before = this.#carried;
    this.#carried = new Int16Array(1 << (32 - Math.clz32(conversation)));
    this.#carried.set(before);
  }

  #byWord({ node, sport, dport }: Datagram): Node | undefined {
    if (this.#said === undefined || this.#said.isEmpty) return undefined;
    for (const [, table] of node.layer.tables) {
      const found = this.#said.find(table, dport) ?? this.#said.find(table, sport);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #byArrangement(d: Datagram): Node | undefined {
    return this.#arrangement(d)?.node;
  }

  #arrangement({ source, target, sport, dport }: Datagram): Arranged | undefined {
    if (this.#arranged.size === 0) return undefined;
    return this.#arranged.get(placeOf(target, dport)) ?? this.#arranged.get(placeOf(source, sport));
  }

  #guess({ b, from, to }: Datagram): Node | undefined {
    let best: Node | undefined;
    let sure = SURE;
    for (const node of this.#guessers) {
      const found = node.layer.datagram?.guess?.(b, from, to) ?? 0;
      if (found < sure) continue;
      best = node;
      sure = found;
    }
    return best;
  }
}

/** What a port was arranged for, and the newest that is known of that. */
interface Arranged {
  readonly node: Node;
  last: Message;
}

const placeOf = (host: number, port: number): number => host * 65_536 + port;

/** Where a datagram lies in its frame; `lacks`: bytes at its end that the capture cut. */
type Lies = Pick<CompletedMessage, 'offset' | 'length' | 'lacks'>;

/** A datagram is a message of its own. */
export const wholeDatagram = (node: Node, message: Message, at: Lies, answered: Answered | undefined): Completed => ({
  messages: [{ node, message, bytes: undefined, ...at, from: [], name: '', fault: undefined, answered, inner: [] }],
  waiting: 0,
});
const DATAGRAM: Message = {};

/** Whether no table names what lies above a layer that is being dissected. */
export const isOpen = (r: Registry, { layer, v }: Dissecting): boolean =>
  !endsAt(layer, v) && above(r, r.byName(layer.name)!, ...selectors(layer, v)) === undefined;
