/** One row of a hex dump: bytes in groups, then perhaps the same bytes as characters, which must not be taken for more bytes. */

import { UsageError } from '../core/fault.ts';
import { sayWrong } from '../core/said.ts';

export interface RowHints {
  /** Bytes that the row must have, where the next row's offset says. */
  readonly expected?: number;
  /** After how many bytes full rows leave a wider gap; absent where no row is known to be full. */
  readonly gaps?: ReadonlySet<number>;
}

/** The bytes of a row without its offset. `place` names the row in a UsageError. */
export const rowBytes = (place: string, row: string, hints: RowHints): readonly number[] => {
  const text = withoutFrame(row);
  const words = wordsOf(text);
  const usual = Math.min(...words.slice(1, 3).map((w) => w.gap), 8);
  const out: number[] = [];
  for (const [i, word] of words.entries()) {
    const rest = text.slice(word.at);
    if (i > 0 && word.gap > Math.max(usual, 1)) {
      if (startsCharacters(word, words[0]!, rest, out, hints)) return out;
    } else if (!isBytes(word.text) || (out.length === hints.expected && shows(rest, out))) {
      if (out.length > 0 && shows(rest, out)) return out;
      throw new UsageError(
        place,
        sayWrong('twoDigits'),
        word.text,
        i === 0 ? undefined : sayWrong('followsByte', { count: String(out.length) }),
      );
    }
    push(out, word.text);
  }
  return out;
};

/** Where full rows leave a wider gap: the bytes before it. */
export const gapsOf = (row: string, expected: number): readonly number[] => {
  const words = wordsOf(withoutFrame(row));
  const first = words[0];
  const found: number[] = [];
  let n = 0;
  for (const [i, word] of words.entries()) {
    if (n >= expected || first === undefined || word.text.length !== first.text.length || !isBytes(word.text)) break;
    if (i > 0 && word.gap > 1) found.push(n);
    n += word.text.length / 2;
  }
  return n === expected ? found : [];
};

interface Word {
  readonly at: number;
  /** Blanks before it. */
  readonly gap: number;
  readonly text: string;
}

const wordsOf = (text: string): readonly Word[] => {
  const words: Word[] = [];
  let end = 0;
  for (const m of text.matchAll(/[^\s]+/g)) {
    const gap = text.slice(end, m.index).replace(/\t/g, '  ').length;
    words.push({ at: m.index, gap: words.length === 0 ? 0 : gap, text: m[0] });
    end = m.index + m[0].length;
  }
  return words;
};

/** Cuts the characters off where they stand between bars (hexdump -C) or brackets (od -t x1z). */
const withoutFrame = (row: string): string => row.replace(/\s*\|.*\|\s*$/, '').replace(/\s+>.*<\s*$/, '');

const isBytes = (word: string): boolean => word.length % 2 === 0 && /^[0-9a-fA-F]+$/.test(word);

/** Whether what follows a wider gap is the column of characters, not the second half of the bytes. */
const startsCharacters = (word: Word, first: Word, rest: string, bytes: readonly number[], hints: RowHints): boolean => {
  const n = bytes.length;
  if (n === hints.expected || !isBytes(word.text) || word.text.length !== first.text.length) return true;
  if (shows(rest, bytes)) return true;
  return hints.gaps === undefined ? n !== 8 : !hints.gaps.has(n);
};

/** Whether `text` is `bytes` as characters: printable ones as themselves, others as dots, blanks perhaps lost. */
const shows = (text: string, bytes: readonly number[]): boolean => {
  const seen = text.replace(/\s/g, '').replaceAll('·', '.');
  const dotted = bytes.map((b) => (b > 0x20 && b < 0x7f ? String.fromCharCode(b) : '.'));
  return seen === dotted.join('') || seen === dotted.filter((_, i) => bytes[i] !== 0x20).join('');
};

const push = (out: number[], digits: string): void => {
  for (let k = 0; k < digits.length; k += 2) out.push(Number.parseInt(digits.slice(k, k + 2), 16));
};
