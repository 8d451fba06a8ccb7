/** Untrusted text made safe to show. Every byte that came from a peer, a file or a name passes through here before a terminal or a page. */
import type { Bytes } from './bytes.ts';
import { hexByte } from './bytes.ts';

/**
 * Characters that steer a terminal or hide text: C0, DEL, C1, bidi controls, zero width, line separators, tags,
 * lone surrogates, interlinear marks and the byte order mark.
 */
const UNSAFE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that must not get through
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: joiners and selectors are looked for one by one
  /[\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|\udb40[\udc00-\udfff]/g;

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const escapeOne = (c: string): string => {
  const short = SHORT[c];
  if (short !== undefined) return short;
  let s = '';
  for (let i = 0; i < c.length; i++) {
    const n = c.charCodeAt(i);
    s += n < 256 ? `\\x${hexByte(n)}` : `\\u${n.toString(16).padStart(4, '0')}`;
  }
  return s;
};

/** One line of safe text: controls become visible escapes (`\n`, `\x1b`, `\u202e`). */
export const visible = (text: string): string => (PRINTABLE.test(text) ? text : text.replace(UNSAFE, escapeOne));
const PRINTABLE = /^[ -~]*$/;

/** Safe text that keeps its newlines and tabs. */
export const visibleLines = (text: string): string => text.replace(UNSAFE, (c) => (c === '\n' || c === '\t' ? c : escapeOne(c)));

/** Bytes as one line of safe text: valid UTF-8 stays, anything else becomes `\xNN`. */
export const visibleBytes = (b: Bytes): string => visible(decodeLossless(b));

/** Bytes as safe text with newlines and tabs kept; a carriage return before a newline is dropped. */
export const visibleBlock = (b: Bytes): string => visibleLines(decodeLossless(b).replace(/\r\n/g, '\n'));

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const decodeLossless = (b: Bytes): string => {
  try {
    return strict.decode(b);
  } catch {
    return decodePieces(b);
  }
};

/** Invalid UTF-8: the good stretches decoded, every bad byte as the C1 or Latin-1 code that `visible` then escapes. */
const decodePieces = (b: Bytes): string => {
  let s = '';
  for (let i = 0; i < b.length; ) {
    const n = sequenceLength(b, i);
    if (n === 0) s += `\\x${hexByte(b[i]!)}`;
    else s += n === 1 ? String.fromCharCode(b[i]!) : strict.decode(b.subarray(i, i + n));
    i += n || 1;
  }
  return s;
};

/** Length of the valid UTF-8 sequence at `i`, or 0. */
const sequenceLength = (b: Bytes, i: number): number => {
  const c = b[i]!;
  if (c < 0x80) return 1;
  const n = c >= 0xf0 && c < 0xf5 ? 4 : c >= 0xe0 ? 3 : c >= 0xc2 ? 2 : 0;
  if (n === 0 || c >= 0xf5 || i + n > b.length) return 0;
  for (let k = 1; k < n; k++) if ((b[i + k]! & 0xc0) !== 0x80) return 0;
  const second = b[i + 1]!;
  if ((c === 0xe0 && second < 0xa0) || (c === 0xed && second > 0x9f) || (c === 0xf0 && second < 0x90) || (c === 0xf4 && second > 0x8f))
    return 0;
  return n;
};

/** Printable ASCII as itself, everything else as a dot: the right-hand column of a hex dump. */
export const dots = (b: Bytes): string => {
  let s = '';
  for (let i = 0; i < b.length; i++) s += b[i]! >= 0x20 && b[i]! < 0x7f ? String.fromCharCode(b[i]!) : '.';
  return s;
};

/** `1,234,567` */
export const grouped = (n: number | bigint): string => String(n).replace(/\B(?=(\d{3})+$)/g, ',');

/** `18 B`, `1.5 KiB`, `2.0 GiB` */
export const sizeText = (bytes: number): string => {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let v = bytes;
  let k = 0;
  while (v >= 1024 && k < units.length - 1) {
    v /= 1024;
    k++;
  }
  return `${k === 0 ? v : v.toFixed(1)} ${units[k]}`;
};

/** Cut to `max` characters with an ellipsis. */
export const cut = (text: string, max: number): string => (text.length <= max ? text : `${text.slice(0, Math.max(0, max - 1))}…`);
