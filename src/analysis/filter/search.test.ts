import { describe, expect, it } from 'vitest';
import { utf8 } from '../../core/bytes.ts';
import { finder } from './search.ts';

describe('search', () => {
  it('finds what is there and nothing else', () => {
    let seed = 9;
    const next = (n: number): number => {
      seed = (seed * 48271) % 0x7fffffff;
      return seed % n;
    };
    const text = (n: number): string => Array.from({ length: n }, () => 'ab'[next(2)]).join('');
    for (let round = 0; round < 2000; round++) {
      const [hay, needle] = [text(next(30)), text(next(6))];
      expect([hay, needle, finder(utf8(needle))(utf8(hay))]).toEqual([hay, needle, hay.includes(needle)]);
    }
    expect(finder(utf8('x'))(undefined)).toBe(false);
    expect(finder(utf8(''))(undefined)).toBe(false);
  });

  it('takes no longer for the worst text (F8)', () => {
    const hay = new Uint8Array(1 << 20).fill(97);
    const needle = new Uint8Array(4000).fill(97);
    needle[3999] = 98;
    const before = process.cpuUsage();
    expect(finder(needle)(hay)).toBe(false);
    // Word by word it would be four seconds of work.
    expect(process.cpuUsage(before).user).toBeLessThan(1e6);
  });
});
