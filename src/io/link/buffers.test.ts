import { afterEach, describe, expect, it } from 'vitest';
import { borrowBuffer, type ReadBuffer, returnBuffer } from './buffers.ts';

const MIB = 1 << 20;
let out: ReadBuffer[] = [];
const borrow = (): ReadBuffer | undefined => {
  const buffer = borrowBuffer();
  if (buffer !== undefined) out.push(buffer);
  return buffer;
};
afterEach(() => {
  for (const buffer of out) returnBuffer(buffer, false);
  out = [];
});

describe('large read buffers', () => {
  it('are very large for the first few, large for the next, and then there are none', () => {
    const sizes: number[] = [];
    for (let buffer = borrow(); buffer !== undefined; buffer = borrow()) sizes.push(buffer.length / MIB);
    expect(sizes.filter((s) => s === 4)).toHaveLength(8);
    expect(sizes.filter((s) => s === 1)).toHaveLength(96);
    expect(sizes.reduce((a, b) => a + b)).toBe(128);
    expect(borrow()).toBeUndefined();
  });

  it('never overlap', () => {
    for (let buffer = borrow(); buffer !== undefined; buffer = borrow());
    for (const one of out)
      for (const other of out)
        if (one !== other && one.buffer === other.buffer)
          expect(Math.abs(one.byteOffset - other.byteOffset)).toBeGreaterThanOrEqual(Math.min(one.length, other.length));
  });

  it('come again when they were handed back, unless the system may still use them', () => {
    const clean = borrow();
    const used = borrow();
    if (clean === undefined || used === undefined) throw new Error('there are two');
    returnBuffer(used, true);
    returnBuffer(clean, false);
    out = [];
    const next: ReadBuffer[] = [];
    for (let buffer = borrow(); buffer !== undefined; buffer = borrow()) next.push(buffer);
    // Compared by us: what would say how megabytes differ reads them all.
    expect([next.includes(clean), next.includes(used)]).toEqual([true, false]);
    expect(next).toHaveLength(104);
  });
});
