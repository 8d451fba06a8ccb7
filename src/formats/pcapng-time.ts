/** Times in pcapng are 64-bit counts of an interface's own unit. Made into seconds and nanoseconds without big numbers where possible. */

export interface Clock {
  /** Splits the count `high` · 2³² + `low`; the results stand in `seconds` and `nanos` until the next call. */
  set(high: number, low: number): void;
  seconds: number;
  nanos: number;
}

/** `resolution` decimals, or bits where `binary`, of a second; `offset` seconds are added. */
export const clock = (resolution: number, binary: boolean, offset: number): Clock =>
  binary || resolution > 9 ? new AnyClock(unitsOf(resolution, binary), offset) : new DecimalClock(resolution, offset);

/** What no reader can count is taken for the finest unit there is. */
const unitsOf = (resolution: number, binary: boolean): bigint => {
  if (binary) return resolution < 64 ? 1n << BigInt(resolution) : 2n ** 64n - 1n;
  return resolution < 20 ? 10n ** BigInt(resolution) : 2n ** 64n - 1n;
};

const TWO32 = 0x1_0000_0000;
/** Below this high half the whole count is exact in a double. */
const EXACT = 0x20_0000;

class DecimalClock implements Clock {
  seconds = 0;
  nanos = 0;
  readonly #units: number;
  readonly #unit: number;
  readonly #offset: number;
  /** Quotient and rest of the high half, which seldom changes. */
  #high = 0;
  #quotient = 0;
  #rest = 0;

  constructor(resolution: number, offset: number) {
    this.#units = 10 ** resolution;
    this.#unit = 10 ** (9 - resolution);
    this.#offset = offset;
  }

  set(high: number, low: number): void {
    const units = this.#units;
    if (high < EXACT) {
      const count = high * TWO32 + low;
      const whole = Math.floor(count / units);
      this.seconds = whole + this.#offset;
      this.nanos = (count - whole * units) * this.#unit;
      return;
    }
    if (high !== this.#high) {
      this.#high = high;
      this.#quotient = Math.floor(high / units);
      this.#rest = high - this.#quotient * units;
    }
    // Long division, sixteen bits a step: rest · 65536 stays below 2⁵³.
    const upper = this.#rest * 65536 + (low >>> 16);
    const q1 = Math.floor(upper / units);
    const lower = (upper - q1 * units) * 65536 + (low & 0xffff);
    const q2 = Math.floor(lower / units);
    this.seconds = this.#quotient * TWO32 + q1 * 65536 + q2 + this.#offset;
    this.nanos = (lower - q2 * units) * this.#unit;
  }
}

class AnyClock implements Clock {
  seconds = 0;
  nanos = 0;
  readonly #units: bigint;
  readonly #offset: number;

  constructor(units: bigint, offset: number) {
    this.#units = units;
    this.#offset = offset;
  }

  set(high: number, low: number): void {
    const count = (BigInt(high) << 32n) | BigInt(low);
    this.seconds = Number(count / this.#units) + this.#offset;
    this.nanos = Number(((count % this.#units) * 1_000_000_000n) / this.#units);
  }
}
