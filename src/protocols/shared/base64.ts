/** Base64 (RFC 4648 §4), with `-` and `_` read as well. */
import { type Bytes, u8 } from '../../core/bytes.ts';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUES = new Int8Array(256).fill(-1);
for (let i = 0; i < LETTERS.length; i++) VALUES[LETTERS.charCodeAt(i)] = i;
VALUES[45] = 62;
VALUES[95] = 63;
const PAD = 61;

/** What [from, to) encodes, up to the padding; characters that belong to no alphabet are passed over. */
export const fromBase64 = (b: Bytes, from = 0, to = b.length): Uint8Array<ArrayBuffer> => {
  const out = new Uint8Array(Math.ceil(((to - from) * 3) / 4));
  let [bits, count, length] = [0, 0, 0];
  for (let i = from; i < to && b[i] !== PAD; i++) {
    const value = VALUES[u8(b, i)] ?? -1;
    if (value < 0) continue;
    bits = ((bits << 6) | value) & 0xffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    out[length++] = bits >> count;
  }
  return out.slice(0, length);
};

export const toBase64 = (b: Bytes): string => {
  let s = '';
  for (let i = 0; i < b.length; i += 3) {
    const left = b.length - i;
    const bits = (u8(b, i) << 16) | ((left > 1 ? u8(b, i + 1) : 0) << 8) | (left > 2 ? u8(b, i + 2) : 0);
    s += `${LETTERS[bits >> 18]}${LETTERS[(bits >> 12) & 63]}`;
    s += `${left > 1 ? LETTERS[(bits >> 6) & 63] : '='}${left > 2 ? LETTERS[bits & 63] : '='}`;
  }
  return s;
};
