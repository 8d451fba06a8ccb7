/** Growing bytes: what comes in pieces, however small, in one room that grows. */
import { type Bytes, EMPTY } from '../../core/bytes.ts';

const FIRST_ROOM = 256;

export class GrowingBytes {
  #room = EMPTY;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** All of it, until the next call. */
  get all(): Bytes {
    return this.#room.subarray(0, this.#length);
  }

  push(piece: Bytes): void {
    const length = this.#length + piece.length;
    if (length > this.#room.length) {
      const room = new Uint8Array(Math.max(FIRST_ROOM, length, this.#room.length * 2));
      room.set(this.all);
      this.#room = room;
    }
    this.#room.set(piece, this.#length);
    this.#length = length;
  }

  clear(): void {
    this.#room = EMPTY;
    this.#length = 0;
  }
}
