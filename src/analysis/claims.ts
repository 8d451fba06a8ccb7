/** Claims: who holds which address, as was said last; who says so of an address of another's. What was quiet longest is forgotten first. */
import type { Claim } from '../wire/datagram.ts';
import type { Answered, Conflict } from '../wire/origin.ts';
import type { Moment } from './answered.ts';

interface Held {
  readonly holder: number;
  readonly frame: number;
  readonly seconds: number;
}

export class Claims {
  readonly #most: number;
  /** By address, the newest last. */
  readonly #held = new Map<number, Held>();

  constructor(most: number) {
    this.#most = most;
  }

  /** Who held an address first goes on holding it, whoever else claims it. */
  take(claims: readonly Claim[], at: Moment): Answered | undefined {
    const conflicts = claims.flatMap((claim) => this.#claim(claim, at) ?? []);
    const [first] = conflicts;
    return first && { frame: first.frame, message: undefined, nanos: undefined, repeats: false, conflicts };
  }

  #claim(claim: Claim, { frame, seconds }: Moment): Conflict | undefined {
    const { address, holder } = claim;
    const held = this.#held.get(address);
    if (held !== undefined && held.holder !== holder)
      return { ...claim, other: held.holder, frame: held.frame, seconds: Math.trunc(seconds) - Math.trunc(held.seconds) };
    this.#held.delete(address);
    this.#held.set(address, { holder, frame, seconds });
    if (this.#held.size > this.#most) this.#held.delete(this.#held.keys().next().value!);
    return undefined;
  }
}
