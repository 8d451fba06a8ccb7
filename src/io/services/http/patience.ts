/** Patience: how long one client may let the server wait. One timer, for whatever is waited for at the time. */
import { IoError } from '../../../core/fault.ts';

/** Milliseconds for a head once it has begun, for a whole request, between two requests, and for a client to take what it is sent. */
export const TIMES = { head: 10_000, body: 60_000, idle: 5000, write: 30_000 } as const;

export type Wait = keyof typeof TIMES;

export class Patience {
  readonly #reading = new AbortController();
  readonly #cut: (reason: Error) => void;
  readonly #place: string;
  #timer: NodeJS.Timeout | undefined;
  #wait: Wait = 'idle';
  #until = 0;
  /** What ran out, while reading. */
  ranOut: Wait | undefined;

  /** `cut`: what becomes of a client that takes nothing. */
  constructor(place: string, cut: (reason: Error) => void) {
    this.#place = place;
    this.#cut = cut;
  }

  /** Aborted when a client that is to be read from takes too long. */
  get reading(): AbortSignal {
    return this.#reading.signal;
  }

  start(wait: Wait): void {
    this.#wait = wait;
    this.#until = performance.now() + TIMES[wait];
    this.#schedule(TIMES[wait]);
  }

  /** It goes on, if slowly. */
  extend(milliseconds: number): void {
    this.#until += milliseconds;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #schedule(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#look(), milliseconds);
  }

  #look(): void {
    const left = this.#until - performance.now();
    if (left > 1) this.#schedule(left);
    else this.#runOut();
  }

  #runOut(): void {
    this.#timer = undefined;
    const reason = new IoError(this.#place, 'ETIMEDOUT', `the client took more than ${TIMES[this.#wait] / 1000} s (${this.#wait})`);
    if (this.#wait === 'write') this.#cut(reason);
    else {
      this.ranOut = this.#wait;
      this.#reading.abort(reason);
    }
  }
}
