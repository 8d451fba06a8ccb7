/** A map of so many entries: who is set last is forgotten last. */

export class RecentMap<K, V> {
  readonly #most: number;
  readonly #all = new Map<K, V>();
  /** Goes on where it stood: to look for the oldest from the beginning would pass all the places that were given up. */
  readonly #oldest = this.#all.keys();

  constructor(most: number) {
    this.#most = most;
  }

  get size(): number {
    return this.#all.size;
  }

  get(key: K): V | undefined {
    return this.#all.get(key);
  }

  /** Whether another had to be forgotten for it. */
  set(key: K, value: V): boolean {
    this.#all.delete(key);
    this.#all.set(key, value);
    if (this.#all.size <= this.#most) return false;
    const oldest = this.#oldest.next();
    return oldest.done !== true && this.#all.delete(oldest.value);
  }
}
