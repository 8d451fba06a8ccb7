/** Said: what two sides said as text and as bytes in rows. */
import { fromBase64 } from '../../../messages/base64.ts';
import type { SaidPart } from '../../../messages/messages.ts';

const decoder = new TextDecoder();

/** Lines stay lines; other controls are pictures. */
export const textOf = ({ bytes, length }: SaidPart): string => {
  if (bytes === '') return `[${length} bytes were not captured]`;
  const text = decoder.decode(fromBase64(bytes) ?? new Uint8Array(0));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that get a picture
  return text.replace(/\r\n/g, '\n').replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, (c) => (c === '\t' ? '    ' : pictureOf(c)));
};

const pictureOf = (c: string): string => (c === '\u007f' ? '\u2421' : String.fromCharCode(0x2400 + c.charCodeAt(0)));

/** `00000010  48 65 6c 6c 6f   Hello`, sixteen bytes a row; the number counts what this side said. */
export const hexRows = ({ bytes, offset, length }: SaidPart): string => {
  if (bytes === '') return `[${length} bytes were not captured]`;
  const all = fromBase64(bytes) ?? new Uint8Array(0);
  return Array.from({ length: Math.ceil(all.length / 16) }, (_, k) => hexRow(all.subarray(16 * k, 16 * k + 16), offset + 16 * k)).join(
    '\n',
  );
};

const hexRow = (row: Uint8Array, at: number): string => {
  const digits = Array.from(row, (b) => b.toString(16).padStart(2, '0')).join(' ');
  const letters = Array.from(row, (b) => (b >= 0x20 && b < 0x7f ? String.fromCharCode(b) : '·')).join('');
  return `${at.toString(16).padStart(8, '0')}  ${digits.padEnd(47)}  ${letters}`;
};
