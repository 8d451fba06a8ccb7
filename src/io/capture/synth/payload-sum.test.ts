import { expect, test } from 'vitest';
import { fc, runs } from '../../../../test/property.ts';
import { sum16 } from '../../../core/checksum.ts';
import { payloadSum } from './payload-sum.ts';

test('the sum of any stretch equals the plain one', () => {
  const lengths = fc.oneof(fc.nat(700), fc.integer({ min: 65_400, max: 65_600 }));
  fc.assert(
    fc.property(lengths, fc.nat(9), fc.nat(255), fc.nat(255), (length, from, a, b) => {
      const bytes = Uint8Array.from({ length: from + length + 3 }, (_, i) => (a * i + b + (i >> 7)) & 255);
      expect(payloadSum(bytes.subarray(from, from + length)) % 0xffff).toBe(sum16(bytes, from, from + length) % 0xffff);
    }),
    { numRuns: runs(300) },
  );
});

test('all ones lose no carry, and what an earlier payload left does not count', () => {
  expect(payloadSum(new Uint8Array(65536).fill(255))).toBe(0xffff);
  expect(payloadSum(new Uint8Array(601))).toBe(0);
});
