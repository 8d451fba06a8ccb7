import { describe, expect, it } from 'vitest';
import { frameFrom, LECTURE_BYTES } from '../../test/lecture-frame.ts';
import { protocols } from '../protocols/registry.ts';
import { dissect } from '../wire/dissect.ts';
import { frameHex, hexData, hexLines } from './hex.ts';
import { plainText } from './text.ts';

const text = (...args: Parameters<typeof hexLines>): string[] => hexLines(...args).map(plainText);

describe('hex', () => {
  it('shows offset, sixteen bytes and their text', () => {
    expect(text(LECTURE_BYTES)[3]).toBe('0030  3f ff 96 8b 00 00 68 65  72 65 20 69 73 20 61 20  ?.....he re is a ');
    expect(text(LECTURE_BYTES)[4]).toBe('0040  6d 65 73 73 61 67 65 0a                           message.');
  });

  it('brackets the selected stretch in each row it touches', () => {
    const rows = text(LECTURE_BYTES, { selected: { offset: 14, length: 20 }, brackets: true });
    expect(rows[0]).toBe('0000  08 00 7f 20 00 64 00 16  ea e3 54 e6 08 00[45 00] ... .d.. ..T...E.');
    expect(rows[1]).toBe('0010 [00 3a 2c 7a 40 00 80 06  f4 a5 80 ed fc a3 80 02] .:,z@... ........');
    expect(rows[2]).toBe('0020 [dc 0a]d8 0a 3b 6d f4 a4  99 6c 75 de 71 6a 50 18  ....;m.. .lu.qjP.');
  });

  it('keeps every row aligned whatever is selected', () => {
    for (let offset = 0; offset < 72; offset++) {
      for (const length of [1, 7, 16, 40]) {
        for (const row of text(LECTURE_BYTES, { selected: { offset, length }, brackets: true }))
          expect(row.indexOf('  ', 30)).toBeLessThan(56);
        const plain = text(LECTURE_BYTES);
        const marked = text(LECTURE_BYTES, { selected: { offset, length }, brackets: true });
        expect(marked.map((r) => r.replaceAll(/[[\]]/g, ' ').slice(0, 55))).toEqual(plain.map((r) => r.slice(0, 55)));
      }
    }
  });

  it('gives the selected bytes the role `here` and the others that of their layer', () => {
    const d = dissect(protocols, frameFrom(LECTURE_BYTES));
    const rows = frameHex(d, { selected: { source: 0, offset: 18, length: 2 } });
    expect(rows[1]?.filter((s) => s.role === 'here').map((s) => s.text)).toEqual(['2c 7a', ',z']);
    expect(rows[0]?.map((s) => s.role)).toContain('layer0');
    expect(rows[3]?.map((s) => s.role)).toContain('layer2');
  });

  it('shows nothing of no bytes and counts longer offsets', () => {
    expect(text(new Uint8Array(0))).toEqual([]);
    expect(text(Uint8Array.of(1), { base: 0x12345 })[0]).toMatch(/^12345 {2}01/);
  });

  it('is JSON with the layers in it', () => {
    const parsed = hexData(dissect(protocols, frameFrom(LECTURE_BYTES)));
    expect(parsed.layers.map((l) => [l.name, l.offset])).toEqual([
      ['eth', 0],
      ['ip', 14],
      ['tcp', 34],
    ]);
  });
});
