/** Lines on their way to an output, many to a write. Whoever walks a capture calls `ready` after each batch, so a live pipe shows at once. */
import type { Output } from '../command/output.ts';

export class Lines {
  readonly #out: Output;
  #text = '';

  constructor(out: Output) {
    this.#out = out;
  }

  /** A line without its newline. */
  put(line: string): void {
    this.#text += `${line}\n`;
    if (this.#text.length > ENOUGH) this.flush();
  }

  flush(): void {
    if (this.#text !== '') this.#out.write(this.#text);
    this.#text = '';
  }

  /** Resolves when more should be written. */
  ready(): Promise<void> {
    this.flush();
    return this.#out.ready();
  }
}

const ENOUGH = 1 << 16;
