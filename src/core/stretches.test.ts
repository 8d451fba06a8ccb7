import { expect, it } from 'vitest';
import { STRETCHES, stretchOf } from './stretches.ts';

it('has each as a whole multiple of the one before', () => {
  for (const [k, s] of STRETCHES.slice(1).entries()) {
    const factor = s / (STRETCHES[k] ?? 0);
    expect(Math.abs(factor - Math.round(factor)), String(s)).toBeLessThan(1e-9);
    expect(Math.round(factor)).toBeGreaterThan(1);
  }
});

it('finds the shortest that is long enough', () => {
  expect([0, 0.001, 0.0011, 0.3, 7, 11, 1e9].map(stretchOf)).toEqual([1e-6, 0.001, 0.005, 0.5, 10, 60, 8.64e9]);
  expect(stretchOf(0.1 + 0.2 - 0.2)).toBe(0.1);
});
