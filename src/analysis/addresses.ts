/** Addresses: every IPv4, IPv6 and MAC address of a capture, each known by a small number from 0 on. */
import { ip4Number, ip6Text, macText } from '../core/address.ts';
import { type Bytes, put32, u16, u32, utf8 } from '../core/bytes.ts';
import { mixed, multiplier } from '../core/hash.ts';

/** The kinds of address of a Cursor: At.kind. */
export const AddressKind = { none: 0, ip4: 4, ip6: 6, mac: 48 } as const;

/** Words of one address: its kind and up to 16 bytes. */
const WORDS = 5;

export class Addresses {
  count = 0;
  /** Addresses that were given up: their numbers are used again. */
  readonly #free: number[] = [];
  readonly #texts: (Uint8Array | undefined)[] = [];
  #words = new Uint32Array(WORDS * 64);
  /** Open addressing: number + 1, or 0. */
  #table = new Int32Array(256);
  readonly #m = [multiplier(), multiplier(), multiplier(), multiplier()] as const;

  /** The number of the address of `kind` at `o`; a new one where it was never seen. */
  number(kind: number, b: Bytes, o: number): number {
    if (kind === AddressKind.ip4) return this.#find(kind, u32(b, o), 0, 0, 0);
    if (kind === AddressKind.ip6) return this.#find(kind, u32(b, o), u32(b, o + 4), u32(b, o + 8), u32(b, o + 12));
    if (kind === AddressKind.mac) return this.#find(kind, u32(b, o), u16(b, o + 4), 0, 0);
    return this.#find(AddressKind.none, 0, 0, 0, 0);
  }

  kind(number: number): number {
    return this.#words[number * WORDS]!;
  }

  /** Addresses that are remembered. */
  get held(): number {
    return this.count - this.#free.length;
  }

  /** The text of an address as bytes; worked out once. */
  bytes(number: number): Uint8Array {
    const known = this.#texts[number];
    if (known !== undefined) return known;
    const made = utf8(this.text(number));
    this.#texts[number] = made;
    return made;
  }

  /** Forgets all but those that are `used`. */
  forget(used: ReadonlySet<number>): void {
    const gone = new Set(this.#free);
    for (let n = 0; n < this.count; n++) {
      if (used.has(n) || gone.has(n)) continue;
      this.#free.push(n);
      this.#texts[n] = undefined;
    }
    this.#rehash(this.#table.length);
  }

  text(number: number): string {
    const kind = this.kind(number);
    if (kind === AddressKind.ip4) return ip4Number(this.#words[number * WORDS + 1]!);
    if (kind === AddressKind.none) return '';
    const b = new Uint8Array(16);
    for (let k = 0; k < 4; k++) put32(b, 4 * k, this.#words[number * WORDS + 1 + k]!);
    if (kind === AddressKind.ip6) return ip6Text(b);
    b.copyWithin(4, 6, 8);
    return macText(b);
  }

  #find(kind: number, w0: number, w1: number, w2: number, w3: number): number {
    const table = this.#table;
    const mask = table.length - 1;
    let h = this.#hash(w0, w1, w2, w3) & mask;
    for (; table[h] !== 0; h = (h + 1) & mask) {
      const at = (table[h]! - 1) * WORDS;
      const w = this.#words;
      if (w[at + 1] === w0 && w[at] === kind && w[at + 2] === w1 && w[at + 3] === w2 && w[at + 4] === w3) return table[h]! - 1;
    }
    return this.#add(h, kind, w0, w1, w2, w3);
  }

  #add(h: number, kind: number, w0: number, w1: number, w2: number, w3: number): number {
    const number = this.#free.pop() ?? this.count++;
    this.#table[h] = number + 1;
    if (this.#words.length < this.count * WORDS) {
      const more = new Uint32Array(this.#words.length * 2);
      more.set(this.#words);
      this.#words = more;
    }
    this.#words.set([kind, w0, w1, w2, w3], number * WORDS);
    if (this.count * 2 > this.#table.length) this.#rehash(this.#table.length * 4);
    return number;
  }

  #rehash(size: number): void {
    const table = new Int32Array(size);
    const gone = new Set(this.#free);
    const mask = table.length - 1;
    const w = this.#words;
    for (let n = 0; n < this.count; n++) {
      if (gone.has(n)) continue;
      const at = n * WORDS;
      let h = this.#hash(w[at + 1]!, w[at + 2]!, w[at + 3]!, w[at + 4]!) & mask;
      while (table[h] !== 0) h = (h + 1) & mask;
      table[h] = n + 1;
    }
    this.#table = table;
  }

  #hash(w0: number, w1: number, w2: number, w3: number): number {
    const m = this.#m;
    return mixed((Math.imul(w0, m[0]) + Math.imul(w1, m[1]) + Math.imul(w2, m[2]) + Math.imul(w3, m[3])) | 0);
  }
}
