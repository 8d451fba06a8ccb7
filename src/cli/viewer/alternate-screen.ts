/** AlternateScreen: the terminal's other screen, drawn line by line where a line changed, and left as the first one was. */
import type { Line } from '../../view/text.ts';
import type { Output } from '../command/output.ts';
import { paint } from '../terminal/paint.ts';

const ENTER = '\u001b[?1049h\u001b[?25l\u001b[?7l\u001b[2J';
const LEAVE = '\u001b[?7h\u001b[?25h\u001b[?1049l';

export class AlternateScreen {
  readonly #out: Output;
  #shown: string[] = [];
  #isUp = false;

  constructor(out: Output) {
    this.#out = out;
  }

  enter(): void {
    if (this.#isUp) return;
    this.#isUp = true;
    this.#shown = [];
    this.#out.write(ENTER);
  }

  leave(): void {
    if (!this.#isUp) return;
    this.#isUp = false;
    this.#out.write(LEAVE);
  }

  /** What stands there is not to be trusted any more. */
  forget(): void {
    this.#shown = [];
    if (this.#isUp) this.#out.write('\u001b[2J');
  }

  /** Whether the terminal took what was drawn before. */
  get isReady(): boolean {
    return this.#isUp && this.#out.waiting === 0;
  }

  /** Each line fills its columns. */
  draw(lines: readonly Line[]): void {
    let text = '';
    const { style } = this.#out;
    for (const [k, l] of lines.entries()) {
      const painted = paint(l, style);
      if (painted === this.#shown[k]) continue;
      this.#shown[k] = painted;
      text += `\u001b[${k + 1};1H${painted}`;
    }
    this.#shown.length = lines.length;
    if (text !== '') this.#out.write(text);
  }
}
