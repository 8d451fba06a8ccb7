import { expect, it } from 'vitest';
import { base64, fromBase64 } from './base64.ts';

it('is what Node makes of the same bytes, of every length, and comes back', () => {
  for (let length = 0; length < 70; length++) {
    const bytes = Uint8Array.from({ length }, (_, k) => (k * 37 + length * 11) & 255);
    const text = Buffer.from(bytes).toString('base64');
    expect(base64(bytes)).toBe(text);
    expect(fromBase64(text)).toEqual(bytes);
  }
  expect(fromBase64('a*==')).toBeUndefined();
  expect(fromBase64('ä')).toBeUndefined();
});
