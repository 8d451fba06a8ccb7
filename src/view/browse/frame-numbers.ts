/** Frame numbers in rising order: all of a capture, or those that pass. */

export interface FrameNumbers {
  readonly count: number;
  /** The `k`th, from 0 on; 0 where there is none. */
  at(k: number): number;
  /** Place of a number, or of the next one after it where it is not there; `count` where there is none. */
  placeOf(number: number): number;
}

/** Numbers that become more. */
export class GrowingNumbers implements FrameNumbers {
  count = 0;
  #numbers = new Uint32Array(256);

  push(number: number): void {
    if (this.count === this.#numbers.length) {
      const larger = new Uint32Array(this.count * 2);
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    this.#numbers[this.count++] = number;
  }

  at(k: number): number {
    return k < this.count ? (this.#numbers[k] ?? 0) : 0;
  }

  placeOf(number: number): number {
    let [low, high] = [0, this.count];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#numbers[middle] ?? 0) < number) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** From 1 to as many as there are. */
export const allNumbers = (count: () => number): FrameNumbers => ({
  get count() {
    return count();
  },
  at: (k) => (k >= 0 && k < count() ? k + 1 : 0),
  placeOf: (number) => Math.max(0, Math.min(count(), number - 1)),
});
