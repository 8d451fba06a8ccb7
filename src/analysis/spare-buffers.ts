/** Spare buffers: room that bytes waited in, given back and used again; to be made new and filled with zeros costs more than what is done in it. */

/** From 1 KiB to 64 KiB; larger ones are left to the collector. */
const SMALLEST = 10;
const LARGEST = 16;
/** Of each size. */
const MOST = 16;

const spare: Uint8Array[][] = Array.from({ length: LARGEST + 1 }, () => []);

/** A buffer of at least `size` bytes, with anything in it. */
export const takeBuffer = (size: number): Uint8Array => {
  const power = Math.max(SMALLEST, 32 - Math.clz32(size - 1));
  if (size > 1 << LARGEST) return new Uint8Array(size);
  return spare[power]?.pop() ?? new Uint8Array(1 << power);
};

/** Nobody looks at the buffer any more. */
export const giveBuffer = (buffer: Uint8Array): void => {
  const power = 31 - Math.clz32(buffer.length);
  const same = buffer.length === 1 << power ? spare[power] : undefined;
  if (same !== undefined && power >= SMALLEST && same.length < MOST) same.push(buffer);
};
