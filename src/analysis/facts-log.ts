/**
 * Facts log: what was known of every segment and datagram of a capture, kept small: of each only the facts that are not 0, as words of 32
 * bits in pages. A frame's facts are read again as they were.
 */
import { compileFactsWriter, compileWrittenFacts, copyOfFacts, type FactsWriter, type WrittenFacts } from '../wire/compile-facts.ts';
import type { Facts } from '../wire/row.ts';
import type { Node } from '../wire/types.ts';
import { WordPages } from './word-pages.ts';

/** Stands for a layer of which nothing is known. */
const NOTHING = 0xffff_ffff;
/** Facts that follow from the frame itself. */
const OF_FRAME: ReadonlySet<string> = new Set(['seconds', 'nanos']);

/** What writes a layer's facts, and reads them. */
interface Shape {
  readonly write: FactsWriter;
  readonly Written: new () => LoggedFacts;
}

export interface Moment {
  readonly seconds: number;
  readonly nanos: number;
}

/** Facts that are read where they were written. */
export type LoggedFacts = Facts & WrittenFacts;
/** Gives an object for the facts of a layer: one that was used before, or one that is made. */
export type FactsRoom = (node: Node, make: () => LoggedFacts) => LoggedFacts;

export class FactsLog {
  readonly #words = new WordPages();
  /** By layer. */
  readonly #shapes: (Shape | undefined)[] = [];
  /** Values that no word can say (times before 1970, after 2106), by their place. */
  readonly #others = new Map<number, number>();
  /** What was read last; neither where nothing was known. */
  readonly newest: { node: Node | undefined; facts: Facts | undefined } = { node: undefined, facts: undefined };

  /** Words so far: where the next entry will be. */
  get length(): number {
    return this.#words.length;
  }

  /** Writes the facts of one layer of a frame: which, which facts are not 0, and those. */
  put(node: Node, facts: Facts | undefined): void {
    const words = this.#words;
    const o = words.begin();
    words.page[o] = facts === undefined ? NOTHING : node.id;
    words.end(facts === undefined ? o + 1 : this.#shapeOf(node, facts).write(facts, words.page, o + 1, words.length - o, this.#others));
  }

  /** Reads an entry: its layer and facts stand in `newest`; gives where the next one is. */
  read(from: number, nodes: readonly Node[], now: Moment, room: FactsRoom): number {
    const words = this.#words;
    const o = words.open(from);
    const base = words.opened - o;
    const id = words.page[o]!;
    this.newest.node = id === NOTHING ? undefined : nodes[id]!;
    this.newest.facts = undefined;
    if (this.newest.node === undefined) return words.opened + 1;
    const { Written } = this.#shapes[id]!;
    const facts = room(this.newest.node, () => new Written());
    facts.moveTo(words.page, o + 1, base, this.#others, now.seconds, now.nanos);
    this.newest.facts = facts;
    return base + facts.end;
  }

  #shapeOf({ id, layer }: Node, facts: Facts): Shape {
    const known = this.#shapes[id];
    if (known !== undefined) return known;
    const names = Object.keys(copyOfFacts(facts)).filter((name) => !OF_FRAME.has(name));
    const made = { write: compileFactsWriter(names), Written: compileWrittenFacts(names, new Set(layer.transport?.signed)) };
    this.#shapes[id] = made;
    return made;
  }
}
