/**
 * Conversations: pairs of address and port that exchange segments or datagrams of a protocol, in tables of numbers. They are found by open
 * addressing, numbered in the order in which they begin, and know when they began. Those that were quiet longest can be forgotten.
 */
import { mixed, multiplier } from '../core/hash.ts';
import { Records } from '../core/records.ts';

/** Words of a conversation. The low side is the one whose address has the smaller number, then the smaller port. */
export const C = {
  low: 0,
  high: 1,
  /** Port of the low side in the upper half. */
  ports: 2,
  /** Id of the layer. */
  protocol: 3,
  /** Number among the conversations of its protocol. */
  stream: 4,
  /** Time of the first frame and of the newest one: seconds as a time code, then nanoseconds. */
  first: 5,
  previous: 7,
  /** What the protocol's own analysis knows it by; 0 for none. */
  state: 9,
  /** Frame of the newest segment or datagram. */
  last: 10,
  /** Side of the client and 1; 0 where nobody can tell. */
  client: 11,
  /** 1 where its segments were inferred: what was captured of the same two sides is another conversation. */
  inferred: 12,
} as const;
const WORDS = 13;

export class Conversations {
  readonly records = new Records(WORDS);
  /** Conversations so far, by layer. */
  readonly streams: Int32Array;
  /** Whether the last `find` made a new conversation. */
  fresh = false;
  /** Open addressing: conversation + 1, or 0. */
  #table = new Int32Array(1024);
  readonly #countedWith: readonly number[];
  readonly #m = [multiplier(), multiplier(), multiplier()] as const;

  /** For each layer the one whose conversations it is counted with: itself, mostly. */
  constructor(countedWith: readonly number[]) {
    this.#countedWith = countedWith;
    this.streams = new Int32Array(countedWith.length);
  }

  /** Conversations that are remembered. */
  get held(): number {
    return this.records.held;
  }

  /** Conversation × 2 + side (0 where the low side sends); a new one where there is none. */
  find(protocol: number, src: number, dst: number, sport: number, dport: number, inferred: 0 | 1 = 0): number {
    const side = src > dst || (src === dst && sport > dport) ? 1 : 0;
    const low = side === 0 ? src : dst;
    const high = side === 0 ? dst : src;
    const ports = side === 0 ? (sport << 16) | dport : (dport << 16) | sport;
    const table = this.#table;
    const mask = table.length - 1;
    let h = this.#hash(low, high, ports, protocol + inferred) & mask;
    for (; table[h] !== 0; h = (h + 1) & mask) {
      const c = table[h]! - 1;
      const p = this.records.page(c);
      const o = this.records.at(c);
      if (
        p[o + C.ports] === ports &&
        p[o] === low &&
        p[o + C.high] === high &&
        p[o + C.protocol] === protocol &&
        p[o + C.inferred] === inferred
      ) {
        this.fresh = false;
        return c * 2 + side;
      }
    }
    this.fresh = true;
    const c = this.#add(low, high, ports, protocol, inferred);
    table[h] = c + 1;
    if (this.records.held * 2 > table.length) this.#rehash(table.length * 2);
    return c * 2 + side;
  }

  /** A new conversation in the place of `c`, which is forgotten. */
  replace(c: number): number {
    const p = this.records.page(c);
    const o = this.records.at(c);
    const [low, high, ports, protocol, inferred] = [p[o]!, p[o + C.high]!, p[o + C.ports]!, p[o + C.protocol]!, p[o + C.inferred]!];
    const mask = this.#table.length - 1;
    let h = this.#hash(low, high, ports, protocol + inferred) & mask;
    while (this.#table[h] !== c + 1) h = (h + 1) & mask;
    this.records.free(c);
    const next = this.#add(low, high, ports, protocol, inferred);
    this.#table[h] = next + 1;
    return next;
  }

  /** Forgets those that were quiet longest, down to about `keep`; each is told before. */
  forget(keep: number, told: (c: number, page: Int32Array, at: number) => void): number {
    const all = [...this.#table].filter((entry) => entry !== 0).map((entry) => entry - 1);
    const lastOf = (c: number): number => this.records.page(c)[this.records.at(c) + C.last]!;
    // Several of one frame are as old: their order in the table is another one at every start.
    all.sort((a, b) => lastOf(a) - lastOf(b) || a - b);
    const gone = all.slice(0, Math.max(0, all.length - keep));
    for (const c of gone) {
      told(c, this.records.page(c), this.records.at(c));
      this.records.free(c);
    }
    this.#table.fill(0);
    for (const c of all.slice(gone.length)) this.#place(this.#table, c);
    return gone.length;
  }

  /** Every conversation that is remembered. */
  *each(): Generator<readonly [c: number, page: Int32Array, at: number]> {
    for (const entry of this.#table) if (entry !== 0) yield [entry - 1, this.records.page(entry - 1), this.records.at(entry - 1)];
  }

  #add(low: number, high: number, ports: number, protocol: number, inferred: number): number {
    const c = this.records.add();
    const p = this.records.page(c);
    const o = this.records.at(c);
    p[o] = low;
    p[o + C.high] = high;
    p[o + C.ports] = ports;
    p[o + C.protocol] = protocol;
    p[o + C.inferred] = inferred;
    p[o + C.stream] = this.streams[this.#countedWith[protocol]!]!++;
    return c;
  }

  #rehash(size: number): void {
    const table = new Int32Array(size);
    for (const entry of this.#table) if (entry !== 0) this.#place(table, entry - 1);
    this.#table = table;
  }

  #place(table: Int32Array, c: number): void {
    const p = this.records.page(c);
    const o = this.records.at(c);
    const mask = table.length - 1;
    let h = this.#hash(p[o]!, p[o + C.high]!, p[o + C.ports]!, p[o + C.protocol]! + p[o + C.inferred]!) & mask;
    while (table[h] !== 0) h = (h + 1) & mask;
    table[h] = c + 1;
  }

  #hash(low: number, high: number, ports: number, protocol: number): number {
    const m = this.#m;
    return mixed((Math.imul(low, m[0]) + Math.imul(high, m[1]) + Math.imul(ports, m[2]) + protocol) | 0);
  }
}
