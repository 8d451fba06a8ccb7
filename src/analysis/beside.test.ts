/** Inferred segments beside captured ones: what differs is named, and numbers are compared from the SYN on. */
import { describe, expect, it } from 'vitest';
import { english, saidWords } from '../core/said.ts';
import { type BesideSegment, compareBeside, INFERRED_KINDS } from './beside.ts';

const segment = (side: 0 | 1, flags: string, seq: number, ack: number, length = 0, window = 512): BesideSegment => ({
  side,
  syn: flags.includes('S'),
  fin: flags.includes('F'),
  rst: flags.includes('R'),
  acks: flags.includes('A'),
  seq: seq >>> 0,
  ack: ack >>> 0,
  window,
  length,
});

/** A talk of 1,000 bytes and their echo, from these first numbers; `sizes` are the client's segments. */
const talk = (a: number, b: number, sizes: readonly number[], window = 512): readonly BesideSegment[] => {
  const sent = sizes.map((size, i) => segment(0, 'A', a + 1 + sizes.slice(0, i).reduce((n, m) => n + m, 0), b + 1, size, window));
  return [
    segment(0, 'S', a, 0),
    segment(1, 'SA', b, a + 1, 0, window),
    segment(0, 'A', a + 1, b + 1, 0, window),
    ...sent,
    segment(1, 'A', b + 1, a + 1001, 1000, window),
    segment(0, 'FA', a + 1001, b + 1001, 0, window),
    segment(1, 'FA', b + 1001, a + 1002, 0, window),
    segment(0, 'A', a + 1002, b + 1002, 0, window),
  ];
};

describe('beside', () => {
  it('the same talk with other first numbers does not differ', () => {
    expect(compareBeside(talk(0, 0, [1000]), talk(0xffff_ff00, 77, [1000]))).toEqual({ isAligned: true, differences: [] });
  });

  it('segmentation and windows are named', async () => {
    const { differences } = compareBeside(talk(0, 0, [1000]), talk(5, 6, [600, 400], 1024));
    expect(differences.map((d) => [d.kind, d.side, english.text(d.inferred), english.text(d.captured)])).toEqual([
      ['segmentation', 0, '1 segment of up to 1,000 bytes', '2 segments of up to 600 bytes'],
      ['windows', 0, 'window 512', 'window 1024'],
      ['windows', 1, 'window 512', 'window 1024'],
    ]);
    expect(differences.every((d) => INFERRED_KINDS.has(d.kind))).toBe(true);
    const german = await saidWords('de');
    expect(differences.slice(0, 2).map((d) => german.text(d.captured))).toEqual(['2 Segmente mit bis zu 600 Bytes', 'Fenster 1024']);
  });

  it('a segment that was sent again is real, bytes that are not there are wrong', () => {
    const again = [...talk(1, 2, [1000])];
    again.splice(4, 0, segment(0, 'A', 2, 3, 1000));
    expect(compareBeside(talk(0, 0, [1000]), again).differences.map((d) => d.kind)).toEqual(['segmentation', 'sent again']);
    const short = compareBeside(talk(0, 0, [1000]), talk(0, 0, [900])).differences;
    const wrong = short.filter((d) => !INFERRED_KINDS.has(d.kind));
    expect(wrong.map((d) => [d.kind, d.side, english.text(d.inferred), english.text(d.captured)])).toEqual([
      ['numbers', 0, '1,000 bytes', '900 bytes'],
    ]);
  });

  it('nothing captured is no agreement', () => {
    expect(compareBeside(talk(0, 0, [1000]), []).differences.map((d) => d.kind)).toContain('events');
  });
});
