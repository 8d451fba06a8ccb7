/**
 * Facts log: what was known of every segment and datagram of a capture, kept small: of each only the facts that are not 0, as words of 32
 * bits in pages. A frame's facts are read again as they were.
 */
import type { Facts } from '../wire/row.ts';
import type { MutableFacts } from '../wire/transport.ts';
import type { Node } from '../wire/types.ts';

const SHIFT = 16;
const PAGE = 1 << SHIFT;
const MASK = PAGE - 1;
/** Stands for a layer of which nothing is known. */
const NOTHING = 0xffff_ffff;
/** Facts that follow from the frame itself. */
const OF_FRAME: ReadonlySet<string> = new Set(['seconds', 'nanos']);

export class FactsLog {
  readonly #pages: Uint32Array[] = [];
  readonly #names = new Map<Node, readonly string[]>();
  /** Values that no word can say (times before 1970, after 2106), by their place. */
  readonly #others = new Map<number, number>();
  #length = 0;

  /** Words so far: where the next entry will be. */
  get length(): number {
    return this.#length;
  }

  /** Writes the facts of one layer of a frame: which, which facts are not 0, and those. */
  put(node: Node, facts: Facts | undefined): void {
    if (facts === undefined) {
      this.#push(NOTHING);
      return;
    }
    const names = this.#namesOf(node, facts);
    this.#push(node.id);
    const at = this.#length;
    for (let k = 0; k < names.length; k += 32) this.#push(0);
    for (const [k, name] of names.entries()) {
      const value = facts[name] ?? 0;
      if (value === 0) continue;
      this.#set(at + (k >> 5), (this.#get(at + (k >> 5)) | (1 << (k & 31))) >>> 0);
      if (value !== value >>> 0 && value !== (value | 0)) this.#others.set(this.#length, value);
      this.#push(value);
    }
  }

  /** Reads an entry; gives it and where the next one is. */
  read(
    at: number,
    nodes: readonly Node[],
    now: { readonly seconds: number; readonly nanos: number },
  ): { readonly node: Node | undefined; readonly facts: Facts | undefined; readonly next: number } {
    if (this.#get(at) === NOTHING) return { node: undefined, facts: undefined, next: at + 1 };
    const node = nodes[this.#get(at)]!;
    const names = this.#names.get(node) ?? [];
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

  #namesOf(node: Node, facts: Facts): readonly string[] {
    const known = this.#names.get(node);
    if (known !== undefined) return known;
    const names = Object.keys(facts).filter((name) => !OF_FRAME.has(name));
    this.#names.set(node, names);
    return names;
  }

  #push(word: number): void {
    if (this.#length >> SHIFT === this.#pages.length) this.#pages.push(new Uint32Array(PAGE));
    this.#set(this.#length++, word);
  }
  #set(at: number, word: number): void {
    this.#pages[at >> SHIFT]![at & MASK] = word;
  }
  #get(at: number): number {
    return this.#pages[at >> SHIFT]![at & MASK]!;
  }
}
