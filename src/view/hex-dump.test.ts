import { describe, expect, it } from 'vitest';
import { hexLines } from './hex.ts';
import { hexDump } from './hex-dump.ts';
import { plainText } from './text.ts';

const bytes = Uint8Array.from({ length: 300 }, (_, i) => (i * 7) & 255);

describe('a dump of what goes by', () => {
  it.each([
    [0, 0],
    [1, 0],
    [8, 0],
    [9, 3],
    [16, 0xfff0],
    [17, 16],
    [300, 0],
    [300, 0x1_2345_6789],
  ])('is what the view of bytes shows: %i bytes from %i', (length, base) => {
    const some = bytes.subarray(0, length);
    const lines = hexLines(some, { base }).map((line) => plainText(line));
    expect(hexDump(some, base)).toBe(lines.join('\n'));
  });
});
