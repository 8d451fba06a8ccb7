import { expect, it } from 'vitest';
import { rowTime } from './row-time.ts';

it('says when a packet was in three ways', () => {
  expect(rowTime('since', 1.5, undefined, undefined)).toBe('1.500000');
  expect(rowTime('before', 1.5, 1.25, undefined)).toBe('0.250000');
  expect(rowTime('before', 1.5, undefined, undefined)).toBe('');
  expect(rowTime('clock', 1.5, undefined, { seconds: 1_700_000_000, nanos: 0 })).toMatch(/^\d\d:\d\d:21\.500000$/);
  expect(rowTime('clock', 1.5, undefined, undefined)).toBe('');
  expect(rowTime('clock', Number.NaN, undefined, { seconds: 1, nanos: 0 })).toBe('');
});

it('says the time of day to the microsecond, as it is in the file', () => {
  const begins = { seconds: 1_700_000_000, nanos: 929_518_999 };
  expect(rowTime('clock', 0, undefined, begins)).toMatch(/:20\.929518$/);
  expect(rowTime('clock', 0.004936, undefined, begins)).toMatch(/:20\.934454$/);
  expect(rowTime('clock', 0.070481001, undefined, begins)).toMatch(/:21\.000000$/);
  expect(rowTime('clock', -0.929519, undefined, begins)).toMatch(/:19\.999999$/);
});
