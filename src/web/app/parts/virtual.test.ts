import { describe, expect, it } from 'vitest';
import { HIGHEST, scrollTo, windowOf } from './virtual.ts';

describe('rows of a long list', () => {
  it('are those on the screen', () => {
    expect(windowOf(1000, 24, 240, 100)).toEqual({ height: 24_000, first: 10, last: 16, top: 240 });
    expect(windowOf(3, 24, 0, 100)).toEqual({ height: 72, first: 0, last: 3, top: 0 });
    expect(windowOf(0, 24, 0, 100)).toEqual({ height: 0, first: 0, last: 0, top: 0 });
  });

  it('reach from the first to the last where no element is high enough', () => {
    const total = 5_000_000;
    expect(windowOf(total, 24, 0, 480).first).toBe(0);
    const end = windowOf(total, 24, HIGHEST - 480, 480);
    expect(end.last).toBe(total);
    expect(end.height).toBe(HIGHEST);
  });

  it('come into view when they are chosen', () => {
    for (const total of [1000, 5_000_000])
      for (const at of [0, 17, 500, total - 1]) {
        const scroll = scrollTo(at, total, 24, 3000, 480);
        const { first, last } = windowOf(total, 24, scroll, 480);
        expect(first <= at && at < last, `${at} of ${total}`).toBe(true);
      }
  });
});
