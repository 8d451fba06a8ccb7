/** LineBatch: lines of a busy log, which nobody reads as they come, in one write a turn of the event loop. */
import type { Output } from '../command/output.ts';

export class LineBatch {
  readonly #out: Output;
  #lines: string[] = [];

  constructor(out: Output) {
    this.#out = out;
  }

  readonly put = (line: string): void => {
    if (this.#lines.push(line) === 1) setImmediate(this.flush);
  };

  readonly flush = (): void => {
    if (this.#lines.length === 0) return;
    const lines = this.#lines;
    this.#lines = [];
    this.#out.freshLine();
    this.#out.line(lines.join('\n'));
  };
}
