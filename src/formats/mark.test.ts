import { expect, it } from 'vitest';
import { MARKS } from '../wire/frame.ts';
import { MARK_PHRASES, markOf, markOfPcap, pcapMark } from './mark.ts';

it.each(MARKS)('%s comes back from what a file says of it', (mark) => {
  expect(markOfPcap(pcapMark(mark))).toBe(mark);
  expect(markOf(`${MARK_PHRASES[mark]}. And more`)).toBe(mark === 'R' ? undefined : mark);
});

it('what others leave in a pcap says nothing', () => {
  for (const word of [0, 6, 9, 0xffffffff]) expect(markOfPcap(word)).toBe('R');
});
