import { expect, it } from 'vitest';
import { hexLines } from './hex-log.ts';

it('is the log of the traditional netcat', () => {
  const bytes = Buffer.from('hello\nworld 0123456789\0\xff\t', 'latin1');
  expect(hexLines('sent', 0, bytes)).toBe(
    '> 00000000 68 65 6c 6c 6f 0a 77 6f 72 6c 64 20 30 31 32 33 # hello.world 0123\n' +
      '> 00000010 34 35 36 37 38 39 00 ff 09                      # 456789...\n',
  );
  expect(hexLines('received', 25, Buffer.from('ab'))).toBe(`< 00000019 61 62${' '.repeat(43)}# ab\n`);
});
