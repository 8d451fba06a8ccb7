/** Arrival: a page that comes goes before the reading of files. Both want all of the processors: the page for a moment, a large file for long. */

/** Milliseconds that a page has at most to load, from when it was asked for, and to show its first rows once it has them. */
const LOADING = 900;
const SHOWING = 100;
/** Milliseconds that the reading of files rests meanwhile, between two slices. */
const REST = 8;

export class Arrival {
  #until = 0;

  /** A page was asked for. */
  begins(): void {
    this.#until = performance.now() + LOADING;
  }

  /** It was given rows. */
  ends(): void {
    this.#until = Math.min(this.#until, performance.now() + SHOWING);
  }

  /** Milliseconds that other work rests after a slice. */
  readonly rest = (): number => (performance.now() < this.#until ? REST : 0);
}
