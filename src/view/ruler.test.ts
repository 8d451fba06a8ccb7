import { describe, expect, it } from 'vitest';
import { frameFrom, LECTURE_BYTES } from '../../test/lecture-frame.ts';
import { eth, ip, tcp } from '../protocols/index.ts';
import { protocols } from '../protocols/registry.ts';
import { buildStack } from '../wire/build.ts';
import { dissect } from '../wire/dissect.ts';
import { declaredRuler, rulerData, rulerLines, rulersOf } from './ruler.ts';
import { plainText } from './text.ts';

const lecture = dissect(protocols, frameFrom(LECTURE_BYTES));
const draw = (d = lecture, k = 1): string[] => rulerLines(rulersOf(d)[k]!).map(plainText);

describe('ruler', () => {
  it('draws the IPv4 header as RFC 791 does, with the live values', () => {
    expect(draw()).toEqual([
      'Internet Protocol Version 4, 20 bytes (RFC 791)',
      '  0                   1                   2                   3',
      '  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1',
      ' ┌───────┬───────┬───────────┬───┬───────────────────────────────┐',
      ' │Version│Header │DSCP       │ECN│Total Length                   │',
      ' │       │Length │           │   │                               │',
      expect.stringMatching(/^ │4 {6}│5 \(20 {2}│000000 {5}│00 │58 +│$/),
      expect.stringMatching(/^ │ {7}│bytes\) │Default {4}│ {3}│ +│$/),
      ' ├───────┴───────┴───────────┴───┼─┬─┬─┬─────────────────────────┤',
      ' │Identification                 │R│D│M│Fragment Offset          │',
      ' │                               │B│F│F│                         │',
      ' │0x2c7a                         │0│1│0│0                        │',
      ' ├───────────────┬───────────────┼─┴─┴─┴─────────────────────────┤',
      ' │Time to Live   │Protocol       │Header Checksum                │',
      ' │128            │TCP (6)        │0xf4a5                         │',
      ' ├───────────────┴───────────────┴───────────────────────────────┤',
      ' │Source Address                                                 │',
      ' │128.237.252.163                                                │',
      ' ├───────────────────────────────────────────────────────────────┤',
      ' │Destination Address                                            │',
      ' │128.2.220.10                                                   │',
      ' └───────────────────────────────────────────────────────────────┘',
    ]);
  });

  it('draws a field over two rows as one shape', () => {
    expect(draw(lecture, 0).slice(3, 10)).toEqual([
      ' ┌───────────────────────────────────────────────────────────────┐',
      ' │Destination                                                    │',
      ' │08:00:7f:20:00:64                                              │',
      ' │                               ┌───────────────────────────────┤',
      ' ├───────────────────────────────┘                               │',
      ' │Source                                                         │',
      ' │00:16:ea:e3:54:e6                                              │',
    ]);
  });

  it('draws the options', () => {
    const options = [
      { kind: 2, 'options.mss_val': 1460 },
      { kind: 8, 'options.timestamp.tsval': 77, 'options.timestamp.tsecr': 88 },
      { kind: 4 },
    ];
    const macs = { src: new Uint8Array(6), dst: new Uint8Array(6) };
    const bytes = buildStack([
      [eth, macs],
      [ip, { src: 1, dst: 2 }],
      [tcp, { srcport: 5, dstport: 6, options }],
    ]);
    const text = draw(dissect(protocols, frameFrom(bytes)), 2).join('\n');
    expect(text).toMatch(/│MSS Value +│\n.*│1460 +│/);
    expect(text).toMatch(/│Timestamp value +│Timestamp|│Timestamp value +│/);
    expect(text).toMatch(/│77 +/);
    expect(text).toMatch(/│88 +/);
  });

  it('covers every bit of every header exactly once', () => {
    for (const { boxes } of rulersOf(lecture)) {
      let at = 0;
      for (const box of boxes) {
        expect(box.bit).toBe(at);
        at += box.bits;
      }
      expect(at % 8).toBe(0);
    }
  });

  it('never throws on a header that was cut', () => {
    for (let n = 0; n <= LECTURE_BYTES.length; n++) {
      const d = dissect(protocols, frameFrom(LECTURE_BYTES.subarray(0, n), { original: 72 }));
      for (const ruler of rulersOf(d)) expect(rulerLines(ruler, { columns: 50 }).length).toBeGreaterThan(3);
    }
  });

  it('keeps to its width', () => {
    for (const l of draw(lecture, 2)) expect(l.length).toBeLessThanOrEqual(66);
    for (const l of rulerLines(rulersOf(lecture)[2]!, { columns: 60 })) expect(plainText(l).length).toBeLessThanOrEqual(60);
  });

  it('draws a declaration without values', () => {
    const text = rulerLines(declaredRuler(tcp)).map(plainText).join('\n');
    expect(text).toContain('│Source Port                    │Destination Port               │');
    expect(text).toMatch(/│A│P│R│S│F│Window/);
  });

  it('is JSON', () => {
    expect(rulerData(lecture)[1]?.fields.find((f) => f.name === 'ip.ttl')).toEqual({
      name: 'ip.ttl',
      title: 'Time to Live',
      bit: 64,
      bits: 8,
      value: '128',
    });
  });

  it('names the kind of an option, over two lines where it takes them', () => {
    const options = [{ kind: 2, 'options.mss_val': 1460 }, { kind: 1 }, { kind: 3, 'options.wscale.shift': 7 }];
    const bytes = buildStack([
      [eth, { dst: new Uint8Array(6), src: new Uint8Array(6) }],
      [ip, { src: 1, dst: 2 }],
      [tcp, { srcport: 1, dstport: 2, seq_raw: 0, ack_raw: 0, flags: 2, window_size_value: 0, options }],
    ]);
    expect(draw(dissect(protocols, frameFrom(bytes)), 2).slice(-8, -1)).toEqual([
      ' │Kind           │Length         │MSS Value                      │',
      ' │Maximum segment│4              │1460                           │',
      ' │size (2)       │               │                               │',
      ' ├───────────────┼───────────────┼───────────────┬───────────────┤',
      ' │Kind           │Kind           │Length         │Shift count    │',
      ' │No-Operation   │Window scale   │3              │7              │',
      ' │(NOP) (1)      │(3)            │               │               │',
    ]);
  });
});
