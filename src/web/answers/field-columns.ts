/** FieldColumns: what stands in columns that a page has chosen by the names of fields: the values that `read --fields` gives of a frame. */
import { knownName } from '../../analysis/filter/names.ts';
import type { Times } from '../../analysis/frame-fields.ts';
import { Selection } from '../../analysis/selection.ts';
import { cut } from '../../core/text.ts';
import { protocols } from '../../protocols/registry.ts';
import { columnText } from '../../view/field-lines.ts';
import type { Dissection } from '../../wire/dissection.ts';
import { LONGEST_VALUE, MOST_COLUMNS } from '../messages/row.ts';
import type { Looked } from './looked.ts';

/** Characters of names in all. */
const LONGEST = 2000;

export class FieldColumns {
  readonly text: string;
  readonly #selection = new Selection();
  /** In the order of their names; none for a name that nobody knows. */
  readonly #columns: readonly (ReturnType<Selection['of']> | undefined)[];
  readonly #asksPrevious: boolean;

  /** Names with blanks between. */
  constructor(text: string) {
    this.text = text;
    const names = text.slice(0, LONGEST).split(' ').slice(0, MOST_COLUMNS);
    const known = text === '' ? [] : names.map((name) => knownName(protocols, name)?.name);
    this.#columns = known.map((name) => (name === undefined ? undefined : this.#selection.of(name)));
    this.#asksPrevious = known.includes('frame.time_delta');
  }

  /** A text a column; empty where the frame has no value. */
  of(d: Dissection, b: Looked): readonly string[] {
    if (this.#columns.length === 0) return [];
    this.#selection.loadDissected(d, this.#timesOf(d, b));
    return this.#columns.map((column) => (column === undefined ? '' : cut(columnText(column), LONGEST_VALUE)));
  }

  #timesOf({ frame: { number } }: Dissection, b: Looked): Times {
    return { first: b.first, previous: this.#asksPrevious && number > 1 ? b.dissect(number - 1).frame : undefined };
  }
}
