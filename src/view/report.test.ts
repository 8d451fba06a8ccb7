/** The report of an exercise: in the dark its ladders have the colours of the page, too. */
import { expect, it } from 'vitest';
import { INK, ladderSvg } from './ladder-svg.ts';
import { reportHtml } from './report.ts';

it('every colour of a ladder has another in the dark', () => {
  const rung = { number: 1, time: '0.0', caption: 'SYN', isBare: false };
  const svg = ladderSvg(
    ['client', 'server'],
    [0, 1].flatMap((side) => [false, true].map((isWrong) => ({ ...rung, side: side as 0 | 1, isWrong }))),
  );
  const used = new Set([...svg.matchAll(/(?:fill|stroke)="(#[^"]*)"/g)].map(([, colour]) => colour));
  expect([...used].sort()).toEqual(Object.values(INK).sort());
  const words = Object.fromEntries(
    ['task', 'goals', 'questions', 'packets', 'code', 'capture', 'asText', 'reached', 'done', 'notYet', 'unanswered'].map((key) => [
      key,
      key,
    ]),
  ) as Parameters<typeof reportHtml>[0]['words'];
  const page = reportHtml({
    ...{
      language: 'en',
      words,
      title: 't',
      from: 'f',
      when: 'w',
      task: [],
      goals: [],
      questions: [],
      files: [],
      notes: [],
      application: 'a',
    },
    ladders: [{ title: 'one', svg, lines: [] }],
    capture: undefined,
  });
  const dark = /prefers-color-scheme:dark\)\{(.*)\}/.exec(page)?.[1] ?? '';
  for (const colour of used) expect(dark).toMatch(new RegExp(`(fill|stroke)="${colour}"\\]\\{(fill|stroke):var\\(--\\w+\\)`));
});
