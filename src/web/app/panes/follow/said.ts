/** Said: what two sides said as text and as bytes in rows. */
import { visibleLines } from '../../../../core/text.ts';
import { fromBase64 } from '../../../messages/base64.ts';
import type { SaidPart } from '../../../messages/messages.ts';
import { say } from '../../words/say.ts';

const decoder = new TextDecoder();
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that are no text
const NO_TEXT = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\ufffd]/g;

/** Lines stay lines; what is no text is a dot, as beside bytes in hexadecimal. */
export const textOf = ({ bytes, length }: SaidPart): string => {
  if (bytes === '') return gapText(length);
  const text = decoder.decode(fromBase64(bytes) ?? new Uint8Array(0));
  const pictures = text.replace(/\r\n/g, '\n').replace(NO_TEXT, (c) => (c === '\t' ? '    ' : c === '\r' ? '↤' : '·'));
  return visibleLines(pictures);
};

const gapText = (count: number): string => `[${say('follow', 'gap', { count })}]`;

/** `00000010  48 65 6c 6c 6f   Hello`, so many bytes a row; the number counts what this side said. */
export const hexRows = ({ bytes, offset, length }: SaidPart, each = 16): string => {
  if (bytes === '') return gapText(length);
  const all = fromBase64(bytes) ?? new Uint8Array(0);
  const rows = Array.from({ length: Math.ceil(all.length / each) }, (_, k) => each * k);
  return rows.map((at) => hexRow(all.subarray(at, at + each), offset + at, each)).join('\n');
};

const hexRow = (row: Uint8Array, at: number, each: number): string => {
  const digits = Array.from(row, (b) => b.toString(16).padStart(2, '0')).join(' ');
  const letters = Array.from(row, (b) => (b >= 0x20 && b < 0x7f ? String.fromCharCode(b) : '·')).join('');
  return `${at.toString(16).padStart(8, '0')}  ${digits.padEnd(3 * each - 1)}  ${letters}`;
};
