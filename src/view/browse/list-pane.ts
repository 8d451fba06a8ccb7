/** List pane: rows of frames, the chosen one marked; made anew for what is on the screen alone. */
import { clipLine, fitLine, inRole } from '../fit.ts';
import { RowTime } from '../row-time.ts';
import { RowColumns, type ShortRow, shortHeading, shortLine, shortRowOf } from '../short-row.ts';
import { type Line, line, span } from '../text.ts';
import type { Browsed } from './browsed.ts';
import type { Choice } from './choice.ts';

export class ListPane {
  readonly #browsed: Browsed;
  readonly #choice: Choice;
  readonly #rows = new Map<number, ShortRow>();
  readonly #time = new RowTime();
  #columns = new RowColumns();
  #width = 0;

  constructor(browsed: Browsed, choice: Choice) {
    this.#browsed = browsed;
    this.#choice = choice;
  }

  row(number: number): ShortRow {
    const known = this.#rows.get(number);
    if (known !== undefined) return known;
    if (this.#rows.size > KEPT) this.#rows.clear();
    const d = this.#browsed.dissect(number);
    const made = shortRowOf(d, this.#time.text(d.frame, { first: this.#browsed.first, previous: undefined }, 6));
    this.#rows.set(number, made);
    return made;
  }

  /** A heading and the rows. */
  draw(columns: number, height: number, focused: boolean): readonly Line[] {
    const { numbers, scroll } = this.#choice;
    const page = height - 1;
    scroll.show(numbers.count, page);
    const shown: number[] = [];
    for (let k = scroll.top; k < Math.min(numbers.count, scroll.top + page); k++) shown.push(numbers.at(k));
    if (columns !== this.#width) this.#columns = new RowColumns();
    this.#width = columns;
    for (const number of shown) this.#columns.take(this.row(number), columns);
    const heading = fitLine([span(`  ${shortHeading(columns - 2, this.#columns)}`, 'dim')], columns);
    return [heading, ...shown.map((number) => this.#line(number, columns, focused))];
  }

  #line(number: number, columns: number, focused: boolean): Line {
    const isHere = number === this.#choice.number;
    const signs = line(isHere ? '>' : ' ', span(this.#choice.marked.has(number) ? '*' : ' ', 'warn'));
    const row = fitLine([...signs, ...shortLine(this.row(number), columns - 2, this.#columns)], columns);
    return isHere && focused ? inRole(row, 'here') : isHere ? bold(row) : clipLine(row, columns);
  }
}

const bold = (l: Line): Line => l.map((s) => (s.role === 'plain' ? span(s.text, 'title') : s));

const KEPT = 2000;
