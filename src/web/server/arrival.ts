/** Arrival: a page that comes goes before the reading of files. Both want all of the processors: the page for a moment, a large file for long. */

/** Milliseconds that a page has to load and to show its first rows, from when it was asked for. */
const LOADING = 700;
/** Milliseconds that the reading of files rests meanwhile, between two slices. */
const REST = 25;

export class Arrival {
  #until = 0;

  /** A page was asked for. */
  begins(): void {
    this.#until = performance.now() + LOADING;
  }

  /** It shows rows. */
  ends(): void {
    this.#until = 0;
  }

  /** Milliseconds that other work rests after a slice. */
  readonly rest = (): number => (performance.now() < this.#until ? REST : 0);
}
