/** Written lines: those that were written where their frames were traced; what follows on each other is taken in one piece. */
import { type Bytes, EMPTY } from '../core/bytes.ts';
import type { TextBuffer } from '../core/text-buffer.ts';
import type { FrameBatch } from '../wire/frame.ts';

export class WrittenLines {
  /** Lines that wait: a part of a text. */
  #text: Bytes = EMPTY;
  #from = 0;
  #to = 0;

  /** Puts what waits: before other text, and before the batch ends. */
  flush(out: TextBuffer): void {
    if (this.#to > this.#from) out.part(this.#text, this.#from, this.#to);
    this.#from = this.#to;
  }

  /** Takes the line of frame `i`, where there is one. */
  take({ lines }: FrameBatch, i: number, out: TextBuffer): boolean {
    if (lines === undefined) return false;
    const from = i === 0 ? 0 : lines.ends[i - 1]!;
    const to = lines.ends[i]!;
    if (from === to) return false;
    if (lines.text !== this.#text || from !== this.#to) {
      this.flush(out);
      this.#text = lines.text;
      this.#from = from;
    }
    this.#to = to;
    return true;
  }
}
