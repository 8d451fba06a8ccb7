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

/** Words that a reply takes. */
export const REPLY_WORDS = 5;
/** Stands for seconds that nobody knows. */
const NO_TIME = 0xffff_ffff;

/** Writes all of a reply but its message into `words` from `o` on; false where it cannot be said in words. */
export const writeReply = (reply: Answered, words: Uint32Array, o: number): boolean => reply instanceof Reply && reply.write(words, o);

/** A reply as it was written. */
export const readReply = (words: Uint32Array, o: number, message: Message | undefined, repeats: boolean): Answered =>
  new Reply(momentAt(words, o, words[o]!), momentAt(words, o + 2, 0), message, repeats);

const momentAt = (words: Uint32Array, o: number, frame: number): Moment => ({
  frame,
  seconds: words[o + 1] === NO_TIME ? Number.NaN : words[o + 1]!,
  nanos: words[o + 2]!,
});

/** -1 where no word says them. */
const secondsWord = (seconds: number): number => (Number.isNaN(seconds) ? NO_TIME : seconds === NO_TIME ? -1 : seconds);
const isWord = (value: number): boolean => value >>> 0 === value;

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

  write(words: Uint32Array, o: number): boolean {
    const [asked, now] = [secondsWord(this.#askedSeconds), secondsWord(this.#seconds)];
    if (!isWord(asked) || !isWord(now)) return false;
    words[o] = this.frame;
    words[o + 1] = asked;
    words[o + 2] = this.#askedNanos;
    words[o + 3] = now;
    words[o + 4] = this.#nanos;
    return true;
  }

  get nanos(): bigint | undefined {
    return nanosBetween(this.#askedSeconds, this.#askedNanos, this.#seconds, this.#nanos);
  }
}
