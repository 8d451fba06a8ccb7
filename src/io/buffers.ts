/** Large read buffers for pumps under load, lent and handed back. */

export const LARGE = 1 << 20;
/** At most this many are out at once; a pump that gets none stays with the shared buffer. */
const MOST = 128;
/** This many are kept for the next pump. */
const KEPT = 16;

const kept: Uint8Array<ArrayBuffer>[] = [];
let lent = 0;

/** A buffer of LARGE bytes, or undefined where too many are lent. */
export const borrowLarge = (): Uint8Array<ArrayBuffer> | undefined => {
  if (lent >= MOST) return undefined;
  lent++;
  return kept.pop() ?? Buffer.allocUnsafeSlow(LARGE);
};

/** Hands a buffer back. With `dirty`, the system may still be reading it: it is left to the garbage collector. */
export const returnLarge = (buffer: Uint8Array<ArrayBuffer>, dirty: boolean): void => {
  lent--;
  if (!dirty && kept.length < KEPT) kept.push(buffer);
};
