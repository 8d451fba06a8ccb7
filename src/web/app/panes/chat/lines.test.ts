import { expect, it } from 'vitest';
import { base64 } from '../../../messages/base64.ts';
import { chatLinesOf } from './lines.ts';

const piece = (side: 0 | 1, text: string, frame: number) => ({
  side,
  frame,
  offset: 0,
  length: text.length,
  bytes: base64(new TextEncoder().encode(text)),
});

it('tells who said what from what the chat tells, also where a line is in two packets', () => {
  const lines = chatLinesOf(
    [
      piece(1, '* you are guest1 in lobby\n* 09:15 <ann> hel', 1),
      piece(1, 'lo\n', 2),
      piece(0, 'hi ann\n/who\n', 3),
      piece(1, '<b> * x\n', 4),
    ],
    'you',
  );
  expect(lines.map(({ who, text, at, isNote }) => [who, text, at, isNote])).toEqual([
    ['', 'you are guest1 in lobby', '', true],
    ['ann', 'hello', '09:15', false],
    ['you', 'hi ann', '', false],
    ['you', '/who', '', true],
    ['b', '* x', '', false],
  ]);
});
