import { expect, it } from 'vitest';
import { stepPath } from './step-path.ts';

it('draws steps away from the base line, each way', () => {
  expect(stepPath([1, 2], 2, 10, 10, 1)).toBe('M0 10L0 5H1L1 0H2V10Z');
  expect(stepPath([1, 2], 2, 10, 10, -1)).toBe('M0 10L0 15H1L1 20H2V10Z');
  expect(stepPath([0, 0], 2, 10, 10, 1)).toBe('');
});
