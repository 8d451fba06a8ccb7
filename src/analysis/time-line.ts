/** Timeline: how much there was when, in equal stretches of time; as time goes on two stretches become one, so memory stays as it is. */

/** Stretches at most; at least half of them are used once there were many frames. */
const SLOTS = 1024;
/** Seconds of the first stretches; a power of two, as all that come of it. */
const FINEST = 2 ** -20;

export class TimeLine {
  /** Seconds of one stretch. */
  width = FINEST;
  /** Stretches so far. */
  count = 0;
  readonly #columns: readonly Float64Array[];

  /** `columns`: how many things are counted. */
  constructor(columns: number) {
    this.#columns = Array.from({ length: columns }, () => new Float64Array(SLOTS));
  }

  /** `seconds` after the first frame; what was before it counts as its time. */
  put(seconds: number, column: number, amount: number): void {
    if (Number.isNaN(seconds)) return;
    while (seconds >= this.width * SLOTS) this.#halve();
    const slot = Math.max(0, Math.floor(seconds / this.width));
    this.count = Math.max(this.count, slot + 1);
    const values = this.#columns[column];
    if (values !== undefined) values[slot] = (values[slot] ?? 0) + amount;
  }

  /** Makes its stretches at least as long as those of another line. */
  coarsen(width: number): void {
    while (this.width < width) this.#halve();
  }

  column(k: number): readonly number[] {
    return [...(this.#columns[k]?.subarray(0, this.count) ?? [])];
  }

  #halve(): void {
    for (const values of this.#columns) {
      for (let k = 0; k < SLOTS / 2; k++) values[k] = (values[2 * k] ?? 0) + (values[2 * k + 1] ?? 0);
      values.fill(0, SLOTS / 2);
    }
    this.width *= 2;
    this.count = Math.ceil(this.count / 2);
  }
}
