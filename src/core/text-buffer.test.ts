import { describe, expect, it } from 'vitest';
import { fc } from '../../test/property.ts';
import { fromUtf8, hexNumber, utf8 } from './bytes.ts';
import { digitsOf, TextBuffer } from './text-buffer.ts';

const written = (write: (out: TextBuffer) => void): string => {
  const out = new TextBuffer(100);
  write(out);
  return fromUtf8(out.bytes.subarray(0, out.length));
};

describe('TextBuffer', () => {
  it('writes whole numbers as String does, filled up at the left', () => {
    fc.assert(
      fc.property(fc.oneof(fc.nat(1000), fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER })), fc.nat(20), (n, width) => {
        expect(written((out) => out.number(n, width))).toBe(String(n).padStart(width));
        expect(digitsOf(n)).toBe(String(n).length);
      }),
    );
  });

  it('writes hexadecimal digits as toString does', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffff_ffff }), fc.integer({ min: 1, max: 8 }), (n, digits) => {
        expect(written((out) => out.hex(n, digits))).toBe(hexNumber(n, digits).slice(2));
      }),
    );
    expect(written((out) => out.hex(0))).toBe('0');
  });

  it('writes what JSON does not escape, and nothing else', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const isPlain = /^[ -~]*$/.test(text) && JSON.stringify(text) === `"${text}"`;
        const found = written((out) => expect(out.quotable(text)).toBe(isPlain));
        expect(found).toBe(isPlain ? text : '');
      }),
    );
  });

  it('writes no digit behind its room', () => {
    const out = new TextBuffer(new Uint8Array(8).subarray(0, 4));
    out.number(123_456);
    expect([out.length, new Uint8Array(out.bytes.buffer)]).toEqual([6, new Uint8Array(8)]);
  });

  it('writes decimals with their zeros', () => {
    expect(written((out) => out.digits(42, 6))).toBe('000042');
    expect(written((out) => out.digits(0, 3))).toBe('000');
  });

  it('writes one thing after the other, and columns', () => {
    const text = written((out) => {
      out.text('a → b');
      out.pad(0, 10);
      out.byte(0x7c);
      out.put(utf8('ok'));
      out.pad(0, 3);
    });
    // The arrow has three bytes: columns are counted in bytes.
    expect(text).toBe('a → b   |ok');
  });
});
