import { expect, it } from 'vitest';
import { base64 } from '../../../messages/base64.ts';
import type { SaidPart } from '../../../messages/messages.ts';
import { hexRows, textOf } from './said.ts';

const said = (text: string, offset = 0): SaidPart => {
  const bytes = new TextEncoder().encode(text);
  return { side: 0, frame: 4, offset, length: bytes.length, bytes: base64(bytes) };
};

it('shows lines as lines and other controls as pictures', () => {
  expect(textOf(said('a\r\nb\u001b[0m'))).toBe('a\nb·[0m');
  expect(textOf({ ...said(''), bytes: base64(Uint8Array.of(0xff, 0x41, 0xc2, 0x85, 0)), length: 5 })).toBe('·A··');
  expect(textOf(said('a\u202eb'))).toBe('a\\u202eb');
  expect(textOf({ ...said(''), length: 9 })).toBe('[9 bytes were not captured]');
});

it('shows bytes in rows that count what the side said', () => {
  expect(hexRows(said('0123456789abcdefXY', 16))).toBe(
    '00000010  30 31 32 33 34 35 36 37 38 39 61 62 63 64 65 66  0123456789abcdef\n00000020  58 59                                            XY',
  );
  expect(hexRows(said('0123456789'), 8)).toBe('00000000  30 31 32 33 34 35 36 37  01234567\n00000008  38 39                    89');
});
