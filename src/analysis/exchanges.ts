/** Exchanges: requests in datagrams, found again by their replies. The oldest are forgotten first. */
import type { Answered } from '../wire/origin.ts';
import { answeredOf, type Moment } from './answered.ts';

/** Keys of one conversation. */
const KEYS = 1 << 20;

export class Exchanges {
  readonly #most: number;
  readonly #asked = new Map<number, Moment>();

  constructor(most: number) {
    this.#most = most;
  }

  /** `key` asks, or is minus one minus the key that it answers. */
  take(conversation: number, key: number | undefined, at: Moment): Answered | undefined {
    if (key === undefined) return undefined;
    if (key < 0) {
      const asked = this.#asked.get(conversation * KEYS + ((-1 - key) % KEYS));
      return asked && answeredOf(asked, at, undefined);
    }
    this.#asked.set(conversation * KEYS + (key % KEYS), at);
    if (this.#asked.size > this.#most) this.#forgetOldest();
    return undefined;
  }

  #forgetOldest(): void {
    for (const key of this.#asked.keys()) {
      this.#asked.delete(key);
      return;
    }
  }
}
