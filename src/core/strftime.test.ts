import { describe, expect, it } from 'vitest';
import { strftime } from './strftime.ts';

/** In the local zone, whichever that is. */
const at = new Date(1994, 10, 6, 8, 49, 37);

describe('strftime', () => {
  it('writes %c as C does in its own locale', () => {
    expect(strftime('%c', at)).toBe('Sun Nov  6 08:49:37 1994');
  });

  it('knows the letters of dates and times, and leaves others', () => {
    expect(strftime('%Y-%m-%d %T %p %I %j %A %B %y %% %Q', at)).toBe('1994-11-06 08:49:37 AM 08 310 Sunday November 94 % %Q');
    expect(strftime('%z', at)).toMatch(/^[+-]\d{4}$/);
    expect(strftime('%s', at)).toBe(String(at.getTime() / 1000));
    expect(strftime('%I %p', new Date(2000, 0, 1, 0, 0, 0))).toBe('12 AM');
  });
});
