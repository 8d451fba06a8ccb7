import { describe, expect, it } from 'vitest';
import { hex } from '../core/bytes.ts';
import { build, buildStack } from './build.ts';
import { bits, flag, ip4, mac, raw, u8, u16 } from './field.ts';
import { internetChecksum } from './internet-checksum.ts';
import { layer } from './layer.ts';

const plain = { title: 'Test', spec: 'none' };

describe('build', () => {
  const l = layer('l', {
    ...plain,
    fields: {
      version: bits(4, 'Version', { fallback: 4 }),
      words: bits(4, 'Words', { scale: 4, auto: (c) => c.header >> 2 }),
      on: flag('On'),
      id: bits(15, 'Id'),
      rest: raw(2, 'Rest', 'bytes', { fallback: Uint8Array.of(0xab, 0xcd) }),
      to: mac('To'),
      length: u16('Length', { auto: (c) => c.header + c.payload }),
    },
  });
  const to = Uint8Array.of(2, 0, 0, 0, 0, 1);

  it('puts values where they lie and works the others out', () => {
    expect(hex(build(l, { id: 0x1234, to }, Uint8Array.of(9)))).toBe('431234abcd020000000001000e09');
    expect(hex(build(l, { id: 0x1234, on: 1, to }))).toBe('439234abcd020000000001000d');
  });

  it('takes what is given before what follows, in the unit that people see', () => {
    expect(hex(build(l, { id: 0, to, words: 20, version: 6, length: 1 })).slice(0, 2)).toBe('65');
    expect(hex(build(l, { id: 0, to, length: 1 })).slice(-4)).toBe('0001');
  });

  it('cuts a number to its bits', () => {
    expect(hex(build(l, { id: 0x1_8001, to })).slice(2, 6)).toBe('0001');
  });

  it('puts options between the fixed part and the payload', () => {
    const bytes = build(l, { id: 0, to, options: Uint8Array.of(1, 1, 1) }, Uint8Array.of(9));
    expect(hex(bytes)).toBe('440000abcd0200000000010011' + '01010109');
  });
});

describe('buildStack', () => {
  const low = layer('low', {
    ...plain,
    fields: { src: ip4('S', { column: 'src' }), dst: ip4('D', { column: 'dst' }), next: u8('Next', { auto: (c) => c.upper & 255 }) },
    next: { next: 'low.next' },
    pseudo: { words: 16 },
  });
  const mid = layer('mid', {
    ...plain,
    fields: { kind: u8('Kind', { auto: (c) => c.upper & 255 }) },
    next: ['kind'],
    on: { 'low.next': [7, 8] },
  });
  const high = layer('high', {
    ...plain,
    fields: { sum: internetChecksum('Sum', { covers: 'segment', pseudo: 17 }) },
    on: { 'low.next': 'text', 'mid.kind': 9 },
  });
  const ends = { src: 0x01020304, dst: 0x05060708 };

  it('names in each layer what it carries, by the first key that it sits under; where nobody knows, all ones', () => {
    expect([
      ...buildStack([
        [low, ends],
        [mid, {}],
        [high, { sum: 0 }],
      ]).subarray(8, 10),
    ]).toEqual([7, 9]);
    expect([
      ...buildStack([
        [low, ends],
        [high, {}],
      ]).subarray(8, 9),
    ]).toEqual([255]);
    expect(buildStack([[mid, {}]])[0]).toBe(255);
  });

  it('sums the addresses of the nearest layer that has some (RFC 9293 §3.1)', () => {
    const sum = 0x0102 + 0x0304 + 0x0506 + 0x0708 + 17 + 3 + 0xff00;
    const folded = ~((sum & 0xffff) + (sum >> 16)) & 0xffff;
    expect(
      hex(
        buildStack(
          [
            [low, ends],
            [mid, {}],
            [high, {}],
          ],
          Uint8Array.of(0xff),
        ).subarray(10),
      ),
    ).toBe(`${folded.toString(16).padStart(4, '0')}ff`);
    expect(hex(buildStack([[high, {}]]))).toBe((~(17 + 2) & 0xffff).toString(16));
  });
});
