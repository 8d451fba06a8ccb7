/** Time codes: instants as two 32-bit words, exact for any file: seconds coded here, and nanoseconds. */

/** Codes from here on are indexes into a list of seconds that no unsigned 32-bit number can say (damage, or after 2106). */
const WIDE = 0xffff_0000;
const LAST = 0xfffe;

export class TimeCodes {
  readonly #wide: number[] = [];
  readonly #codes = new Map<number, number>();

  /** The word that stands for `seconds`, as a signed 32-bit number. A frame without a time counts as 1970. */
  code(seconds: number): number {
    if (seconds >= 0 && seconds < WIDE) return seconds | 0;
    if (Number.isNaN(seconds)) return 0;
    return this.#far(seconds);
  }

  seconds(code: number): number {
    const word = code >>> 0;
    return word < WIDE ? word : (this.#wide[word - WIDE] ?? 0);
  }

  /** Nanoseconds from one instant to another, as a float: exact to 104 days. */
  between(fromCode: number, fromNanos: number, toCode: number, toNanos: number): number {
    return (this.seconds(toCode) - this.seconds(fromCode)) * 1e9 + (toNanos - fromNanos);
  }

  /** Past 65,535 different ones, which no capture has by chance, the last one stands for all. */
  #far(seconds: number): number {
    const known = this.#codes.get(seconds);
    if (known !== undefined) return known;
    const at = Math.min(this.#wide.length, LAST);
    this.#wide[at] = seconds;
    if (at < LAST) this.#codes.set(seconds, (WIDE + at) | 0);
    return (WIDE + at) | 0;
  }
}
