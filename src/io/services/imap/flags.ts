/** Flags of messages as IMAP names them, and the letters that a Maildir keeps of them. */
import type { FlagLetters } from '../../mail/file-name.ts';
import { letters } from '../../mail/file-name.ts';

const LETTERS: Readonly<Record<string, string>> = {
  '\\answered': 'R',
  '\\flagged': 'F',
  '\\deleted': 'T',
  '\\seen': 'S',
  '\\draft': 'D',
  $forwarded: 'P',
};
const NAMES: Readonly<Record<string, string>> = {
  R: '\\Answered',
  F: '\\Flagged',
  T: '\\Deleted',
  S: '\\Seen',
  D: '\\Draft',
  P: '$Forwarded',
};

export const ALL_FLAGS = Object.values(NAMES).join(' ');

/** Of flags that a Maildir has no letter for, none. */
export const lettersOf = (flags: readonly string[]): FlagLetters => letters(flags.map((f) => LETTERS[f.toLowerCase()] ?? '').join(''));

export const hasFlag = (flags: FlagLetters, name: string): boolean => {
  const letter = LETTERS[name.toLowerCase()];
  return letter !== undefined && flags.includes(letter);
};

export const flagNames = (flags: FlagLetters, isRecent: boolean): string =>
  [...[...flags].map((letter) => NAMES[letter] ?? '').filter((name) => name !== ''), ...(isRecent ? ['\\Recent'] : [])].join(' ');
