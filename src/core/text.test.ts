import { describe, expect, it } from 'vitest';
import { fc } from '../../test/property.ts';
import { fromHex, utf8 } from './bytes.ts';
import { cut, dots, grouped, sizeText, visible, visibleBlock, visibleBytes, visibleLines } from './text.ts';

describe('text made safe', () => {
  it('shows what would steer a terminal, and leaves what people write', () => {
    expect(visible('a\x1b[31m\r\n\tb\x7f\x9b')).toBe('a\\x1b[31m\\r\\n\\tb\\x7f\\x9b');
    expect(visible('Grüße, 日本語, 👍')).toBe('Grüße, 日本語, 👍');
  });

  it('shows what hides or turns text: bidi controls, zero width, tags, half surrogates (Unicode TR 36)', () => {
    expect(visible('\u202eexe\u2066\u200b\ufeff')).toBe('\\u202eexe\\u2066\\u200b\\ufeff');
    expect(visible('\ud800x\udc00')).toBe('\\ud800x\\udc00');
    expect(visible('\u{e0041}')).toBe('\\udb40\\udc41');
  });

  it('keeps newlines and tabs where a block is wanted', () => {
    expect(visibleLines('a\n\tb\r\x1b')).toBe('a\n\tb\\r\\x1b');
    expect(visibleBlock(utf8('a\r\nb\rc'))).toBe('a\nb\\rc');
  });

  it('takes UTF-8 and shows every byte that is none (RFC 3629 §3 and §10)', () => {
    expect(visibleBytes(utf8('naïve ✓'))).toBe('naïve ✓');
    const wrong = ['c080', 'eda080', 'f4908080', 'e28982'.slice(0, 4), '80', 'fe', 'f880808080'];
    for (const digits of wrong) expect(visibleBytes(fromHex(digits)!), digits).toBe(digits.replace(/../g, '\\x$&'));
    expect(visibleBytes(fromHex('41ffc3a9')!)).toBe('A\\xffé');
  });

  it('never lets a control through, whatever the bytes are', () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that must not get through
    const control = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;
    fc.assert(fc.property(fc.uint8Array(), (b) => void expect(control.test(visibleBytes(b))).toBe(false)));
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (s) => void expect(control.test(visible(s))).toBe(false)));
  });
});

describe('text', () => {
  it('of bytes beside a dump is ASCII and dots', () => {
    expect(dots(Uint8Array.of(0x1f, 0x20, 0x41, 0x7e, 0x7f, 0xff))).toBe('. A~..');
  });

  it('of numbers and sizes', () => {
    expect([0, 999, 1000, 1_234_567].map(grouped)).toEqual(['0', '999', '1,000', '1,234,567']);
    expect(grouped(12_345_678_901_234_567_890n)).toBe('12,345,678,901,234,567,890');
    expect([0, 1023, 1536, 2 ** 31, 2 ** 52].map(sizeText)).toEqual(['0 B', '1023 B', '1.5 KiB', '2.0 GiB', '4096.0 TiB']);
  });

  it('is cut with an ellipsis that counts', () => {
    expect([cut('abcd', 4), cut('abcde', 4), cut('abc', 0)]).toEqual(['abcd', 'abc…', '…']);
  });
});
