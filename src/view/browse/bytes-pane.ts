/** Bytes pane: the bytes of a frame with the chosen field marked, or the bit-ruler of its layer. */
import type { Dissection } from '../../wire/dissection.ts';
import { fitLine } from '../fit.ts';
import { FrameHex } from '../hex.ts';
import { rulerLines, rulersOf } from '../ruler.ts';
import { type Line, line, span } from '../text.ts';
import type { TreeNode } from '../tree.ts';
import { Scroll } from './scroll.ts';

/** Columns of a row of sixteen bytes. */
export const WIDE_BYTES = 73;

export class BytesPane {
  readonly scroll = new Scroll();
  shows: 'bytes' | 'ruler' = 'bytes';
  #of: Dissection | undefined;
  #chosen: TreeNode | undefined;
  #count = 0;

  /** Scrolls to the chosen field where it changed. */
  draw(d: Dissection, chosen: TreeNode | undefined, layer: number, columns: number, height: number, brackets: boolean): readonly Line[] {
    if (this.shows === 'ruler') return this.#ruler(d, layer, columns, height);
    const hex = new FrameHex(d, columns < WIDE_BYTES ? 8 : 16);
    this.#count = hex.count;
    const { offset, length, source = 0 } = chosen ?? {};
    const selected = offset === undefined || length === undefined ? undefined : { offset, length, source };
    if (d !== this.#of || chosen !== this.#chosen) {
      this.scroll.top = 0;
      const isWhole = selected === undefined || selected.length >= (d.sources[source]?.bytes.length ?? 0);
      const row = isWhole && source === 0 ? 0 : hex.rowOf(source, selected?.offset ?? 0);
      this.scroll.jump(row, height);
    }
    this.#of = d;
    this.#chosen = chosen;
    this.scroll.top = Math.max(0, Math.min(this.scroll.top, this.#count - height));
    const marked = chosen?.name === 'frame' ? undefined : selected;
    return hex
      .lines(this.scroll.top, height, { brackets, ...(marked && { selected: marked }) })
      .map((l) => fitLine([span(' '), ...l], columns));
  }

  /** Scrolls; there is nothing to choose. */
  key(key: string, page: number): boolean {
    this.scroll.at = key === 'down' || key === 'j' ? this.scroll.top + page - 1 : this.scroll.top;
    if (key === 'pagedown' || key === ' ' || key === 'ctrl-f') this.scroll.at = this.scroll.top + page - 1;
    if (!this.scroll.key(key, this.#count, page)) return false;
    this.scroll.show(this.#count, page);
    return true;
  }

  #ruler(d: Dissection, layer: number, columns: number, height: number): readonly Line[] {
    const title = d.layers[layer]?.layer.title;
    const all = rulersOf(d);
    const chosen = all.findIndex((r) => title !== undefined && r.title.startsWith(`${title},`));
    const rulers = chosen < 0 ? all : all.slice(chosen, chosen + 1);
    const lines = rulers.flatMap((r, k) => [...(k > 0 ? [line('')] : []), ...rulerLines(r, { columns })]);
    this.#count = lines.length;
    if (d !== this.#of || title !== this.#title) this.scroll.top = 0;
    this.#of = d;
    this.#title = title;
    this.scroll.top = Math.max(0, Math.min(this.scroll.top, this.#count - height));
    if (lines.length === 0) return [fitLine([span(' no header here has a picture', 'dim')], columns)];
    return lines.slice(this.scroll.top, this.scroll.top + height).map((l) => fitLine(l, columns));
  }
  #title: string | undefined;
}
