/** Bytes as programs write them: C arrays, escapes in strings of C, Python and the shell. */

import { UsageError } from '../core/fault.ts';
import { sayWrong } from '../core/said.ts';

/** The bytes of `0x45, 0x00`, with or without braces, name and comments around; undefined where the text is none. */
export const arrayBytes = (place: string, text: string): readonly number[] | undefined => {
  if (!/0x[0-9a-f]{1,2}\s*[,;\s}]/i.test(`${text} `)) return undefined;
  const bare = text.replace(/\/\*[\s\S]*?\*\//g, ' ').replace(/\/\/.*$/gm, ' ');
  const first = bare.search(/0x/i);
  const close = bare.slice(first).search(/[}\])]/);
  const inside = close < 0 ? bare.slice(first) : bare.slice(first, first + close);
  const words = inside.split(/[\s,;]+/).filter((w) => w !== '');
  return words.flatMap((word) => {
    const digits = /^0x([0-9a-f]+)$/i.exec(word)?.[1];
    if (digits === undefined) throw new UsageError(place, sayWrong('hexBytes'), word);
    return pairs(digits.length % 2 === 0 ? digits : `0${digits}`);
  });
};

/** The bytes of `\x45\x00`, quoted or not; characters stand for themselves. Undefined where the text has no such escape. */
export const escapedBytes = (place: string, text: string): readonly number[] | undefined => {
  if (!/\\x[0-9a-f]{2}/i.test(text)) return undefined;
  const strings = [...text.matchAll(/(["'])((?:\\[\s\S]|(?!\1)[^\\])*)\1/g)].map((m) => m[2] ?? '');
  const body = strings.length > 0 ? strings.join('') : text.replace(/\s*\n\s*/g, '').trim();
  return [...body.matchAll(/\\x([0-9a-f]{1,2})|\\([0-7]{1,3})|\\([\s\S])|([\s\S])/gi)].map((m) => escapeValue(place, m));
};

const escapeValue = (place: string, m: RegExpMatchArray): number => {
  const [whole, hex, octal, letter, plain] = m;
  if (hex !== undefined) return Number.parseInt(hex, 16);
  if (octal !== undefined) return Number.parseInt(octal, 8) & 255;
  const code = letter === undefined ? plain?.charCodeAt(0) : (NAMED[letter] ?? letter.charCodeAt(0));
  if (code === undefined || code > 255) throw new UsageError(place, sayWrong('bytesEscapes'), whole);
  return code;
};

const NAMED: Readonly<Record<string, number>> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13, e: 27 };

/** Each two digits a byte. */
export const pairs = (digits: string): number[] => {
  const out: number[] = [];
  for (let k = 0; k < digits.length; k += 2) out.push(Number.parseInt(digits.slice(k, k + 2), 16));
  return out;
};
