/** Allowances: how often an address may ask (RFC 5905 §7.4, RFC 8633 §5.4). Bounded: who has not asked for long is forgotten. */

/** Questions at once, and a second. */
const BURST = 20;
const RATE = 5;
const WARN_EVERY = 1000;
const MOST = 10_000;

interface Allowance {
  left: number;
  at: number;
  warned: number;
}

export class Allowances {
  readonly #of = new Map<string, Allowance>();

  /** `warn`: it asked too often and may be told so; `no`: it was told already. `at` in milliseconds. */
  take(address: string, at: number): 'yes' | 'warn' | 'no' {
    const one = this.#of.get(address) ?? this.#begin(address, at);
    one.left = Math.min(BURST, one.left + (Math.max(0, at - one.at) * RATE) / 1000);
    one.at = at;
    if (one.left >= 1) {
      one.left--;
      return 'yes';
    }
    if (at - one.warned < WARN_EVERY) return 'no';
    one.warned = at;
    return 'warn';
  }

  #begin(address: string, at: number): Allowance {
    const [oldest] = this.#of.keys();
    if (this.#of.size >= MOST && oldest !== undefined) this.#of.delete(oldest);
    const one = { left: BURST, at, warned: 0 };
    this.#of.set(address, one);
    return one;
  }
}
