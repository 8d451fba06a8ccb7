/**
 * Words of a command line, by rules of our own: blanks part words; 'single quotes' keep everything; "double quotes" keep everything but
 * \" and \\; elsewhere a backslash keeps the next character. There are no variables, no patterns, no operators.
 */

import { UsageError } from '../../core/fault.ts';
import { sayWrong } from '../../core/said.ts';

/** Throws a UsageError where a quote is not closed, a backslash stands last, or there is no word. */
export const splitWords = (text: string, place: string): readonly string[] => {
  if (text.includes('\0')) throw new UsageError(place, sayWrong('noZeroCommand'), text);
  const words: string[] = [];
  let at = skipBlanks(text, 0);
  while (at < text.length) {
    const { word, end } = readWord(text, at, place);
    words.push(word);
    at = skipBlanks(text, end);
  }
  if (words.length === 0) throw new UsageError(place, sayWrong('aProgram'), text);
  return words;
};

/** Text that `splitWords` reads as the same words. */
export const joinWords = (words: readonly string[]): string => words.map(quoteWord).join(' ');

const quoteWord = (word: string): string => {
  if (word !== '' && !/[\s'"\\]/.test(word)) return word;
  return word.includes("'") ? `"${word.replace(/["\\]/g, '\\$&')}"` : `'${word}'`;
};

/** One word of a POSIX shell, whatever stands in it. */
export const shellQuoted = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;

/** The same, without quotes where none are needed: for lines that people type. */
export const shellWord = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : shellQuoted(word));

const isBlank = (c: string | undefined): boolean => c === ' ' || c === '\t' || c === '\n';

const skipBlanks = (text: string, from: number): number => {
  let at = from;
  while (isBlank(text[at])) at++;
  return at;
};

const readWord = (text: string, from: number, place: string): { readonly word: string; readonly end: number } => {
  let word = '';
  let at = from;
  while (at < text.length && !isBlank(text[at])) {
    const c = text[at];
    const part = c === "'" ? readSingle(text, at, place) : c === '"' ? readDouble(text, at, place) : readPlain(text, at, place);
    word += part.word;
    at = part.end;
  }
  return { word, end: at };
};

interface Part {
  readonly word: string;
  readonly end: number;
}

const readPlain = (text: string, at: number, place: string): Part => {
  if (text[at] !== '\\') return { word: text[at] ?? '', end: at + 1 };
  if (at + 1 === text.length) throw new UsageError(place, sayWrong('afterBackslash'), text.slice(at));
  return { word: text[at + 1] ?? '', end: at + 2 };
};

const readSingle = (text: string, at: number, place: string): Part => {
  const close = text.indexOf("'", at + 1);
  if (close < 0) throw unclosed(text, at, place);
  return { word: text.slice(at + 1, close), end: close + 1 };
};

const readDouble = (text: string, at: number, place: string): Part => {
  let word = '';
  for (let i = at + 1; i < text.length; i++) {
    const c = text[i] ?? '';
    if (c === '"') return { word, end: i + 1 };
    if (c === '\\' && (text[i + 1] === '"' || text[i + 1] === '\\')) word += text[++i];
    else word += c;
  }
  throw unclosed(text, at, place);
};

const unclosed = (text: string, at: number, place: string): UsageError =>
  new UsageError(place, sayWrong('closingQuote', { mark: text[at] ?? '', at: String(at + 1) }), text.slice(at));
