/** How many frames of each source there were, and how many did not get into the file. */

export class FrameCounts {
  #fresh: number[] = [];
  readonly #seen: number[] = [];
  readonly #lost: number[] = [];

  count(source: number): void {
    this.#fresh[source] = (this.#fresh[source] ?? 0) + 1;
    this.#seen[source] = (this.#seen[source] ?? 0) + 1;
  }

  /** The frames since the last take, by source. */
  take(): readonly number[] {
    const taken = this.#fresh;
    this.#fresh = taken.map(() => 0);
    return taken;
  }

  /** What was taken is not in the file after all, but for those that were `kept`. */
  lose(taken: readonly number[], kept: readonly number[] = []): void {
    for (const [source, n] of taken.entries()) this.#lost[source] = (this.#lost[source] ?? 0) + (n ?? 0) - (kept[source] ?? 0);
  }

  of(source: number): { readonly received: number; readonly dropped: number } {
    return { received: this.#seen[source] ?? 0, dropped: this.#lost[source] ?? 0 };
  }

  get received(): number {
    return sum(this.#seen);
  }

  get dropped(): number {
    return sum(this.#lost);
  }
}

/** Sources without frames leave holes, which `reduce` skips. */
const sum = (list: readonly number[]): number => list.reduce((n, x) => n + x, 0);
