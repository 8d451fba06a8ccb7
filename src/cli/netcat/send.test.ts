import { expect, it } from 'vitest';
import { fc } from '../../../test/property.ts';
import { withCrLf } from './send.ts';

const crlf = (text: string, before = ''): string =>
  Buffer.from(withCrLf(Buffer.from(text, 'latin1'), before.charCodeAt(0) || 0)).toString('latin1');

it.each([
  ['a\nb\r\nc', 'a\r\nb\r\nc'],
  ['\n\n', '\r\n\r\n'],
  ['no line', 'no line'],
  ['', ''],
])('%j', (text, sent) => expect(crlf(text)).toBe(sent));

it('knows the byte before the chunk', () => {
  expect(crlf('\nx', '\r')).toBe('\nx');
  expect(crlf('\nx', 'a')).toBe('\r\nx');
});

it('puts CR before each LF that has none, however the text is cut', () => {
  const letters = fc.array(fc.constantFrom('\r', '\n', 'a', 'b'), { maxLength: 20 }).map((all) => all.join(''));
  fc.assert(
    fc.property(letters, letters, (first, second) => {
      const whole = (first + second).replace(/(?<!\r)\n/g, '\r\n');
      expect(crlf(first) + crlf(second, first.at(-1))).toBe(whole);
    }),
  );
});
