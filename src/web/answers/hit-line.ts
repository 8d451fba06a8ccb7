/** HitLine: when the frames were that pass a filter, counted on as they become more. */
import { TimeLine } from '../../analysis/time-line.ts';
import type { FrameNumbers } from '../../view/browse/frame-numbers.ts';
import type { Looked } from './looked.ts';

export class HitLine {
  readonly numbers: FrameNumbers;
  readonly #line = new TimeLine(1);
  #taken = 0;

  constructor(numbers: FrameNumbers) {
    this.numbers = numbers;
  }

  /** In stretches of `width` seconds. */
  hits(b: Looked, width: number): readonly number[] {
    for (; this.#taken < this.numbers.count; this.#taken++) this.#line.put(b.secondsOf(this.numbers.at(this.#taken)), 0, 1);
    this.#line.coarsen(width);
    return this.#line.column(0);
  }
}
