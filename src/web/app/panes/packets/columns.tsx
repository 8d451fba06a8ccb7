/** Columns: which of them the list has, in which order; fields are added by their names. */
import { useState } from 'preact/hooks';
import type { FilterCheck } from '../../../messages/messages.ts';
import { MOST_COLUMNS } from '../../../messages/row.ts';
import {
  addColumn,
  type Column,
  fieldsOf,
  hideColumn,
  isName,
  keyOf,
  moveColumn,
  removeColumn,
  resetColumns,
} from '../../state/columns.ts';
import { usePage, usePicked } from '../../state/page.ts';
import { say } from '../../words/say.ts';
import { ChoiceButton } from './choice-button.tsx';
import { Offered } from './offered.tsx';

export const ColumnsChoice = () => (
  <ChoiceButton title={say('list', 'columns')}>
    <Choice />
  </ChoiceButton>
);

const Choice = () => {
  const { change } = usePage();
  const columns = usePicked((s) => s.columns);
  return (
    <>
      <ol>
        {columns.map((column, k) => (
          <ColumnLine key={keyOf(column)} column={column} before={columns[k - 1]} after={columns[k + 1]} />
        ))}
      </ol>
      {fieldsOf(columns).length < MOST_COLUMNS ? <FieldInput /> : <p class="cap">{say('list', 'mostColumns', { count: MOST_COLUMNS })}</p>}
      <button type="button" class="btn sm" onClick={() => change(resetColumns)}>
        {say('list', 'resetColumns')}
      </button>
    </>
  );
};

interface ColumnLineProps {
  readonly column: Column;
  readonly before: Column | undefined;
  readonly after: Column | undefined;
}

const ColumnLine = ({ column, before, after }: ColumnLineProps) => {
  const { change } = usePage();
  const name = titleOf(column);
  const move = (to: Column | undefined): void => {
    if (to !== undefined) change(moveColumn(keyOf(column), keyOf(to)));
  };
  return (
    <li class={column.kind === 'field' ? 'm' : ''}>
      {column.kind === 'field' ? (
        <span class="el">{name}</span>
      ) : (
        <label>
          <input
            type="checkbox"
            checked={!column.isHidden}
            disabled={column.name === 'says'}
            onChange={(e) => change(hideColumn(column.name, !e.currentTarget.checked))}
          />
          {name}
        </label>
      )}
      <span class="sp" />
      <button
        type="button"
        class="btn sm"
        aria-label={say('list', 'earlier', { name })}
        aria-disabled={before === undefined}
        onClick={() => move(before)}
      >
        ↑
      </button>
      <button
        type="button"
        class="btn sm"
        aria-label={say('list', 'later', { name })}
        aria-disabled={after === undefined}
        onClick={() => move(after)}
      >
        ↓
      </button>
      <button
        type="button"
        class="btn sm"
        aria-label={say('list', 'removeColumn', { name })}
        style={column.kind === 'field' ? undefined : { visibility: 'hidden' }}
        onClick={() => change(removeColumn(column.name))}
      >
        ✕
      </button>
    </li>
  );
};

export const titleOf = (column: Pick<Column, 'kind' | 'name'>): string =>
  column.kind === 'field' ? column.name : say('list', NAMES[column.name as keyof typeof NAMES]);

const NAMES = { time: 'since', ends: 'fromTo', protocol: 'protocol', length: 'length', fault: 'fault', says: 'says' } as const;

const NOTHING: FilterCheck = { start: 0, offered: [] };

/** No capture: it is no filter. */
const NOWHERE = -1;

/** A name is completed while it is typed, as in the filter. */
const FieldInput = () => {
  const { asker, change } = usePage();
  const [text, setText] = useState('');
  const [check, setCheck] = useState(NOTHING);
  const [at, setAt] = useState(-1);
  const look = (next: string): void => {
    setText(next);
    setAt(-1);
    asker.ask({ what: 'filter', text: next, at: next.length, capture: NOWHERE }).then(setCheck, () => {});
  };
  const add = (name: string): void => {
    asker.ask({ what: 'filter', text: name, at: name.length, capture: NOWHERE }).then(
      ({ error, start }) => {
        if (error !== undefined || !isName(name)) return setCheck({ start, offered: [], error: error ?? say('list', 'noField') });
        change(addColumn(name));
        setText('');
        setCheck(NOTHING);
      },
      () => {},
    );
  };
  const keys = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const word = check.offered[at]?.text;
    if (step !== 0 && check.offered.length > 0)
      setAt((check.offered.length + at + step + (at < 0 && step < 0 ? 1 : 0)) % check.offered.length);
    else if (event.key === 'Tab' && !event.shiftKey && check.offered.length > 0) look(word ?? check.offered[0]?.text ?? text);
    else if (event.key === 'Enter' && text.trim() !== '') add(word ?? text.trim());
    else if (event.key === 'Escape' && check.offered.length > 0) setCheck({ ...check, offered: [] });
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="field-input">
      <input
        class="m"
        value={text}
        placeholder={say('list', 'field')}
        aria-label={say('list', 'addColumn')}
        role="combobox"
        aria-expanded={check.offered.length > 0}
        aria-controls="offered-fields"
        spellcheck={false}
        autocomplete="off"
        onInput={(e) => look(e.currentTarget.value)}
        onKeyDown={keys}
      />
      <button type="button" class="btn sm" disabled={text.trim() === ''} onClick={() => add(text.trim())}>
        {say('list', 'add')}
      </button>
      {check.offered.length > 0 && <Offered id="offered-fields" check={check} at={at} typed={text} onTake={add} />}
      {check.offered.length === 0 && check.error !== undefined && text !== '' && (
        <p class="f" role="alert">
          ✕ {check.error}
        </p>
      )}
    </div>
  );
};
