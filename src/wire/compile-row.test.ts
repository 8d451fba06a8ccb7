import { describe, expect, it } from 'vitest';
import { fromUtf8 } from '../core/bytes.ts';
import { TextBuffer } from '../core/text-buffer.ts';
import { protocols } from '../protocols/registry.ts';
import { compileRow } from './compile-row.ts';
import { bits, extra, u8, u16, u32 } from './field.ts';
import { layer } from './layer.ts';
import { row, seen } from './row.ts';
import type { Layer } from './types.ts';

const b = Uint8Array.of(0xff, 0xff, 0b1010_1111, 0xff, 0xff, 0xff, 0b1110_0000, 0xff, 0xff, 0xff, 0xfe, 7, 0, 0);
const written = (l: Layer, emits: boolean): string => {
  const out = new TextBuffer(500);
  compileRow(l, emits)?.(out, { ...seen(b), o: 2, header: 13, end: b.length, wire: b.length });
  return fromUtf8(out.bytes.subarray(0, out.length));
};

describe('compiled rows', () => {
  it('say the same as emitted code and as closures: fields of any place, what is added, known values, words and texts', () => {
    const l = layer('l', {
      title: 'Test',
      spec: 'none',
      fields: {
        top: bits(4, 'Top', { scale: 4 }),
        odd: bits(31, 'Odd'),
        rest: bits(5, 'Rest'),
        word: u32('Word'),
        n: u8('N'),
        z: u16('Z'),
      },
      extras: {
        length: extra('Length', 'dec', { from: (at) => at.end - at.header }),
        none: extra('None', 'dec', { from: () => undefined }),
      },
      row: row('{top} {odd}|{word} → {n+3}, {n-9}: {length-1}{none}"\\{own}', { own: (out, at) => out.text(`at ${at.o}`) }),
    });
    expect(written(l, true)).toBe('40 2147483647|4294967294 → 10, 0: 0"\\at 2');
    expect(written(l, false)).toBe(written(l, true));
  });

  it('say the same of any bytes, for every layer that has one', () => {
    for (const { layer: l } of protocols.nodes) expect([l.name, written(l, true)]).toEqual([l.name, written(l, false)]);
  });
});
