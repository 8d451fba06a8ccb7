/** Patience: how long one client may let the server wait. */
import { IoError } from '../../../core/fault.ts';

/** Milliseconds for a head once it has begun, for a whole request, between two requests, and for a client to take what it is sent. */
export const TIMES = { head: 10_000, body: 60_000, idle: 5000, write: 30_000 } as const;

export type Wait = keyof typeof TIMES;

/** Who is waited for; looked at once a second, by one timer for all. */
const waiting = new Set<Patience>();
const SWEEP = 1000;
let sweeper: NodeJS.Timeout | undefined;

export class Patience {
  readonly #reading = new AbortController();
  readonly #cut: (reason: Error) => void;
  readonly #place: string;
  #wait: Wait = 'idle';
  #until = 0;
  /** What ran out, while reading. */
  ranOut: Wait | undefined;

  /** `cut`: what becomes of a client that takes nothing. */
  constructor(place: string, cut: (reason: Error) => void) {
    this.#place = place;
    this.#cut = cut;
    waiting.add(this);
    sweeper ??= setInterval(sweep, SWEEP).unref();
  }

  /** Aborted when a client that is to be read from takes too long. */
  get reading(): AbortSignal {
    return this.#reading.signal;
  }

  start(wait: Wait): void {
    this.#wait = wait;
    this.#until = performance.now() + TIMES[wait];
  }

  /** It goes on, if slowly. */
  extend(milliseconds: number): void {
    this.#until += milliseconds;
  }

  stop(): void {
    waiting.delete(this);
    if (waiting.size > 0) return;
    clearInterval(sweeper);
    sweeper = undefined;
  }

  look(now: number): void {
    if (now < this.#until) return;
    this.stop();
    const reason = new IoError(this.#place, 'ETIMEDOUT', `the client took more than ${TIMES[this.#wait] / 1000} s (${this.#wait})`);
    if (this.#wait === 'write') this.#cut(reason);
    else {
      this.ranOut = this.#wait;
      this.#reading.abort(reason);
    }
  }
}

const sweep = (): void => {
  const now = performance.now();
  for (const patience of waiting) patience.look(now);
};
