/**
 * Facts log: what was known of every segment and datagram of a capture, kept small: of each only the facts that are not 0, as words of 32
 * bits in pages. A frame's facts are read again as they were.
 */
import { compileFactsReader, compileFactsWriter, copyOfFacts, type FactsReader, type FactsWriter } from '../wire/compile-facts.ts';
import type { Facts } from '../wire/row.ts';
import type { Node } from '../wire/types.ts';

const SHIFT = 16;
const PAGE = 1 << SHIFT;
const MASK = PAGE - 1;
/** Words of one entry at most: none lies in two pages. */
const MOST = 1024;
/** Stands for a layer of which nothing is known. */
const NOTHING = 0xffff_ffff;
/** Facts that follow from the frame itself. */
const OF_FRAME: ReadonlySet<string> = new Set(['seconds', 'nanos']);

/** What writes a layer's facts, and reads them. */
interface Shape {
  readonly write: FactsWriter;
  readonly read: FactsReader;
}

export interface Moment {
  readonly seconds: number;
  readonly nanos: number;
}

/** Gives an object for the facts of a layer. */
export type FactsRoom = (node: Node) => Record<string, number>;

export class FactsLog {
  readonly #pages: Uint32Array[] = [];
  /** By layer. */
  readonly #shapes: (Shape | undefined)[] = [];
  /** Values that no word can say (times before 1970, after 2106), by their place. */
  readonly #others = new Map<number, number>();
  #length = 0;
  /** What was read last; neither where nothing was known. */
  readonly newest: { node: Node | undefined; facts: Facts | undefined } = { node: undefined, facts: undefined };

  /** Words so far: where the next entry will be. */
  get length(): number {
    return this.#length;
  }

  /** Writes the facts of one layer of a frame: which, which facts are not 0, and those. */
  put(node: Node, facts: Facts | undefined): void {
    const at = aligned(this.#length);
    if (at >> SHIFT === this.#pages.length) this.#pages.push(new Uint32Array(PAGE));
    const page = this.#pages[at >> SHIFT]!;
    const o = at & MASK;
    page[o] = facts === undefined ? NOTHING : node.id;
    if (facts === undefined) this.#length = at + 1;
    else this.#length = at - o + this.#shapeOf(node, facts).write(facts, page, o + 1, at - o, this.#others);
  }

  /** Reads an entry: its layer and facts stand in `newest`; gives where the next one is. */
  read(from: number, nodes: readonly Node[], now: Moment, room: FactsRoom): number {
    const at = aligned(from);
    const page = this.#pages[at >> SHIFT]!;
    const o = at & MASK;
    const id = page[o]!;
    this.newest.node = id === NOTHING ? undefined : nodes[id]!;
    this.newest.facts = undefined;
    if (this.newest.node === undefined) return at + 1;
    const facts = room(this.newest.node);
    facts['seconds'] = now.seconds;
    facts['nanos'] = now.nanos;
    this.newest.facts = facts;
    return at - o + this.#shapes[id]!.read(facts, page, o + 1, at - o, this.#others);
  }

  #shapeOf({ id, layer }: Node, facts: Facts): Shape {
    const known = this.#shapes[id];
    if (known !== undefined) return known;
    const names = Object.keys(copyOfFacts(facts)).filter((name) => !OF_FRAME.has(name));
    const made = { write: compileFactsWriter(names), read: compileFactsReader(names, new Set(layer.transport?.signed)) };
    this.#shapes[id] = made;
    return made;
  }
}

/** Where an entry lies that may begin at a place: in the next page where this one has no room. */
const aligned = (at: number): number => (PAGE - (at & MASK) < MOST ? (at | MASK) + 1 : at);
