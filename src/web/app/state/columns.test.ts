import { expect, it } from 'vitest';
import { MOST_COLUMNS } from '../../messages/row.ts';
import { addColumn, columnsOf, DEFAULT_COLUMNS, fieldsOf, hideColumn, keyOf, moveColumn, removeColumn, resetColumns } from './columns.ts';
import { FIRST, type Step } from './page-state.ts';

const keys = (...steps: readonly Step[]): string =>
  steps
    .reduce((s, step) => step(s), FIRST)
    .columns.map(keyOf)
    .join(' ');

it('takes fields before what a packet says, once each and not too many', () => {
  expect(keys()).toBe('time ends protocol length fault says');
  expect(keys(addColumn('ip.ttl'), addColumn('http.host'), addColumn('ip.ttl'))).toBe(
    'time ends protocol length fault +ip.ttl +http.host says',
  );
  expect(keys(addColumn('ip.ttl == 5'), addColumn(''))).toBe(keys());
  const many = Array.from({ length: 40 }, (_, k) => addColumn(`f.x${k}`));
  expect(keys(...many).split(' +')).toHaveLength(MOST_COLUMNS + 1);
  expect(keys(addColumn('ip.ttl'), removeColumn('ip.ttl'))).toBe(keys());
  // A protocol may be called as a column is.
  expect(keys(addColumn('time'), removeColumn('time'))).toBe(keys());
});

it('moves them, hides those that every list has, and gives all back', () => {
  expect(keys(addColumn('ip.ttl'), moveColumn('+ip.ttl', 'time'))).toBe('+ip.ttl time ends protocol length fault says');
  expect(keys(moveColumn('time', 'protocol'))).toBe('ends protocol time length fault says');
  expect(keys(moveColumn('time', 'nowhere'))).toBe(keys());
  const hidden = [hideColumn('length', true), hideColumn('says', true)].reduce((s, step) => step(s), FIRST);
  expect(hidden.columns.filter((c) => c.isHidden).map(keyOf)).toEqual(['length']);
  expect(keys(addColumn('ip.ttl'), moveColumn('says', 'time'), resetColumns)).toBe(keys());
});

it('reads what a browser kept, whatever stands there', () => {
  const kept = columnsOf(['ends', '-length', '+ip.ttl', 'nonsense', '+', '+a b', '-says', '+ip.ttl']);
  expect(kept.map(keyOf).join(' ')).toBe('time protocol fault ends length +ip.ttl says');
  expect(kept.filter((c) => c.isHidden).map(keyOf)).toEqual(['length']);
  expect(fieldsOf(kept)).toEqual(['ip.ttl']);
  expect(columnsOf([])).toEqual(DEFAULT_COLUMNS);
  expect(fieldsOf(columnsOf(Array.from({ length: 99 }, (_, k) => `+f.x${k}`)))).toHaveLength(MOST_COLUMNS);
});
