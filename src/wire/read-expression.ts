/** Read expression: JavaScript that reads bits of a header, for code that is made of declarations. */

/** Whether four bytes hold these bits. */
export const isInWord = (bit: number, count: number): boolean => (bit & 7) + count <= 32;

/** Reads `count` bits at `bit` after offset `o` of `b` as an unsigned number; at most four bytes hold them. */
export const readExpression = (bit: number, count: number): string => {
  if (!isInWord(bit, count)) throw new RangeError(`a field of ${count} bits at bit ${bit} spans more than 32 bits`);
  const first = bit >> 3;
  const last = (bit + count - 1) >> 3;
  const shift = (last + 1) * 8 - (bit + count);
  const parts: string[] = [];
  for (let k = first; k <= last; k++) {
    const up = (last - k) * 8;
    const byte = k === 0 ? 'b[o]' : `b[o+${k}]`;
    parts.push(up === 0 ? byte : `${byte}<<${up}`);
  }
  const joined = `(${parts.join('|')})`;
  if (count === 32 && shift === 0) return `(${joined}>>>0)`;
  const width = (last - first + 1) * 8;
  const shifted = shift === 0 ? joined : `(${joined}>>>${shift})`;
  return width - shift === count ? shifted : `(${shifted}&${2 ** count - 1})`;
};
