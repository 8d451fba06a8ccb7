// Numbers that look random and are the same every time.

const next = (state) => {
  let x = state | 0 || 1;
  x ^= x << 13;
  x ^= x >>> 17;
  x ^= x << 5;
  return x;
};

const POOL = Buffer.alloc(1 << 17);
for (let i = 0, x = 0x2545f491; i < POOL.length; i += 4) {
  x = next(x);
  POOL.writeInt32LE(x, i);
}

/** What a conversation chooses its ports, sizes and words by. */
export const randomFrom = (seed) => {
  let x = next(next(Math.imul(seed + 1, 0x9e3779b1) ^ 0x5bd1e995));
  const below = (n) => {
    x = next(x);
    return Math.floor(((x >>> 0) / 0x1_0000_0000) * n);
  };
  return {
    below,
    between: (from, to) => from + below(to - from + 1),
    chance: (percent) => below(10_000) < percent * 100,
    pick: (list) => list[below(list.length)],
    bytes: (length) => {
      const at = below(POOL.length - length);
      return POOL.subarray(at, at + length);
    },
    hex: (digits) => Array.from({ length: digits }, () => below(16).toString(16)).join(''),
  };
};
