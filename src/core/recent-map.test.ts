import { expect, it } from 'vitest';
import { fc } from '../../test/property.ts';
import { RecentMap } from './recent-map.ts';

it('keeps the entries that were set last, whatever comes again', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), fc.array(fc.nat(9), { maxLength: 200 }), (most, keys) => {
      const map = new RecentMap<number, number>(most);
      keys.forEach((key, i) => {
        map.set(key, i);
        const last = [...new Set(keys.slice(0, i + 1).reverse())].slice(0, most);
        expect(map.size).toBe(last.length);
        for (let k = 0; k < 10; k++) expect(map.get(k)).toBe(last.includes(k) ? keys.lastIndexOf(k, i) : undefined);
      });
    }),
  );
});

it('says when one was forgotten', () => {
  const map = new RecentMap<string, number>(1);
  expect([map.set('a', 1), map.set('a', 2), map.set('b', 3)]).toEqual([false, false, true]);
});
