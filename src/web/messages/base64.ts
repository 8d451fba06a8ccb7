/** Base64 (RFC 4648) of bytes, and back; the same in Node and in a page. */

export const base64 = (bytes: Uint8Array): string => {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(at, at + 3);
    const left = bytes.length - at;
    text += (LETTERS[a >> 2] ?? '') + (LETTERS[((a & 3) << 4) | (b >> 4)] ?? '');
    text += (left > 1 ? LETTERS[((b & 15) << 2) | (c >> 6)] : '=') ?? '';
    text += (left > 2 ? LETTERS[c & 63] : '=') ?? '';
  }
  return text;
};

/** Undefined where the text is no base64. */
export const fromBase64 = (text: string): Uint8Array<ArrayBuffer> | undefined => {
  const body = text.replace(/={0,2}$/, '');
  const bytes = new Uint8Array(Math.floor((body.length * 3) / 4));
  let [held, bits, at] = [0, 0, 0];
  for (const letter of body) {
    const value = LETTERS.indexOf(letter);
    if (value < 0) return undefined;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at++] = (held >> bits) & 255;
  }
  return bytes;
};

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
