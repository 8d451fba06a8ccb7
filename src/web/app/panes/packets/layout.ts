/** Layout: what stands in the rows of a list, from left to right, and how wide it is. */
import { type BuiltIn, type Column, fieldsOf } from '../../state/columns.ts';

export type Cell =
  | { readonly kind: 'built-in'; readonly name: BuiltIn }
  | { readonly kind: 'field'; readonly name: string; readonly at: number };

export interface Layout {
  readonly cells: readonly Cell[];
  /** Faults have a column of their own. */
  readonly hasFaults: boolean;
  /** Tracks of a row's grid, number and mark first. */
  readonly tracks: string;
  /** How wide a row is at least: a list that has less room is moved sideways. */
  readonly least: string;
  /** Fields that rows are asked for, whatever their order: `at` of a cell is the place among them. */
  readonly fields: string;
}

/** `without`: columns that this list has no use for. */
export const layoutOf = (columns: readonly Column[], without: readonly BuiltIn[]): Layout => {
  const asked = fieldsOf(columns).toSorted();
  const cells = columns.flatMap((c): readonly Cell[] => {
    if (c.kind === 'field') return [{ kind: 'field', name: c.name, at: asked.indexOf(c.name) }];
    return c.isHidden || without.includes(c.name) ? [] : [{ kind: 'built-in', name: c.name }];
  });
  const hasFaults = cells.some(({ name }) => name === 'fault');
  const fixed = ['number', 'mark'].map(trackOf);
  const leasts = [...fixed, ...cells.map((cell) => widthsOf(cell)[0])];
  const least = `calc(${leasts.join(' + ')} + ${leasts.length - 1} * var(--gap) + 24px)`;
  return { cells, hasFaults, least, tracks: [...fixed, ...cells.map(widthOf)].join(' '), fields: asked.join(' ') };
};

const trackOf = (name: string): string => `var(--w-${name})`;

/** The least that it takes, and what it has where there is room: addresses and fields give way, what the packet says has the rest. */
const widthsOf = ({ kind, name }: Cell): readonly [least: string, most: string] => {
  if (kind === 'field') return ['56px', `${Math.min(170, Math.max(96, 7 * name.length + 24))}px`];
  if (name === 'says') return ['96px', '1fr'];
  const least = LEAST[name];
  return least === undefined ? [trackOf(name), ''] : [`min(${least}, ${trackOf(name)})`, trackOf(name)];
};

const LEAST: Readonly<Record<string, string>> = { ends: '160px', fault: '64px' };

const widthOf = (cell: Cell): string => {
  const [least, most] = widthsOf(cell);
  return most === '' ? least : `minmax(${least}, ${most})`;
};
