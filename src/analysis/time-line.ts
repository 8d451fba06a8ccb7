/** Timeline: how much there was when, in equal stretches of time; as time goes on several stretches become one, so memory stays as it is. */
import { STRETCHES } from '../core/stretches.ts';

/** Stretches at most; at least a sixth of them are used once there were many frames. */
const SLOTS = 2048;
/** Seconds: times are told to a nanosecond, and what a division loses of one moves no frame to the stretch before its own. */
const LOST = 1e-10;

export class TimeLine {
  /** Seconds of one stretch: a round length. */
  width = STRETCHES[0] ?? 1;
  /** Stretches so far. */
  count = 0;
  /** Place of the width among all. */
  #at = 0;
  readonly #columns: readonly Float64Array[];

  /** `columns`: how many things are counted. */
  constructor(columns: number) {
    this.#columns = Array.from({ length: columns }, () => new Float64Array(SLOTS));
  }

  /** `seconds` after the first frame; what was before it counts as its time. */
  put(seconds: number, column: number, amount: number): void {
    if (Number.isNaN(seconds)) return;
    const at = seconds + LOST;
    while (at >= this.width * SLOTS && this.#at < STRETCHES.length - 1) this.#join();
    const slot = Math.max(0, Math.min(SLOTS - 1, Math.floor(at / this.width)));
    this.count = Math.max(this.count, slot + 1);
    const values = this.#columns[column];
    if (values !== undefined) values[slot] = (values[slot] ?? 0) + amount;
  }

  /** Makes its stretches at least as long as those of another line. */
  coarsen(width: number): void {
    while (this.width < width && this.#at < STRETCHES.length - 1) this.#join();
  }

  column(k: number): readonly number[] {
    return [...(this.#columns[k]?.subarray(0, this.count) ?? [])];
  }

  /** So many become one that each has the next round length. */
  #join(): void {
    const width = STRETCHES[++this.#at] ?? this.width;
    const by = Math.round(width / this.width);
    const left = Math.ceil(SLOTS / by);
    for (const values of this.#columns) {
      for (let k = 0; k < left; k++) values[k] = values.subarray(k * by, (k + 1) * by).reduce((a, b) => a + b, 0);
      values.fill(0, left);
    }
    this.width = width;
    this.count = Math.ceil(this.count / by);
  }
}
