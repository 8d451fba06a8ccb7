/**
 * Conversations: pairs of address and port that exchange TCP segments or UDP datagrams, in tables of numbers.
 * They are found by open addressing, numbered as streams in the order in which they begin, and know when they began.
 */
import { mixed, multiplier } from './hash.ts';
import { Records } from './records.ts';

/** Protocols that have conversations. */
export const Transport = { tcp: 0, udp: 1 } as const;

/** Words of a conversation. The low side is the one whose address has the smaller number, then the smaller port. */
export const C = {
  low: 0,
  high: 1,
  /** Port of the low side in the upper half. */
  ports: 2,
  transport: 3,
  /** Number among the streams of its protocol. */
  stream: 4,
  /** Time of the first frame, of the newest one, of the newest SYN; the first round trip. Each seconds, then nanoseconds. */
  first: 5,
  previous: 7,
  syn: 9,
  trip: 11,
  /** TCP: what has been seen of a whole conversation, and other marks. */
  marks: 13,
  /** TCP: flow of the low side and of the high side; 0 where nothing is known of it. */
  flow: 14,
} as const;
const WORDS = 16;

export class Conversations {
  readonly records = new Records(WORDS);
  /** Streams so far, by Transport. */
  readonly streams = new Int32Array(2);
  /** Whether the last `find` made a new conversation. */
  fresh = false;
  /** Open addressing: conversation + 1, or 0. */
  #table = new Int32Array(1024);
  #held = 0;
  readonly #m = [multiplier(), multiplier(), multiplier()] as const;

  /** Conversation × 2 + side (0 where the low side sends); a new one where there is none. */
  find(transport: number, src: number, dst: number, sport: number, dport: number): number {
    const side = src > dst || (src === dst && sport > dport) ? 1 : 0;
    const low = side === 0 ? src : dst;
    const high = side === 0 ? dst : src;
    const ports = side === 0 ? (sport << 16) | dport : (dport << 16) | sport;
    const table = this.#table;
    const mask = table.length - 1;
    let h = this.#hash(low, high, ports, transport) & mask;
    for (; table[h] !== 0; h = (h + 1) & mask) {
      const c = table[h]! - 1;
      const p = this.records.page(c);
      const o = this.records.at(c);
      if (p[o + C.ports] === ports && p[o] === low && p[o + C.high] === high && p[o + C.transport] === transport) {
        this.fresh = false;
        return c * 2 + side;
      }
    }
    this.fresh = true;
    const c = this.#add(low, high, ports, transport);
    table[h] = c + 1;
    this.#held++;
    if (this.#held * 2 > table.length) this.#rehash();
    return c * 2 + side;
  }

  /** A new conversation in the place of `c`, which is found no more. */
  replace(c: number): number {
    const p = this.records.page(c);
    const o = this.records.at(c);
    const ports = p[o + C.ports]!;
    const next = this.#add(p[o]!, p[o + C.high]!, ports, p[o + C.transport]!);
    const mask = this.#table.length - 1;
    let h = this.#hash(p[o]!, p[o + C.high]!, ports, p[o + C.transport]!) & mask;
    while (this.#table[h] !== c + 1) h = (h + 1) & mask;
    this.#table[h] = next + 1;
    return next;
  }

  #add(low: number, high: number, ports: number, transport: number): number {
    const c = this.records.add();
    const p = this.records.page(c);
    const o = this.records.at(c);
    p[o] = low;
    p[o + C.high] = high;
    p[o + C.ports] = ports;
    p[o + C.transport] = transport;
    p[o + C.stream] = this.streams[transport]!++;
    return c;
  }

  #rehash(): void {
    const old = this.#table;
    const table = new Int32Array(old.length * 2);
    const mask = table.length - 1;
    for (const entry of old) {
      if (entry === 0) continue;
      const p = this.records.page(entry - 1);
      const o = this.records.at(entry - 1);
      let h = this.#hash(p[o]!, p[o + C.high]!, p[o + C.ports]!, p[o + C.transport]!) & mask;
      while (table[h] !== 0) h = (h + 1) & mask;
      table[h] = entry;
    }
    this.#table = table;
  }

  #hash(low: number, high: number, ports: number, transport: number): number {
    const m = this.#m;
    return mixed((Math.imul(low, m[0]) + Math.imul(high, m[1]) + Math.imul(ports, m[2]) + transport) | 0);
  }
}
