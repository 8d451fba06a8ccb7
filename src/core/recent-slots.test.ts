import { expect, it } from 'vitest';
import { RecentMap } from './recent-map.ts';
import { RecentSlots } from './recent-slots.ts';

it('finds what was taken, and nothing else', () => {
  const slots = new RecentSlots(10);
  expect(slots.find(1, 2)).toBe(-1);
  const slot = slots.take(1, 2);
  expect(slots.find(1, 2)).toBe(slot);
  expect(slots.find(2, 1)).toBe(-1);
  expect(slots.take(1, 2)).toBe(slot);
  expect(slots.take(0xffff_ffff, -1)).toBe(slots.find(-1, 0xffff_ffff));
});

it('forgets the same entries as a map of the same size', () => {
  const most = 3000;
  const slots = new RecentSlots(most);
  const map = new RecentMap<number, number>(most);
  let random = 1;
  for (let n = 0; n < 40_000; n++) {
    random = (Math.imul(random, 1_103_515_245) + 12_345) >>> 0;
    const [a, b] = [(random >>> 16) % 70, (random >>> 8) % 90];
    expect(slots.find(a, b)).toBe(map.get(a * 1000 + b) ?? -1);
    map.set(a * 1000 + b, slots.take(a, b));
  }
  expect(slots.count).toBe(most);
});
