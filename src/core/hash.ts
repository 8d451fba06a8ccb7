/** Multipliers for hashes of numbers that a capture chooses: random, so that no capture can be made to collide. */

/** An odd 32-bit number, another one at every start. Nothing that is shown depends on it. */
export const multiplier = (): number => (Math.floor(Math.random() * 0x1_0000_0000) | 1) >>> 0;

/** Brings the high bits, which are the good ones of a product, to where a mask takes them. */
export const mixed = (h: number): number => {
  const k = Math.imul(h ^ (h >>> 15), 0x2c1b_3c6d);
  return (k ^ (k >>> 13)) >>> 0;
};
