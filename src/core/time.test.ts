import { describe, expect, it } from 'vitest';
import { durationText, fromMillis, secondsText, since } from './time.ts';

describe('time', () => {
  it('is text with decimals that are cut, not rounded', () => {
    expect([secondsText(1, 234_567_899), secondsText(1, 999_999_999, 6), secondsText(5, 999_999_999, 0), secondsText(0, 5)]).toEqual([
      '1.234567899',
      '1.999999',
      '5',
      '0.000000005',
    ]);
  });

  it('before zero keeps its sign, though its nanoseconds count up', () => {
    expect([secondsText(-1, 500_000_000), secondsText(-2, 750_000_000, 2), secondsText(-1, 0, 1)]).toEqual([
      '-0.500000000',
      '-1.25',
      '-1.0',
    ]);
  });

  it('has differences whose nanoseconds are not negative', () => {
    expect(since({ seconds: 5, nanos: 1 }, { seconds: 3, nanos: 2 })).toEqual({ seconds: 1, nanos: 999_999_999 });
    expect(since({ seconds: 3, nanos: 2 }, { seconds: 5, nanos: 1 })).toEqual({ seconds: -2, nanos: 1 });
  });

  it('comes from milliseconds with a fraction, and never has a whole second of nanoseconds', () => {
    expect(fromMillis(1_700_000_000_123.25)).toEqual({ seconds: 1_700_000_000, nanos: 123_250_000 });
    expect(fromMillis(999.999_999_9).nanos).toBe(999_999_999);
  });

  it('is told to people in the unit that fits', () => {
    expect([0, 0.000_532, 0.0012, 3.4, 125, 7320].map(durationText)).toEqual([
      '0 µs',
      '532 µs',
      '1.2 ms',
      '3.40 s',
      '2 min 5 s',
      '2 h 2 min',
    ]);
  });
});
