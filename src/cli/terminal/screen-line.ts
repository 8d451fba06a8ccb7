/**
 * ScreenLine: a terminal on which the other side writes as on a printer (RFC 854: CR, LF, backspace and text), while other lines are put
 * above the one that stands unfinished. What would steer the terminal in other ways is made visible.
 */
import { widthOf } from '../../view/text.ts';
import { terminalEscaper } from '../command/escape.ts';
import type { Output } from '../command/output.ts';

export class ScreenLine {
  readonly #out: Output;
  readonly #escaper = terminalEscaper();
  /** The unfinished line, and where in it the cursor stands. */
  #cells: string[] = [];
  #at = 0;

  constructor(out: Output) {
    this.#out = out;
  }

  /** Bytes of the other side. */
  received(bytes: Uint8Array): void {
    let text = '';
    for (let from = 0, i = 0; i <= bytes.length; i++) {
      const c = bytes[i];
      if (i < bytes.length && (c === undefined || !MOVES.has(c))) continue;
      if (i > from) text += this.#escaper.push(bytes.subarray(from, i));
      if (c !== undefined && c !== 0) text += String.fromCharCode(c);
      from = i + 1;
    }
    this.put(text);
  }

  /** Our own text, or what is safe. */
  put(text: string): void {
    for (const c of text) this.#move(c);
    this.#out.write(text);
  }

  /** Lines of their own, above the unfinished one. */
  above(text: string): void {
    const { columns } = this.#out;
    const rows = Math.floor(Math.max(0, widthOf(this.#cells.slice(0, this.#at).join('')) - 1) / columns);
    const back = widthOf(this.#cells.slice(this.#at).join(''));
    const line = this.#cells.join('');
    this.#out.write(`${rows > 0 ? `\u001b[${rows}A` : ''}\r\u001b[J${text}\n${line}${back > 0 ? `\u001b[${back}D` : ''}`);
  }

  /** Ends the line that stands unfinished. */
  finish(): void {
    if (this.#cells.length > 0) this.put('\r\n');
  }

  #move(c: string): void {
    if (c === '\n') {
      this.#cells = [];
      this.#at = 0;
    } else if (c === '\r') this.#at = 0;
    else if (c === '\b') this.#at = Math.max(0, this.#at - 1);
    else if (c !== '\u0007') {
      if (this.#cells.length < LONGEST) this.#cells[this.#at] = c;
      this.#at++;
    }
  }
}

/** Characters of a line that are shown again. */
const LONGEST = 2000;
/** NUL, BEL, BS, CR. */
const MOVES: ReadonlySet<number> = new Set([0, 7, 8, 13]);
