/** Window: the stretch of a capture that is in memory. One buffer, filled at its end, decoded from its front, the rest moved to the front. */
import { type Decoder, MAX_RECORD } from '../../../formats/decoder.ts';
import { type FrameBatch, frameBatch } from '../../../wire/frame.ts';

export class Window {
  bytes: Uint8Array;
  /** Bytes that are there. */
  have = 0;
  /** Place in the file of `bytes[0]`. */
  base: number;
  readonly #batch: FrameBatch = frameBatch();

  constructor(size: number, base: number) {
    this.bytes = new Uint8Array(size);
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
    if (need < this.bytes.length) this.bytes.copyWithin(0, at, this.have);
    else {
      const larger = new Uint8Array(Math.min(Math.max(need + 1, this.bytes.length * 2), MAX_RECORD * 2));
      larger.set(this.bytes.subarray(at, this.have));
      this.bytes = larger;
    }
    this.base += at;
    this.have -= at;
  }
}
