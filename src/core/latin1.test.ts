import { expect, it } from 'vitest';
import { fc } from '../../test/property.ts';
import { fromLatin1 } from './latin1.ts';

it('makes a letter of each byte, of short texts that come again too', () => {
  const longer = fc.uint8Array({ minLength: 60, maxLength: 9000 });
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 3 }), fc.uint8Array({ maxLength: 70 }), longer), fc.nat(4), (b, from) => {
      const to = Math.max(from, b.length - 1);
      const text = Buffer.from(b).toString('latin1');
      for (let again = 0; again < 2; again++) {
        expect(fromLatin1(b)).toBe(text);
        if (to <= b.length) expect(fromLatin1(b, from, to)).toBe(text.slice(from, to));
      }
    }),
  );
});
