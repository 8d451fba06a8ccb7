/**
 * Facts log: what was known of every segment and datagram of a capture, kept small: of each only the facts that are not 0, as words of 32
 * bits in pages. A frame's facts are read again as they were.
 */
import { compileFactsWriter, compileWrittenFacts, type FactsWriter, type WrittenFacts } from '../wire/compile-facts.ts';
import type { TracedFacts } from '../wire/frame.ts';
import type { Facts } from '../wire/row.ts';
import type { Node } from '../wire/types.ts';
import { factsOf } from './facts-pool.ts';
import { MOST_WORDS, PAGE, WordPages } from './word-pages.ts';

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
  readonly #shapes = new Shapes();
  /** Values that no word can say (times before 1970, after 2106), by their place. */
  readonly #others = new Map<number, number>();
  /** What was read last; neither where nothing was known. */
  readonly newest: { node: Node | undefined; facts: Facts | undefined } = { node: undefined, facts: undefined };

  /** Where the next entry will be. */
  get length(): number {
    return this.#words.length;
  }

  /** Writes the facts of one layer of a frame. */
  put(node: Node, facts: Facts | undefined): void {
    const words = this.#words;
    const o = words.begin();
    words.end(this.#shapes.write(node, facts, words.page, o, words.length - o, this.#others));
  }

  /** Takes the page that a FactsWriting writes, as far as that has come; gives the place of its first word. */
  adopt({ page, others }: TracedFacts): number {
    const first = this.#words.adopt(page);
    for (const [at, value] of others) this.#others.set(first + at, value);
    return first;
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
    const { Written } = this.#shapes.of(this.newest.node);
    const facts = room(this.newest.node, () => new Written());
    facts.moveTo(words.page, o + 1, base, this.#others, now.seconds, now.nanos);
    this.newest.facts = facts;
    return base + facts.end;
  }
}

/** The shape of each layer's facts, by its number. */
class Shapes {
  readonly #all: (Shape | undefined)[] = [];

  of(node: Node): Shape {
    const known = this.#all[node.id];
    if (known !== undefined) return known;
    const { layer } = node;
    const names = Object.keys(factsOf(node)).filter((name) => !OF_FRAME.has(name));
    const made = { write: compileFactsWriter(names), Written: compileWrittenFacts(names, new Set(layer.transport?.signed)) };
    this.#all[node.id] = made;
    return made;
  }

  /** Which layer, which facts are not 0, and those, from word `o` on; gives where they end. */
  write(node: Node, facts: Facts | undefined, words: Uint32Array, o: number, base: number, others: Map<number, number>): number {
    words[o] = facts === undefined ? NOTHING : node.id;
    return facts === undefined ? o + 1 : this.of(node).write(facts, words, o + 1, base, others);
  }
}

/** Room for the facts of most batches, twice. */
const ROOM = PAGE / 4;

/** Writes facts into pages of a log that takes those over. */
export class FactsWriting {
  readonly #shapes = new Shapes();
  readonly #make: (words: number) => Uint32Array;
  #others = new Map<number, number>();
  page: Uint32Array = new Uint32Array(0);
  /** Words of the page that are written. */
  length = 0;

  /** `make` gives room for a page. */
  constructor(make: (words: number) => Uint32Array) {
    this.#make = make;
  }

  /** Another batch begins, in a new page where this one has not much room any more. */
  begin(): void {
    if (this.#others.size > 0) this.#others = new Map();
    if (this.page.length - this.length >= ROOM) return;
    this.page = this.#make(PAGE);
    this.length = 0;
  }

  /** Whether a frame with so many layers of facts has room. */
  hasRoom(layers: number): boolean {
    return this.length + layers * MOST_WORDS < this.page.length;
  }
  /** Values of the newest batch that no word can say, by their place in the page. */
  get others(): ReadonlyMap<number, number> {
    return this.#others;
  }

  put(node: Node, facts: Facts | undefined): void {
    this.length = this.#shapes.write(node, facts, this.page, this.length, 0, this.#others);
  }
}
