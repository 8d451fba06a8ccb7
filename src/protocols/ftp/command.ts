/** A line of FTP's control connection: a command with its argument, or a line of a reply (RFC 959 §4 and §5.3). */

import type { Bytes } from '../../core/bytes.ts';
import { fromLatin1 } from '../../core/latin1.ts';
import { blanksEnd, decimal, isBlank, isDigit, LF, lineTextEnd } from '../shared/text.ts';

/** Where the words of a command [from, to) lie. */
export interface CommandWords {
  readonly verbTo: number;
  readonly argument: number;
}
export const commandWords = (b: Bytes, from: number, to: number): CommandWords => {
  let verbTo = from;
  while (verbTo < to && !isBlank(b[verbTo])) verbTo++;
  return { verbTo, argument: blanksEnd(b, verbTo, to) };
};

/** The three digits that [from, to) begins with, and whether it is the last line of its reply; -1 where it has none. */
export const replyCode = (b: Bytes, from: number, to: number): number =>
  to - from >= 3 && isDigit(b[from]) && isDigit(b[from + 1]) && isDigit(b[from + 2]) ? decimal(b, from, from + 3) : -1;
export const goesOn = (b: Bytes, from: number, to: number): boolean => to - from > 3 && b[from + 3] === HYPHEN;
const HYPHEN = 45;

/** Where the text of the first line of [from, to) ends. */
export const lineEnd = (b: Bytes, from: number, to: number): number => {
  for (let i = from; i < to; i++) if (b[i] === LF) return lineTextEnd(b, from, i);
  return to;
};

/** Commands whose argument is a secret. */
const SECRET: ReadonlySet<string> = new Set(['PASS', 'ACCT', 'ADAT']);
export const isSecret = (verb: string): boolean => SECRET.has(verb.toUpperCase());

/** Commands that move something over the data connection. */
const TRANSFERS: ReadonlySet<string> = new Set(['RETR', 'STOR', 'STOU', 'APPE', 'LIST', 'NLST', 'MLSD']);
export const isTransfer = (verb: string): boolean => TRANSFERS.has(verb.toUpperCase());

/** The verb of a command as it is written. */
export const verbOf = (b: Bytes, from: number, to: number): string => fromLatin1(b, from, commandWords(b, from, to).verbTo);
