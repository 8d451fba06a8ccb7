import { describe, expect, it } from 'vitest';
import { concat, fromUtf8, utf8 } from '../core/bytes.ts';
import { LIMITS, type Piece, Stream } from './stream.ts';

/** `text` of data, `<n>` for a gap. */
const said = (pieces: readonly Piece[]): string => pieces.map((p) => (p.kind === 'gap' ? `<${p.length}>` : fromUtf8(p.bytes))).join('');

/** Pushes `[seq, text]` in turn and ends. */
const run = (segments: readonly (readonly [seq: number, text: string])[], stream = new Stream()): string =>
  segments.map(([seq, text], i) => said(stream.push(seq, false, utf8(text), i + 1))).join('') + said(stream.end(99));

describe('stream', () => {
  it('joins segments in order', () =>
    expect(
      run([
        [1, 'ab'],
        [3, 'cd'],
        [5, 'e'],
      ]),
    ).toBe('abcde'));
  it('waits for what comes late', () =>
    expect(
      run([
        [1, 'ab'],
        [5, 'ef'],
        [3, 'cd'],
      ]),
    ).toBe('abcdef'));
  it('says nothing twice', () =>
    expect(
      run([
        [1, 'ab'],
        [1, 'ab'],
        [2, 'bc'],
        [1, 'abc'],
        [4, 'd'],
      ]),
    ).toBe('abcd'));
  it('waits a while for what was acknowledged before it came, if it is to', () => {
    const told = (patience: number): string => {
      const s = new Stream({ patience });
      const pieces = [
        s.push(1, false, utf8('ab'), 1),
        s.push(5, false, utf8('ef'), 2),
        s.acknowledge(7, 3),
        s.push(3, false, utf8('cd'), 4),
      ];
      return pieces.map(said).join('');
    };
    expect([told(0), told(1)]).toEqual(['ab<2>ef', 'abcdef']);
    const s = new Stream({ patience: 1 });
    expect(
      [s.push(1, false, utf8('ab'), 1), s.push(5, false, utf8('ef'), 2), s.acknowledge(7, 3), s.acknowledge(7, 4)].map(said).join(''),
    ).toBe('ab<2>ef');
  });
  it('shows a gap as a gap', () =>
    expect(
      run([
        [1, 'ab'],
        [6, 'fg'],
      ]),
    ).toBe('ab<3>fg'));
  it('does not wait for what the peer has acknowledged before', () => {
    const s = new Stream();
    const before = said(s.push(1, false, utf8('ab'), 1)) + said(s.acknowledge(6, 2));
    expect([
      before,
      said(s.push(6, false, utf8('fg'), 3)),
      said(s.push(10, false, utf8('kl'), 4)),
      said(s.push(8, false, utf8('hi'), 5)),
    ]).toEqual(['ab', '<3>fg', '', 'hikl']);
  });
  it('starts after the SYN, with data in it or not', () => {
    const s = new Stream();
    expect(said(s.push(100, true, utf8(''), 1)) + said(s.push(101, false, utf8('ab'), 2))).toBe('ab');
    expect(said(new Stream().push(100, true, utf8('ab'), 1))).toBe('ab');
  });
  it('goes on over the end of the sequence numbers', () =>
    expect(
      run([
        [0xfffffffe, 'ab'],
        [2, 'ef'],
        [0, 'cd'],
      ]),
    ).toBe('abcdef'));
  it('lets the first copy win, before and behind a hole, and tells of the conflict', () => {
    const s = new Stream();
    const text = [
      s.push(1, false, utf8('ab'), 1),
      s.push(5, false, utf8('EF'), 2),
      s.push(4, false, utf8('defg'), 3),
      s.push(3, false, utf8('c'), 4),
      s.push(1, false, utf8('xy'), 5),
    ];
    expect(text.map(said).join('')).toBe('abcdEFg');
    expect(s.conflicts).toEqual([3, 5]);
  });
  it('does not glue over bytes that the peer has and the capture has not', () => {
    const s = new Stream();
    expect(said(s.push(1, false, utf8('ab'), 1)) + said(s.push(6, false, utf8('fg'), 2))).toBe('ab');
    expect(said(s.acknowledge(5, 3))).toBe('');
    expect(said(s.acknowledge(8, 4))).toBe('<3>fg');
    expect(said(s.push(3, false, utf8('cde'), 5))).toBe('');
  });
  it('holds no more than its limits behind a hole', () => {
    const s = new Stream();
    s.push(1, false, utf8('a'), 1);
    const block = new Uint8Array(LIMITS.bytes / 4);
    const pieces = [1, 2, 3, 4, 5].map((k) => s.push(100 + k * block.length, false, block, k + 1));
    expect(pieces.map((p) => p.length)).toEqual([0, 0, 0, 0, 6]);
    const many = new Stream();
    many.push(1, false, utf8('a'), 1);
    let delivered = 0;
    for (let k = 0; k <= LIMITS.segments; k++) delivered += many.push(10 + 2 * k, false, utf8('x'), k).length;
    expect(delivered).toBe(2);
  });
  it('does not keep the bytes of its caller', () => {
    const s = new Stream();
    s.push(1, false, utf8('a'), 1);
    const buffer = utf8('cd');
    s.push(3, false, buffer, 2);
    buffer.fill(0);
    expect(said(s.push(2, false, utf8('b'), 3))).toBe('bcd');
  });
  it('gives back any text cut and shuffled in any way', () => {
    const text = utf8(Array.from({ length: 400 }, (_, i) => String.fromCharCode(97 + (i % 26))).join(''));
    let seed = 3;
    const next = (n: number): number => {
      seed = (seed * 48271) % 0x7fffffff;
      return seed % n;
    };
    for (let round = 0; round < 300; round++) {
      const base = next(0x7fffffff) * 2;
      const s = new Stream();
      s.push(base, true, new Uint8Array(0), 0);
      const cuts: [number, number][] = [[0, 0]];
      for (let at = 0; at < text.length; ) {
        const length = 1 + next(40);
        cuts.push([Math.max(0, at - next(5)), Math.min(text.length, at + length)]);
        at += length;
      }
      const shuffled = cuts.sort(() => next(3) - 1);
      const out = shuffled.flatMap(([from, to], i) =>
        s.push((base + 1 + from) >>> 0, false, text.subarray(from, to), i).map((p) => p.bytes.slice()),
      );
      expect(concat(out)).toEqual(text);
      expect(s.conflicts).toEqual([]);
    }
  });
});
