/** Columns of the lists of packets, in their order: those that every list has, and fields by their names. This browser keeps them. */
import { MOST_COLUMNS } from '../../messages/row.ts';
import { keep, remembered } from '../parts/remembered.ts';

/** Behind number and mark, which stay where they are. */
export const BUILT_IN = ['time', 'ends', 'protocol', 'length', 'fault', 'says'] as const;
export type BuiltIn = (typeof BUILT_IN)[number];

export type Column =
  | { readonly kind: 'built-in'; readonly name: BuiltIn; readonly isHidden: boolean }
  | { readonly kind: 'field'; readonly name: string; readonly isHidden: false };

export const DEFAULT_COLUMNS: readonly Column[] = BUILT_IN.map((name) => ({ kind: 'built-in', name, isHidden: false }));

/** What tells it from all others. */
export const keyOf = ({ kind, name }: Column): string => (kind === 'field' ? `+${name}` : name);

/** A name that a field may have, typed by a person. */
export const isName = (text: string): boolean => /^[a-z_][\w.-]{0,99}$/i.test(text);

/** A page that was saved with columns keeps its own. */
const keptAs = (saved: string): string => `columns ${saved}`.trim();

/** `-length` is hidden, `+ip.ttl` a field. */
const textOf = (column: Column): string => (column.isHidden ? `-${column.name}` : keyOf(column));

/** As one text, with blanks between. */
export const columnsText = (columns: readonly Column[]): string => columns.map(textOf).join(' ');

/** `saved`: with which columns the page was saved. */
export const keepColumns = (columns: readonly Column[], saved: string): void => keep(keptAs(saved), columns.map(textOf));

/** As they were; what is no column is left out, and what is missing stands where it always does. */
export const columnsOf = (texts: readonly string[]): readonly Column[] => {
  const known = new Map<string, Column>();
  for (const text of texts) {
    const name = text.replace(/^[-+]/, '');
    const builtIn = BUILT_IN.find((one) => one === name);
    const column: Column | undefined = text.startsWith('+')
      ? isName(name) && fieldsOf([...known.values()]).length < MOST_COLUMNS
        ? { kind: 'field', name, isHidden: false }
        : undefined
      : builtIn && { kind: 'built-in', name: builtIn, isHidden: text.startsWith('-') && builtIn !== 'says' };
    if (column !== undefined && !known.has(keyOf(column))) known.set(keyOf(column), column);
  }
  const missing = DEFAULT_COLUMNS.filter((column) => !known.has(keyOf(column)));
  return [...missing.filter(({ name }) => name !== 'says'), ...known.values(), ...missing.filter(({ name }) => name === 'says')];
};

export const keptColumns = (saved = ''): readonly Column[] => {
  const kept = remembered(keptAs(saved));
  return columnsOf(kept.length > 0 ? kept : saved.split(' '));
};

/** Names of fields. */
export const fieldsOf = (columns: readonly Column[]): readonly string[] => columns.flatMap((c) => (c.kind === 'field' ? [c.name] : []));

/** A step of whatever has columns. */
type Step = <S extends { readonly columns: readonly Column[] }>(state: S) => S;

const changed =
  (change: (columns: readonly Column[]) => readonly Column[]): Step =>
  (state) => {
    const columns = change(state.columns);
    return columns === state.columns ? state : { ...state, columns };
  };

/** Before what the packet says; a field that is there already, and one too many, change nothing. */
export const addColumn = (name: string): Step =>
  changed((columns) => {
    const fields = fieldsOf(columns);
    if (!isName(name) || fields.includes(name) || fields.length >= MOST_COLUMNS) return columns;
    const at = columns.findIndex((c) => keyOf(c) === 'says');
    return columns.toSpliced(at < 0 ? columns.length : at, 0, { kind: 'field', name, isHidden: false });
  });

export const removeColumn = (name: string): Step => changed((columns) => columns.filter((c) => keyOf(c) !== `+${name}`));

export const hideColumn = (name: BuiltIn, isHidden: boolean): Step =>
  changed((columns) => columns.map((c) => (c.kind === 'built-in' && c.name === name && name !== 'says' ? { ...c, isHidden } : c)));

/** To the place that another one has now. */
export const moveColumn = (key: string, to: string): Step =>
  changed((columns) => {
    const [from, at] = [key, to].map((one) => columns.findIndex((c) => keyOf(c) === one)) as [number, number];
    const column = columns[from];
    return column === undefined || at < 0 || at === from ? columns : columns.toSpliced(from, 1).toSpliced(at, 0, column);
  });

export const resetColumns: Step = (state) => ({ ...state, columns: DEFAULT_COLUMNS });
