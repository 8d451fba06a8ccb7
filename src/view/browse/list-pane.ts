/** List pane: rows of frames, the chosen one marked; made anew for what is on the screen alone. */
import { clipLine, fitLine, inRole } from '../fit.ts';
import { RowTime, type TimeForm } from '../row-time.ts';
import { RowColumns, type ShortRow, shortHeading, shortLine, shortRowOf } from '../short-row.ts';
import { type Line, line, span } from '../text.ts';
import type { Browsed } from './browsed.ts';
import type { Choice } from './choice.ts';
import type { FrameNumbers } from './frame-numbers.ts';

export class ListPane {
  readonly #browsed: Browsed;
  readonly #choice: Choice;
  readonly #rows = new Map<number, ShortRow>();
  /** What the rows were made for. */
  #numbers: FrameNumbers | undefined;
  /** The form of their times. */
  form: TimeForm;
  #time: RowTime;
  #columns = new RowColumns();
  #width = 0;

  constructor(browsed: Browsed, choice: Choice, form: TimeForm = 'r') {
    this.form = form;
    this.#time = new RowTime(form);
    this.#browsed = browsed;
    this.#choice = choice;
  }

  /** Gives the next form of times. */
  turnTimes(): TimeForm {
    this.form = FORMS[(FORMS.indexOf(this.form) + 1) % FORMS.length] ?? 'r';
    this.#begin();
    return this.form;
  }

  #begin(): void {
    this.#rows.clear();
    this.#time = new RowTime(this.form === 'dd' ? 'd' : this.form);
    this.#columns = new RowColumns(this.#time.room);
  }

  /** The row of a frame below another (0: none). */
  row(number: number, above = 0): ShortRow {
    const known = this.#rows.get(number);
    if (known !== undefined) return known;
    if (this.#rows.size > KEPT) this.#rows.clear();
    const d = this.#browsed.dissect(number);
    const before = this.form === 'dd' ? above : this.form === 'd' ? number - 1 : 0;
    const previous = before > 0 ? this.#browsed.dissect(before).frame : undefined;
    const made = shortRowOf(d, this.#time.text(d.frame, { first: this.#browsed.first, previous }, 6));
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
    if (columns !== this.#width || numbers !== this.#numbers) this.#begin();
    this.#width = columns;
    this.#numbers = numbers;
    for (const [k, number] of shown.entries()) this.#columns.take(this.row(number, numbers.at(scroll.top + k - 1)), columns);
    const heading = fitLine([span(`  ${shortHeading(columns - 2, this.#columns)}`, 'dim')], columns);
    return [heading, ...shown.map((number, k) => this.#line(number, numbers.at(scroll.top + k - 1), columns, focused))];
  }

  #line(number: number, above: number, columns: number, focused: boolean): Line {
    const isHere = number === this.#choice.number;
    const signs = line(isHere ? '>' : ' ', span(this.#choice.marked.has(number) ? '*' : ' ', 'warn'));
    const row = fitLine([...signs, ...shortLine(this.row(number, above), columns - 2, this.#columns)], columns);
    return isHere && focused ? inRole(row, 'here') : isHere ? bold(row) : clipLine(row, columns);
  }
}

const bold = (l: Line): Line => l.map((s) => (s.role === 'plain' ? span(s.text, 'title') : s));

/** One after the other. */
const FORMS: readonly TimeForm[] = ['r', 'dd', 'a', 'ad'];
const KEPT = 2000;
