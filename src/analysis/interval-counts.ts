/** Interval counts: frames and bytes of a capture, interval by interval from its first frame on. */
import type { FrameBatch } from '../wire/frame.ts';
import type { Times } from './frame-fields.ts';

/** Intervals without frames are left out. */
export interface Interval {
  /** Its place: `at` times its length after the first frame. */
  readonly at: number;
  frames: number;
  /** On the wire. */
  bytes: number;
}

/** Intervals that are kept. */
export const MOST_INTERVALS = 1_000_000;

export class IntervalCounts {
  readonly #nanos: number;
  readonly #all = new Map<number, Interval>();
  #newest: Interval | undefined;
  /** Frames of which nobody knows when they were. */
  untimed = 0;

  /** `length` of an interval in seconds. */
  constructor(length: number) {
    this.#nanos = Math.max(1, Math.round(length * 1e9));
  }

  /** Takes frame `i` of a batch; false where there are too many intervals. */
  take(batch: FrameBatch, i: number, { first }: Times): boolean {
    const seconds = batch.seconds[i]!;
    if (Number.isNaN(seconds)) {
      this.untimed++;
      return true;
    }
    const nanos = first === undefined ? 0 : (seconds - first.seconds) * 1e9 + (batch.nanos[i]! - first.nanos);
    const interval = this.#at(Math.floor(nanos / this.#nanos));
    interval.frames++;
    interval.bytes += batch.original[i]!;
    return this.#all.size <= MOST_INTERVALS;
  }

  /** In order. */
  get all(): readonly Interval[] {
    return [...this.#all.values()].sort((a, b) => a.at - b.at);
  }

  #at(at: number): Interval {
    if (this.#newest?.at === at) return this.#newest;
    const known = this.#all.get(at);
    this.#newest = known ?? { at, frames: 0, bytes: 0 };
    if (known === undefined) this.#all.set(at, this.#newest);
    return this.#newest;
  }
}
