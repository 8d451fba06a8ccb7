/** Base64 (RFC 4648) of bytes, and back; the same in Node and in a page. */

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const PAD = 61;
const CODES = Uint8Array.from(LETTERS, (letter) => letter.charCodeAt(0));
/** Of each character: its value; 64: it is none. */
const VALUES = new Uint8Array(256).fill(64);
for (const [value, code] of CODES.entries()) VALUES[code] = value;

export const base64 = (bytes: Uint8Array): string => {
  const { length } = bytes;
  const text = new Uint8Array(Math.ceil(length / 3) * 4);
  const code = (value: number): number => CODES[value & 63] ?? 0;
  let to = 0;
  for (let at = 0; at < length; at += 3) {
    const three = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    text[to++] = code(three >> 18);
    text[to++] = code(three >> 12);
    text[to++] = code(three >> 6);
    text[to++] = code(three);
  }
  for (let k = 0; k < (3 - (length % 3)) % 3; k++) text[text.length - 1 - k] = PAD;
  return decoder.decode(text);
};

/** Undefined where the text is no base64. */
export const fromBase64 = (text: string): Uint8Array<ArrayBuffer> | undefined => {
  const end = text.endsWith('==') ? text.length - 2 : text.endsWith('=') ? text.length - 1 : text.length;
  const bytes = new Uint8Array(Math.floor((end * 3) / 4));
  let [held, bits, at] = [0, 0, 0];
  for (let k = 0; k < end; k++) {
    const value = VALUES[text.charCodeAt(k)] ?? 64;
    if (value > 63) return undefined;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at++] = (held >> bits) & 255;
  }
  return bytes;
};

const decoder = new TextDecoder();
