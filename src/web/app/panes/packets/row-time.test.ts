import { expect, it } from 'vitest';
import { rowTime } from './row-time.ts';

it('says when a packet was in three ways', () => {
  expect(rowTime('since', 1.5, undefined, 0)).toBe('1.500000');
  expect(rowTime('before', 1.5, 1.25, 0)).toBe('0.250000');
  expect(rowTime('before', 1.5, undefined, 0)).toBe('');
  expect(rowTime('clock', 1.5, undefined, 1_700_000_000)).toMatch(/^\d\d:\d\d:21\.500000$/);
  expect(rowTime('clock', 1.5, undefined, 0)).toBe('');
  expect(rowTime('clock', Number.NaN, undefined, 1)).toBe('');
});
