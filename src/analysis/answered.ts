/** Answered: the request that a reply answers or what is sent again, and how long before it was. */
import { nanosBetween } from '../core/time.ts';
import type { Answered } from '../wire/origin.ts';
import type { Message } from '../wire/stream.ts';

/** When a frame was. */
export interface Moment {
  readonly frame: number;
  readonly seconds: number;
  readonly nanos: number;
}

export const answeredOf = (asked: Moment, now: Moment, message: Message | undefined): Answered => new Reply(asked, now, message, false);
/** What `now` repeats was at `first`. */
export const repeatOf = (first: Moment, now: Moment): Answered => new Reply(first, now, undefined, true);

/** How long it took is worked out where somebody asks. */
class Reply implements Answered {
  readonly frame: number;
  readonly message: Message | undefined;
  readonly repeats: boolean;
  readonly #askedSeconds: number;
  readonly #askedNanos: number;
  readonly #seconds: number;
  readonly #nanos: number;

  constructor(asked: Moment, now: Moment, message: Message | undefined, repeats: boolean) {
    this.frame = asked.frame;
    this.message = message;
    this.repeats = repeats;
    this.#askedSeconds = asked.seconds;
    this.#askedNanos = asked.nanos;
    this.#seconds = now.seconds;
    this.#nanos = now.nanos;
  }

  get nanos(): bigint | undefined {
    return nanosBetween(this.#askedSeconds, this.#askedNanos, this.#seconds, this.#nanos);
  }
}
