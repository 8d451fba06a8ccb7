/** FrameClock: when the first and the previous frame of a list were. */
import type { Times } from '../analysis/frame-fields.ts';
import type { Instant } from '../core/time.ts';

/** Its instants are used again. */
export class FrameClock {
  #first: Instant | undefined;
  #previous: Instant | undefined;
  #spare = { seconds: 0, nanos: 0 };
  #now = { seconds: 0, nanos: 0 };
  readonly #times: { first: Instant | undefined; previous: Instant | undefined } = { first: undefined, previous: undefined };

  /** Valid until the next frame. */
  tick(seconds: number, nanos: number): Times {
    this.#times.previous = this.#previous;
    if (!Number.isNaN(seconds)) {
      this.#first ??= { seconds, nanos };
      [this.#spare, this.#now] = [this.#now, this.#spare];
      this.#now.seconds = seconds;
      this.#now.nanos = nanos;
      this.#previous = this.#now;
    }
    this.#times.first = this.#first;
    return this.#times;
  }
}
