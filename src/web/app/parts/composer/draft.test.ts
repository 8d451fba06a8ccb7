import { expect, it } from 'vitest';
import { stretchesOf } from './draft.ts';

const part = (from: number, length: number, name: string) => ({ from, length, name });

it('cuts a text where its parts begin and end, the innermost winning', () => {
  const draft = { protocol: 'x', parts: [part(0, 5, 'line'), part(0, 3, 'word')], faults: [] };
  expect(stretchesOf('GET /\nx', draft, 2).map((s) => [s.text, s.name])).toEqual([
    ['GET', 'word'],
    [' /', 'line'],
    ['\nx', ''],
  ]);
});

it('counts bytes as they are sent: line ends and letters of several', () => {
  const draft = { protocol: 'x', parts: [part(5, 1, 'b')], faults: [{ from: 0, length: 2, text: 'wrong', isError: true }] };
  expect(stretchesOf('äa\nb', draft, 2)).toEqual([
    { text: 'ä', name: '', look: -1, isWrong: true },
    { text: 'a\n', name: '', look: -1, isWrong: false },
    { text: 'b', name: 'b', look: 0, isWrong: false },
  ]);
});
