import { describe, expect, it } from 'vitest';
import { fc } from '../../test/property.ts';
import { fromHex, put16, utf8 } from './bytes.ts';
import { checksum16, crc32, fold16, sum16 } from './checksum.ts';

describe('checksum', () => {
  const words = fromHex('0001f203f4f5f6f7')!;

  it('sums as the example of RFC 1071 §3 does', () => {
    expect(sum16(words)).toBe(0xddf2);
    expect(checksum16(words)).toBe(0x220d);
  });

  it('adds carries back in, more than once where it takes that', () => {
    expect([fold16(0x2ddf0), fold16(0x1ffff), fold16(0xffff), fold16(0xffff_ffff)]).toEqual([0xddf2, 1, 0xffff, 0xffff]);
  });

  it('takes an odd last byte as the high half of a word', () => {
    expect(sum16(Uint8Array.of(1, 2, 3))).toBe(0x0102 + 0x0300);
    expect(sum16(words, 1, 4)).toBe(fold16(0x01f2 + 0x0300));
  });

  it('can be taken in parts (RFC 1071 §2)', () => {
    expect(sum16(words, 4, 8, sum16(words, 0, 4))).toBe(sum16(words));
  });

  it('makes bytes that hold it sum to all ones', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 2, maxLength: 99 }), (b) => {
        put16(b, 0, 0);
        put16(b, 0, checksum16(b));
        expect(sum16(b)).toBe(0xffff);
      }),
    );
  });

  it('knows the CRC of IEEE 802.3 by its check value', () => {
    expect(crc32(utf8('123456789'))).toBe(0xcbf43926);
    expect(crc32(utf8('x123456789x'), 1, 10)).toBe(0xcbf43926);
    expect(crc32(new Uint8Array(0))).toBe(0);
  });
});
