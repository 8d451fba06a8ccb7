/**
 * Courtesy: conversations go before who looks on. While they carry much, looking has a small part of the time; what it cannot take in then goes
 * by, counted.
 */

/** Bytes a millisecond, in large chunks, that are much: so little gets through while looking takes its time, and a hundred times that after. */
const MUCH = 16 << 10;
const LARGE = 16 << 10;
/** Milliseconds over which that is measured. */
const WINDOW = 100;
/** What looking has of the time then: one part of so many. */
const PARTS = 100;
/** Milliseconds after which they are taken to be quiet again. */
const QUIET = 300;

export class Courtesy {
  #carried = 0;
  #since = 0;
  #quietAt = 0;

  /** So many bytes went through conversations. */
  carried(bytes: number): void {
    if (bytes >= LARGE) this.#carried += bytes;
  }

  /** They carry much. */
  get isPressed(): boolean {
    const now = performance.now();
    const past = now - this.#since;
    if (past >= WINDOW) {
      if (this.#carried > MUCH * past) this.#quietAt = now + QUIET;
      this.#carried = 0;
      this.#since = now;
    }
    return now < this.#quietAt;
  }

  /** Milliseconds to wait after so many of looking. */
  readonly rest = (worked: number): number => (this.isPressed ? PARTS * worked : 0);
}
