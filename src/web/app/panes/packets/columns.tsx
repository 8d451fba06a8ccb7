/** Columns: which of them a wide list has; this browser keeps the choice. */
import { useState } from 'preact/hooks';
import { keepTexts, remembered } from '../../parts/remembered.ts';
import { say } from '../../words/say.ts';

const COLUMNS = ['time', 'ends', 'protocol', 'length', 'fault'] as const;
type Column = (typeof COLUMNS)[number];

const KEPT = 'hidden columns';

export interface ColumnsState {
  readonly hidden: readonly string[];
  hide(column: Column, isHidden: boolean): void;
}

export const useColumns = (): ColumnsState => {
  const [hidden, setHidden] = useState<readonly string[]>(() => remembered(KEPT));
  const hide = (column: Column, isHidden: boolean): void => {
    const next = [...hidden.filter((c) => c !== column), ...(isHidden ? [column] : [])];
    keepTexts(KEPT, next);
    setHidden(next);
  };
  return { hidden, hide };
};

/** Widths of those that are hidden. */
export const widthsOf = ({ hidden }: ColumnsState): Readonly<Record<string, string>> =>
  Object.fromEntries(COLUMNS.filter((c) => hidden.includes(c)).map((c) => [`--w-${c}`, '0px']));

export const ColumnsChoice = ({ hidden, hide }: ColumnsState) => {
  const [isOpen, setOpen] = useState(false);
  return (
    <span class="columns-choice">
      <button type="button" class="btn" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {say('list', 'columns')}
      </button>
      {isOpen && (
        <div class="pop" role="group" aria-label={say('list', 'columns')}>
          {COLUMNS.map((column) => (
            <label key={column}>
              <input type="checkbox" checked={!hidden.includes(column)} onChange={(e) => hide(column, !e.currentTarget.checked)} />
              {say('list', NAMES[column])}
            </label>
          ))}
        </div>
      )}
    </span>
  );
};

const NAMES = { time: 'since', ends: 'fromTo', protocol: 'protocol', length: 'length', fault: 'fault' } as const;
