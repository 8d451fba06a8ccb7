import { describe, expect, it } from 'vitest';
import { fc } from '../../../test/property.ts';
import { fromUtf8, utf8 } from '../../core/bytes.ts';
import { fromLatin1 } from '../../core/latin1.ts';
import { TextBuffer } from '../../core/text-buffer.ts';
import { fromBase64, toBase64 } from './base64.ts';
import { putVisible } from './row-text.ts';
import {
  blanksEnd,
  COMMA,
  decimal,
  elementEnd,
  hexadecimal,
  isToken,
  latin1Bytes,
  lineFeed,
  lineTextEnd,
  quoted,
  quotedEnd,
  sameText,
  tokenEnd,
  trimmedEnd,
  unquoted,
} from './text.ts';

const whole = <T>(read: (b: Uint8Array, from: number, to: number) => T, text: string): T => read(latin1Bytes(text), 0, text.length);

describe('words of text', () => {
  it('are found by their offsets', () => {
    expect(whole(tokenEnd, 'Content-Type: x')).toBe(12);
    expect(whole(tokenEnd, ': x')).toBe(0);
    expect(whole(blanksEnd, ' \t x')).toBe(3);
    expect(whole(trimmedEnd, 'x \t ')).toBe(1);
    expect(whole(trimmedEnd, '  ')).toBe(0);
  });

  it('are the same in letters of any case, and only in letters', () => {
    const same = (text: string, lower: string): boolean => sameText(latin1Bytes(text), 0, text.length, lower);
    expect([same('CHUNKED', 'chunked'), same('Chunked', 'chunked'), same('chunke', 'chunked'), same('@bc', '`bc')]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it('are lines that end with CR LF or LF', () => {
    expect(whole(lineFeed, 'nine bytes\r\nmore')).toBe(11);
    expect(whole(lineFeed, 'none')).toBe(-1);
    expect(lineTextEnd(latin1Bytes('ab\r\n'), 0, 3)).toBe(2);
    expect(lineTextEnd(latin1Bytes('\n'), 0, 0)).toBe(0);
  });

  it('are found wherever the first line feed is', () => {
    const text = fc.array(fc.constantFrom(10, 13, 65), { maxLength: 40 });
    fc.assert(
      fc.property(text, (bytes) => {
        expect(lineFeed(Uint8Array.from(bytes), 0, bytes.length)).toBe(bytes.indexOf(10));
      }),
    );
  });
});

describe('numbers', () => {
  it('are digits and nothing else, up to 2^53 - 1', () => {
    expect(['0', '007', '9007199254740991', '9007199254740992', '', '+1', '1 ', '1x', '-1'].map((text) => whole(decimal, text))).toEqual([
      0, 7, 9007199254740991, -1, -1, -1, -1, -1, -1,
    ]);
    expect(['0', 'fF', '1fffffffffffff', '20000000000000', '', '0x1'].map((text) => whole(hexadecimal, text))).toEqual([
      0, 255, 9007199254740991, -1, -1, -1,
    ]);
  });
});

describe('quoted strings and lists', () => {
  it('hide separators and escaped quotes (RFC 9110 §5.6.4)', () => {
    expect(whole(quotedEnd, '"a\\"b" c')).toBe(6);
    expect(whole(quotedEnd, '"open')).toBe(-1);
    const end = (text: string): number => elementEnd(latin1Bytes(text), 0, text.length, COMMA);
    expect([end('a;b="1,2", c'), end('a'), end('"open, b')]).toEqual([9, 1, 8]);
  });

  it('read back what was written', () => {
    fc.assert(
      fc.property(fc.string(), (any) => {
        const text = any.replace(/[\r\n\u2028\u2029]/g, '');
        expect(unquoted(quoted(text))).toBe(text);
      }),
    );
  });

  it('are no tokens where a character is none', () => {
    expect(['GET', 'x-y', '', 'a b', 'a:b', 'ä'].map(isToken)).toEqual([true, true, false, false, false, false]);
  });
});

describe('text of one byte a character', () => {
  it('loses nothing', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (b) => {
        expect(latin1Bytes(fromLatin1(b, 0, b.length))).toEqual(Uint8Array.from(b));
      }),
    );
  });
});

describe('base64', () => {
  it('has the vectors of RFC 4648 §10', () => {
    for (const [plain, coded] of [
      ['', ''],
      ['f', 'Zg=='],
      ['fo', 'Zm8='],
      ['foo', 'Zm9v'],
      ['foob', 'Zm9vYg=='],
      ['fooba', 'Zm9vYmE='],
      ['foobar', 'Zm9vYmFy'],
    ] as const) {
      expect(toBase64(utf8(plain))).toBe(coded);
      expect(fromUtf8(fromBase64(utf8(coded)))).toBe(plain);
    }
  });

  it('reads back what was written', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (b) => {
        expect(fromBase64(utf8(toBase64(b)))).toEqual(Uint8Array.from(b));
      }),
    );
  });
});

describe('text in a row', () => {
  const shown = (b: Uint8Array, most?: number): string => {
    const out = new TextBuffer(4096);
    putVisible(out, b, 0, b.length, most);
    return fromUtf8(out.bytes.subarray(0, out.length));
  };

  it('is copied where it is printable, else escaped', () => {
    expect(shown(utf8('GET /'))).toBe('GET /');
    expect(shown(utf8('ä\u001b[31m\n'))).toBe('ä\\x1b[31m\\n');
    expect(shown(Uint8Array.of(0x41, 0xff, 0x80))).toBe('A\\xff\\x80');
  });

  it('is cut, by what is shown', () => {
    expect(shown(utf8('abcdef'), 3)).toBe('abc…');
    expect(shown(new Uint8Array(10), 10)).toBe('\\x00\\x00\\x…');
    expect(shown(new Uint8Array(1000)).length).toBeLessThan(410);
  });
});
