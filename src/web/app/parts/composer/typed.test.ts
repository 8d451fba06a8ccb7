import { describe, expect, it } from 'vitest';
import { bytesOf } from './typed.ts';

describe('typed lines', () => {
  it('are text with the chosen end', () => {
    expect(bytesOf('a', 'text', 'CRLF')).toEqual(Uint8Array.of(97, 13, 10));
    expect(bytesOf('é', 'text', 'none')).toEqual(Uint8Array.of(0xc3, 0xa9));
  });
  it('are several with the chosen end each', () => {
    expect(bytesOf('a\nb\n', 'lines', 'CRLF')).toEqual(Uint8Array.of(97, 13, 10, 98, 13, 10));
  });
  it('are escapes', () => {
    expect(bytesOf('a\\x00\\r\\n\\\\', 'escaped', 'none')).toEqual(Uint8Array.of(97, 0, 13, 10, 92));
    expect(bytesOf('\\q', 'escaped', 'none')).toBeUndefined();
  });
  it('are bytes in hexadecimal', () => {
    expect(bytesOf('0x47 45:54', 'hex', 'LF')).toEqual(Uint8Array.of(0x47, 0x45, 0x54));
    expect(bytesOf('4', 'hex', 'LF')).toBeUndefined();
  });
});
