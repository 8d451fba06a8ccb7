import { expect, it } from 'vitest';
import { typedOf } from './history.ts';

const OWN = { form: 'hex', end: 'CRLF' } as const;

it('reads what is stored with its form and end, and what earlier versions kept as texts alone', () => {
  expect(typedOf(['00 ff', 'hex', 'LF'], OWN)).toEqual({ text: '00 ff', form: 'hex', end: 'LF' });
  expect(typedOf('a line', { form: 'text', end: 'CRLF' })).toEqual({ text: 'a line', form: 'text', end: 'CRLF' });
  expect(typedOf('GET /\n\n', OWN)).toEqual({ text: 'GET /\n\n', form: 'lines', end: 'CRLF' });
});

it('takes nothing else for a line', () => {
  for (const entry of [null, 7, {}, [], ['a'], ['a', 'morse', 'LF'], ['a', 'text', 'CR'], [1, 'text', 'LF']])
    expect(typedOf(entry, OWN), JSON.stringify(entry)).toBeUndefined();
});
