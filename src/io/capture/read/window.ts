/** Window: the stretch of a capture that is in memory. One buffer, filled at its end, decoded from its front, the rest moved to the front. */
import { type Decoder, MAX_RECORD } from '../../../formats/decoder.ts';
import { type FrameBatch, frameBatch } from '../../../wire/frame.ts';

/** Gives room of at least so many bytes in the place of what was there before, of which nothing is asked any more once it is copied. */
export type Room = (least: number, before: Uint8Array | undefined) => Uint8Array;

/** The same room again while it is large enough. */
const sameRoom: Room = (least, before) => (before !== undefined && before.length >= least ? before : new Uint8Array(least));

export class Window {
  bytes: Uint8Array;
  /** Bytes that are there. */
  have = 0;
  /** Place in the file of `bytes[0]`. */
  base: number;
  readonly #batch: FrameBatch = frameBatch();

  readonly #room: Room;

  constructor(size: number, base: number, room: Room = sameRoom) {
    this.#room = room;
    this.bytes = room(size, undefined);
    this.base = base;
  }

  /** Every whole record that is there, a batch at a time; then there is room for the next one, however long. */
  *batches(decoder: Decoder): Generator<FrameBatch> {
    let at = 0;
    do {
      at = decoder.decode(this.bytes, at, this.have, this.base, this.#batch);
      if (this.#batch.count > 0) yield this.#batch;
    } while (decoder.need === 0 && decoder.fault === undefined);
    this.#drop(at, decoder.need);
  }

  /** Forgets what lies before `at` and makes room for a record of `need` bytes and one byte more. */
  #drop(at: number, need: number): void {
    const size = this.bytes.length;
    const least = need < size ? size : Math.min(Math.max(need + 1, size * 2), MAX_RECORD * 2);
    const before = this.bytes;
    this.bytes = this.#room(least, before);
    this.bytes.set(before.subarray(at, this.have));
    this.base += at;
    this.have -= at;
  }
}
