import { describe, expect, it } from 'vitest';
import type { Reassembled } from '../wire/origin.ts';
import { LIMITS, OVERHEAD, Reassembly } from './reassembly.ts';

const DATA = Uint8Array.from({ length: 48 }, (_, n) => n);

/** Offset, end, and whether more follow; other bytes than DATA's where `fill` says so. */
type Piece = readonly [from: number, to: number, more: boolean, fill?: number];

const bytesOf = ([from, to, , fill]: Piece): Uint8Array =>
  fill === undefined ? DATA.subarray(from, to) : new Uint8Array(to - from).fill(fill);

/** Gives the pieces to one reassembly, in frames 1, 2 …; what the last one gave. */
const given = (pieces: readonly Piece[]): Reassembled | undefined => {
  const r = new Reassembly();
  let whole: Reassembled | undefined;
  for (const [k, piece] of pieces.entries()) {
    expect(whole).toBe(undefined);
    whole = r.take('a', k + 1, piece[0], piece[2], bytesOf(piece));
  }
  expect(r.open).toBe(whole ? 0 : 1);
  return whole;
};

const marks = (whole: Reassembled | undefined): readonly string[] =>
  (whole?.fragments ?? []).map((f) =>
    [`#${f.frame}`, f.overlaps && 'overlaps', f.conflicts && 'conflicts', f.otherTail && 'tail', f.tooLong && 'long']
      .filter(Boolean)
      .join(' '),
  );

const FIRST: Piece = [0, 24, true];
const LAST: Piece = [24, 48, false];

describe('reassembly', () => {
  it('puts fragments together in any order', () => {
    const orders: Piece[][] = [
      [FIRST, LAST],
      [LAST, FIRST],
      [
        [0, 16, true],
        [32, 48, false],
        [16, 32, true],
      ],
      [
        [32, 48, false],
        [16, 32, true],
        [0, 16, true],
      ],
    ];
    for (const pieces of orders) expect(given(pieces)?.bytes).toEqual(DATA);
  });

  it('waits for a hole to be filled, and for the end', () => {
    expect(given([FIRST, [32, 48, false]])).toBe(undefined);
    expect(given([FIRST, [24, 48, true]])).toBe(undefined);
    expect(given([FIRST, FIRST, FIRST, [40, 48, false]])).toBe(undefined);
  });

  it('keeps what came first of bytes that overlap, and says whether they are the same', () => {
    const same = given([FIRST, [16, 32, true], [32, 48, false]]);
    expect(same?.bytes).toEqual(DATA);
    expect(marks(same)).toEqual(['#1', '#2 overlaps', '#3']);
    const other = given([FIRST, [16, 32, true, 99], [32, 48, false]]);
    expect(marks(other)).toEqual(['#1', '#2 overlaps conflicts', '#3']);
    expect([...other!.bytes.subarray(22, 26)]).toEqual([22, 23, 99, 99]);
    expect(marks(given([FIRST, [8, 16, true, 99], LAST]))).toEqual(['#1', '#2 overlaps conflicts', '#3']);
  });

  it('ends where the first last fragment says', () => {
    const shorter = given([[24, 40, false], [40, 48, false], FIRST]);
    expect(shorter?.bytes).toEqual(DATA.subarray(0, 40));
    expect(marks(shorter)).toEqual(['#3', '#1', '#2 tail long']);
    expect(marks(given([LAST, [16, 32, false], FIRST]))).toEqual(['#3', '#2 overlaps tail', '#1 overlaps']);
    const inside = given([FIRST, [24, 40, true], [16, 24, false]]);
    expect(inside?.bytes).toEqual(DATA.subarray(0, 24));
    expect(marks(inside)).toEqual(['#1', '#3 overlaps', '#2 long']);
  });

  it('begins anew with what comes after the whole', () => {
    const r = new Reassembly();
    r.take('a', 1, 0, true, DATA.subarray(0, 24));
    expect(r.take('a', 2, 24, false, DATA.subarray(24))?.bytes).toEqual(DATA);
    expect(r.take('a', 3, 24, false, DATA.subarray(24))).toBe(undefined);
    expect(r.take('b', 4, 0, true, DATA.subarray(0, 24))).toBe(undefined);
    expect(r.open).toBe(2);
  });

  it('does not hold on to the bytes it is given', () => {
    const r = new Reassembly();
    const given = DATA.slice(0, 24);
    r.take('a', 1, 0, true, given);
    given.fill(0);
    expect(r.take('a', 2, 24, false, DATA.subarray(24))?.bytes).toEqual(DATA);
  });
});

describe('reassembly is bounded', () => {
  const begin = (r: Reassembly, count: number): void => {
    for (let n = 0; n < count; n++) r.take(`${n}`, 1, 0, true, DATA.subarray(0, 24));
  };
  const ends = (r: Reassembly, n: number): boolean => r.take(`${n}`, 2, 24, false, DATA.subarray(24)) !== undefined;

  it('in datagrams: the one begun first is given up', () => {
    for (const [count, kept] of [
      [3, true],
      [4, true],
      [5, false],
    ] as const) {
      const r = new Reassembly({ ...LIMITS, datagrams: 4 });
      begin(r, count);
      expect(r.open).toBe(Math.min(count, 4));
      expect(ends(r, 1)).toBe(true);
      expect(ends(r, 0)).toBe(kept);
    }
  });

  it('in fragments of one datagram', () => {
    for (const [count, kept] of [
      [2, true],
      [3, true],
      [4, false],
    ] as const) {
      const r = new Reassembly({ ...LIMITS, fragments: 4 });
      for (let n = 0; n < count; n++) r.take('0', n, 0, true, DATA.subarray(0, 24));
      expect(ends(r, 0)).toBe(kept);
    }
  });

  it('in bytes', () => {
    const one = 24 + OVERHEAD;
    for (const [bytes, kept] of [
      [3 * one - 1, false],
      [3 * one, true],
      [3 * one + 1, true],
    ] as const) {
      const r = new Reassembly({ ...LIMITS, bytes });
      begin(r, 3);
      expect(r.cost).toBeLessThanOrEqual(bytes);
      expect(ends(r, 0)).toBe(kept);
    }
  });

  it('where a hostile sender tries', () => {
    const r = new Reassembly({ datagrams: 16, fragments: 64, bytes: 20_000 });
    let state = 1;
    const next = (n: number): number => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return (state >>> 8) % n;
    };
    let [longest, open, cost] = [0, 0, 0];
    for (let n = 0; n < 20_000; n++) {
      const offset = next(8192) * (next(4) === 0 ? 8 : 0);
      const whole = r.take(`${next(40)}`, n, offset, next(3) > 0, new Uint8Array(1 + next(64)));
      longest = Math.max(longest, whole?.bytes.length ?? 0);
      open = Math.max(open, r.open);
      cost = Math.max(cost, r.cost);
    }
    expect(longest).toBeGreaterThan(0);
    expect(longest).toBeLessThanOrEqual(65_528 + 64);
    expect(open).toBe(16);
    expect(cost).toBeLessThanOrEqual(20_000);
  });

  it('in time: fragments without end of one datagram cost no more than the limit allows', () => {
    const r = new Reassembly();
    r.take('0', 1, 65_528, false, DATA);
    for (let n = 0; n < 20_000; n++) r.take('0', n, (n % 8000) * 8 + 8, true, DATA.subarray(0, 8));
    expect(r.cost).toBeLessThanOrEqual(LIMITS.fragments * (8 + OVERHEAD) + 48);
  });
});
