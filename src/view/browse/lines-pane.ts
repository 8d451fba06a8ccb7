/** Lines pane: lines that become more (a ladder, what two sides said), walked by line or by the frame that a line belongs to. */
import { fitLine, inRole } from '../fit.ts';
import { type Line, line, span } from '../text.ts';
import type { GrowingLines } from './browsed.ts';
import { Scroll } from './scroll.ts';

export class LinesPane {
  readonly scroll = new Scroll();
  #lines: GrowingLines | undefined;
  /** What the lines are of. */
  #key = '';

  /** Shows other lines where the key is another one; `make` begins them. */
  of(key: string, make: () => GrowingLines): void {
    if (key === this.#key) return;
    this.stop();
    this.#key = key;
    this.#lines = make();
    this.scroll.top = 0;
    this.scroll.at = 0;
  }

  stop(): void {
    this.#lines?.stop();
    this.#lines = undefined;
    this.#key = '';
  }

  get isOver(): boolean {
    return this.#lines?.isOver ?? true;
  }

  key(key: string, page: number): boolean {
    const count = this.#lines?.lines.length ?? 0;
    const isDown = key === 'down' || key === 'j' || key === 'pagedown' || key === ' ' || key === 'ctrl-f';
    this.scroll.at = isDown ? this.scroll.top + page - 1 : this.scroll.top;
    if (!this.scroll.key(key, count, page)) return false;
    this.scroll.show(count, page);
    return true;
  }

  /** The next line that holds a text, in either direction. */
  find(text: string, direction: 1 | -1): boolean {
    const lines = this.#lines?.lines ?? [];
    const wanted = text.toLowerCase();
    for (let k = this.scroll.top + direction; k >= 0 && k < lines.length; k += direction) {
      if (!plain(lines[k] ?? []).includes(wanted)) continue;
      this.scroll.top = k;
      return true;
    }
    return false;
  }

  /** The frame of the first line on the screen. */
  get frame(): number | undefined {
    return this.#lines?.frames[this.scroll.top];
  }

  /** `frame`: its lines are marked, and are on the screen. */
  draw(columns: number, height: number, frame?: number, focused = false): readonly Line[] {
    const { lines = [], frames = [], isOver = true } = this.#lines ?? {};
    if (frame !== undefined) this.#reveal(frames, frame, height);
    this.scroll.top = Math.max(0, Math.min(this.scroll.top, lines.length - height));
    const shown = lines.slice(this.scroll.top, this.scroll.top + height).map((l, k) => {
      const isHere = frame !== undefined && frames[this.scroll.top + k] === frame;
      const all = fitLine([span(isHere ? '>' : ' '), ...l], columns);
      return isHere && focused ? inRole(all, 'here') : all;
    });
    if (shown.length < height && !isOver) shown.push(fitLine(line(span(' …', 'dim')), columns));
    return shown;
  }

  #reveal(frames: readonly number[], frame: number, height: number): void {
    const first = frames.indexOf(frame);
    if (first < 0) return;
    const last = frames.lastIndexOf(frame);
    if (first < this.scroll.top) this.scroll.top = Math.max(0, first - 1);
    if (last >= this.scroll.top + height) this.scroll.top = last - height + 1;
  }
}

const plain = (l: Line): string =>
  l
    .map((s) => s.text)
    .join('')
    .toLowerCase();
