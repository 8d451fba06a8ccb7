/**
 * Template: a header that was built once by its declaration and is then copied. Some of its fields are written anew in each copy; where
 * they lie, and where its checksum does, the declaration says. The checksum follows from a sum that was taken once.
 */
import { type Bytes, put16, put32, u16 } from '../core/bytes.ts';
import { fold16, sum16 } from '../core/checksum.ts';
import { checksumOf } from './internet-checksum.ts';
import type { Layer, Slot } from './types.ts';

/** Where a field lies that is written anew: two or four bytes, with what else is in them. */
interface Place {
  readonly at: number;
  readonly wide: boolean;
  readonly rest: number;
}

export class Template {
  readonly length: number;
  readonly #bytes: Uint8Array;
  readonly #places: readonly Place[];
  /** -1 where the header has no checksum. */
  readonly #checksum: number;
  readonly #sum: number;
  /** What a checksum of 0 is sent as, because 0 says that there is none. */
  readonly #zero: number;

  /** Of `layer`'s header. `keys`: at most three fields, each of which ends with a word of 16 bits. `pseudo`: what the addresses below add to the checksum. */
  constructor(layer: Layer, header: Bytes, keys: readonly string[], pseudo = 0) {
    const bytes = header.slice();
    const found = checksumOf(layer);
    this.#places = keys.map((key) => placeOf(layer, key, bytes));
    this.#checksum = found?.at ?? -1;
    if (found !== undefined) put16(bytes, found.at, 0);
    this.#sum = sum16(bytes) + pseudo + (found?.sum.pseudo ?? 0);
    this.#zero = found?.sum.zero === 'absent' ? 0xffff : 0;
    this.#bytes = bytes;
    this.length = bytes.length;
  }

  /** Puts a copy at `at`, with these values of the fields. `more`: what else the checksum covers, summed (payload, length of the pseudo header). */
  write(out: Uint8Array, at: number, more: number, first: number, second = 0, third = 0): void {
    out.set(this.#bytes, at);
    let sum = this.#sum + more + this.#put(out, at, 0, first);
    if (this.#places.length > 1) sum += this.#put(out, at, 1, second);
    if (this.#places.length > 2) sum += this.#put(out, at, 2, third);
    if (this.#checksum >= 0) put16(out, at + this.#checksum, ~fold16(sum) & 0xffff || this.#zero);
  }

  /** What the field adds to the sum. */
  #put(out: Uint8Array, at: number, k: number, value: number): number {
    const place = this.#places[k]!;
    if (place.wide) {
      put32(out, at + place.at, value);
      return (value >>> 16) + (value & 0xffff);
    }
    put16(out, at + place.at, place.rest | value);
    return value;
  }
}

/** The field is cleared in `bytes`: what is left of its word is the rest. */
const placeOf = (layer: Layer, key: string, bytes: Uint8Array): Place => {
  const slot = layer.slots.find((s) => s.key === key);
  if (slot === undefined || !fits(slot)) throw new RangeError(`${layer.name}.${key} is no field that a template can write`);
  const { bit, field } = slot;
  if (field.bits === 32) {
    put32(bytes, bit >> 3, 0);
    return { at: bit >> 3, wide: true, rest: 0 };
  }
  const at = ((bit + field.bits) >> 3) - 2;
  const rest = u16(bytes, at) & ~(2 ** field.bits - 1);
  put16(bytes, at, rest);
  return { at, wide: false, rest };
};

const fits = ({ bit, field }: Slot): boolean =>
  (field.bits === 32 && bit % 16 === 0) || (field.bits <= 16 && (bit + field.bits) % 16 === 0);
