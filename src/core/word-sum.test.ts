import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sum16 } from './checksum.ts';
import { WordSum } from './word-sum.ts';

test('the sum by words equals the sum by bytes, wherever the stretch starts and ends', () => {
  const words = new WordSum();
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(20), fc.nat(20), (b, cutFront, cutEnd) => {
      const from = Math.min(cutFront, b.length);
      const to = Math.max(from, b.length - cutEnd);
      // 0 and 0xffff are the same sum.
      expect(words.of(b, from, to) % 0xffff).toBe(sum16(b, from, to) % 0xffff);
    }),
  );
});

test('a megabyte of ones does not lose carries', () => {
  const b = new Uint8Array(1 << 20).fill(255);
  expect(new WordSum().of(b, 0, b.length)).toBe(0xffff);
});
