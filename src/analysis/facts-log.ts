/**
 * Facts log: what was known of every segment and datagram of a capture, kept small: of each only the facts that are not 0, as words of 32
 * bits in pages. A frame's facts are read again as they were.
 */
import { compileFactsWriter, copyOfFacts, type FactsWriter } from '../wire/compile-facts.ts';
import type { Facts } from '../wire/row.ts';
import type { MutableFacts } from '../wire/transport.ts';
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

/** What a layer's facts are called, and what writes them. */
interface Shape {
  readonly names: readonly string[];
  readonly write: FactsWriter;
}

export class FactsLog {
  readonly #pages: Uint32Array[] = [];
  /** By layer. */
  readonly #shapes: (Shape | undefined)[] = [];
  /** Values that no word can say (times before 1970, after 2106), by their place. */
  readonly #others = new Map<number, number>();
  #length = 0;

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

  /** Reads an entry; gives it and where the next one is. */
  read(
    from: number,
    nodes: readonly Node[],
    now: { readonly seconds: number; readonly nanos: number },
  ): { readonly node: Node | undefined; readonly facts: Facts | undefined; readonly next: number } {
    const at = aligned(from);
    if (this.#get(at) === NOTHING) return { node: undefined, facts: undefined, next: at + 1 };
    const node = nodes[this.#get(at)]!;
    const names = this.#shapes[node.id]?.names ?? [];
    const signed = new Set(node.layer.transport?.signed ?? []);
    const facts: MutableFacts = { seconds: now.seconds, nanos: now.nanos } as MutableFacts;
    let next = at + 1 + Math.ceil(names.length / 32);
    for (const [k, name] of names.entries()) {
      const isThere = (this.#get(at + 1 + (k >> 5)) >>> (k & 31)) & 1;
      const word = isThere ? this.#get(next) : 0;
      facts[name] = this.#others.get(next) ?? (signed.has(name) ? word | 0 : word);
      if (isThere) next++;
    }
    return { node, facts, next };
  }

  #shapeOf({ id }: Node, facts: Facts): Shape {
    const known = this.#shapes[id];
    if (known !== undefined) return known;
    const names = Object.keys(copyOfFacts(facts)).filter((name) => !OF_FRAME.has(name));
    const made = { names, write: compileFactsWriter(names) };
    this.#shapes[id] = made;
    return made;
  }

  #get(at: number): number {
    return this.#pages[at >> SHIFT]![at & MASK]!;
  }
}

/** Where an entry lies that may begin at a place: in the next page where this one has no room. */
const aligned = (at: number): number => (PAGE - (at & MASK) < MOST ? (at | MASK) + 1 : at);
