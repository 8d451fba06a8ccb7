/** LineBatch: lines of a busy log, which nobody reads as they come: one write for all of a moment. */
import type { Output } from '../command/output.ts';

/** Milliseconds. */
const MOMENT = 10;

export class LineBatch {
  readonly #out: Output;
  #lines: string[] = [];

  constructor(out: Output) {
    this.#out = out;
  }

  readonly put = (line: string): void => {
    if (this.#lines.push(line) === 1) setTimeout(this.flush, MOMENT);
  };

  readonly flush = (): void => {
    if (this.#lines.length === 0) return;
    const lines = this.#lines;
    this.#lines = [];
    this.#out.freshLine();
    this.#out.line(lines.join('\n'));
  };
}
