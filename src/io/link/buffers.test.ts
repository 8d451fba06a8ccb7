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
    for (const [i, buffer] of out.entries()) buffer.fill(i & 255);
    for (const [i, buffer] of out.entries()) expect([buffer[0], buffer.at(-1)]).toEqual([i & 255, i & 255]);
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
    expect(next).toContain(clean);
    expect(next).not.toContain(used);
    expect(next).toHaveLength(104);
  });
});
