/** List pane: rows of frames, the chosen one marked; made anew for what is on the screen alone. */
import { clipLine, fitLine, inRole } from '../fit.ts';
import { RowColumns, type ShortRow, shortHeading, shortLine, shortRowOf } from '../short-row.ts';
import { type Line, line, span } from '../text.ts';
import type { Browsed } from './browsed.ts';
import type { FrameNumbers } from './frame-numbers.ts';
import { Scroll } from './scroll.ts';

export class ListPane {
  readonly scroll = new Scroll();
  readonly #browsed: Browsed;
  readonly #numbers: () => FrameNumbers;
  readonly #rows = new Map<number, ShortRow>();
  #columns = new RowColumns();
  #width = 0;

  constructor(browsed: Browsed, numbers: () => FrameNumbers) {
    this.#browsed = browsed;
    this.#numbers = numbers;
  }

  /** The chosen frame; 0 where there is none. */
  get number(): number {
    return this.#numbers().at(this.scroll.at);
  }

  row(number: number): ShortRow {
    const known = this.#rows.get(number);
    if (known !== undefined) return known;
    if (this.#rows.size > KEPT) this.#rows.clear();
    const made = shortRowOf(this.#browsed.dissect(number), this.#browsed.first);
    this.#rows.set(number, made);
    return made;
  }

  /** A heading and the rows. */
  draw(columns: number, height: number, focused: boolean, marked: ReadonlySet<number>): readonly Line[] {
    const numbers = this.#numbers();
    const page = height - 1;
    this.scroll.show(numbers.count, page);
    const shown: number[] = [];
    for (let k = this.scroll.top; k < Math.min(numbers.count, this.scroll.top + page); k++) shown.push(numbers.at(k));
    if (columns !== this.#width) this.#columns = new RowColumns();
    this.#width = columns;
    for (const number of shown) this.#columns.take(this.row(number), columns);
    const heading = fitLine([span(`  ${shortHeading(columns - 2, this.#columns)}`, 'dim')], columns);
    return [heading, ...shown.map((number) => this.#line(number, columns, focused, marked.has(number)))];
  }

  #line(number: number, columns: number, focused: boolean, isMarked: boolean): Line {
    const isHere = number === this.number;
    const signs = line(isHere ? '>' : ' ', span(isMarked ? '*' : ' ', 'warn'));
    const row = fitLine([...signs, ...shortLine(this.row(number), columns - 2, this.#columns)], columns);
    return isHere && focused ? inRole(row, 'here') : isHere ? bold(row) : clipLine(row, columns);
  }
}

const bold = (l: Line): Line => l.map((s) => (s.role === 'plain' ? span(s.text, 'title') : s));

const KEPT = 2000;
