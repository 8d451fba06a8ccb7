/** Huffman code of header strings (RFC 7541 §5.2, Appendix B): codes of one length follow each other in the order of their symbols. */
import { type Bytes, u8 } from '../../core/bytes.ts';

/** Bits of the code of each byte, and of the end. */
const LENGTHS: readonly number[] = [
  13, 23, 28, 28, 28, 28, 28, 28, 28, 24, 30, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 28, 6, 10, 10,
  12, 13, 6, 8, 11, 10, 10, 8, 11, 8, 6, 6, 6, 5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 7, 8, 15, 6, 12, 10, 13, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7,
  7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 8, 7, 8, 13, 19, 13, 14, 6, 15, 5, 6, 5, 6, 5, 6, 6, 6, 5, 7, 7, 6, 6, 6, 5, 6, 7, 6, 5, 5, 6, 7, 7, 7, 7,
  7, 15, 11, 14, 13, 28, 20, 22, 20, 20, 22, 22, 22, 23, 22, 23, 23, 23, 23, 23, 24, 23, 24, 24, 22, 23, 24, 23, 23, 23, 23, 21, 22, 23, 22,
  23, 23, 24, 22, 21, 20, 22, 22, 23, 23, 21, 23, 22, 22, 24, 21, 22, 23, 23, 21, 21, 22, 21, 23, 22, 23, 23, 20, 22, 22, 22, 23, 22, 22,
  23, 26, 26, 20, 19, 22, 23, 22, 25, 26, 26, 26, 27, 27, 26, 24, 25, 19, 21, 26, 27, 27, 26, 27, 24, 21, 21, 26, 26, 28, 27, 27, 27, 20,
  24, 20, 21, 22, 21, 21, 23, 22, 22, 25, 25, 24, 24, 26, 23, 26, 27, 26, 26, 27, 27, 27, 27, 27, 28, 27, 27, 27, 27, 27, 26, 30,
];
const END = 256;
const LONGEST_PADDING = 7;

/** Two places a node: where 0 and where 1 leads; below 0 a symbol (-1 is symbol 0). */
const treeOf = (lengths: readonly number[]): Int16Array => {
  const tree = new Int16Array(lengths.length * 2);
  const symbols = lengths.map((_, symbol) => symbol).sort((a, b) => (lengths[a] ?? 0) - (lengths[b] ?? 0) || a - b);
  let [code, before, nodes] = [0, 0, 1];
  for (const symbol of symbols) {
    const length = lengths[symbol] ?? 0;
    code *= 2 ** (length - before);
    before = length;
    let node = 0;
    for (let bit = length - 1; bit > 0; bit--) {
      const at = node * 2 + ((code >> bit) & 1);
      if (tree[at] === 0) tree[at] = nodes++;
      node = tree[at] ?? 0;
    }
    tree[node * 2 + (code & 1)] = -1 - symbol;
    code++;
  }
  return tree;
};
const TREE = treeOf(LENGTHS);
const SHORTEST = 5;

/** What [o, end) says; undefined where it is no such code. The last byte is filled up with ones (the beginning of the end's code). */
export const unHuffman = (b: Bytes, o: number, end: number): Bytes | undefined => {
  const out = new Uint8Array(Math.floor(((end - o) * 8) / SHORTEST));
  let [length, node, pending, ones] = [0, 0, 0, true];
  for (let i = o; i < end; i++) {
    for (let bit = 7; bit >= 0; bit--) {
      const one = (u8(b, i) >> bit) & 1;
      const next = TREE[node * 2 + one] ?? 0;
      pending++;
      ones &&= one === 1;
      if (next >= 0) {
        node = next;
        continue;
      }
      if (next === -1 - END) return undefined;
      out[length++] = -1 - next;
      [node, pending, ones] = [0, 0, true];
    }
  }
  return pending > LONGEST_PADDING || !ones ? undefined : out.subarray(0, length);
};
