/**
 * Courtesy: conversations go before who looks on. While they carry much, looking has a small part of the time; what it cannot take in then goes
 * by, counted. While they carry many small pieces, all are taken in, and told of less often.
 */

/** Bytes a millisecond, in large chunks, that are much: so little gets through while looking takes its time, and a hundred times that after. */
const MUCH = 20 << 10;
const LARGE = 16 << 10;
/** Chunks a millisecond that are many: more than anybody reads as they come. */
const MANY = 2;
/** Milliseconds over which that is measured. */
const WINDOW = 25;
/** What looking has of the time then: one part of so many. */
const PARTS = 100;
/** Milliseconds after which they are taken to be quiet again. */
const QUIET = 300;

export class Courtesy {
  #carried = 0;
  #chunks = 0;
  #since = 0;
  #quietAt = 0;
  #calmAt = 0;

  /** So many bytes went through conversations, at once. */
  carried(bytes: number): void {
    this.#chunks++;
    if (bytes >= LARGE) this.#carried += bytes;
  }

  /** They carry much. */
  get isPressed(): boolean {
    return this.#now() < this.#quietAt;
  }

  /** They carry many pieces, or much. */
  get isCrowded(): boolean {
    const now = this.#now();
    return now < this.#calmAt || now < this.#quietAt;
  }

  #now(): number {
    const now = performance.now();
    const past = now - this.#since;
    if (past < WINDOW) return now;
    if (this.#carried > MUCH * past) this.#quietAt = now + QUIET;
    if (this.#chunks > MANY * past) this.#calmAt = now + QUIET;
    this.#carried = 0;
    this.#chunks = 0;
    this.#since = now;
    return now;
  }

  /** Milliseconds to wait after so many of looking. */
  readonly rest = (worked: number): number => (this.isPressed ? PARTS * worked : 0);
}
