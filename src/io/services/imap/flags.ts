/** Flags of messages as IMAP names them, and the letters that a Maildir keeps of them. */
import { type FlagLetters, letters } from '../../mail/file-name.ts';
import { keywordLetter, keywordsIn, type Mailbox } from '../../mail/mailbox.ts';
import { MOST_KEYWORDS } from '../../mail/uid-list.ts';

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

/** What messages of a folder may have; `\*`: words of the client's own, too. */
export const flagLines = ({ keywords }: Mailbox, readOnly: boolean): readonly string[] => {
  const all = [...Object.values(NAMES), ...keywords];
  const lasting = readOnly ? [] : [...all, ...(keywords.length < MOST_KEYWORDS ? ['\\*'] : [])];
  return [`* FLAGS (${all.join(' ')})`, `* OK [PERMANENTFLAGS (${lasting.join(' ')})] Flags that stay`];
};

/** Other words than these get letters of their own in the folder; what only the system gives (`\Recent`) has none. */
export const lettersOf = async (flags: readonly string[], mailbox: Mailbox): Promise<FlagLetters> => {
  const words = flags.filter((flag) => LETTERS[flag.toLowerCase()] === undefined && !flag.startsWith('\\'));
  const marks = words.length === 0 ? '' : await mailbox.keywordLetters(words);
  return letters(flags.map((f) => LETTERS[f.toLowerCase()] ?? '').join('') + marks);
};

export const hasFlag = (flags: FlagLetters, name: string, keywords: readonly string[]): boolean => {
  const letter = LETTERS[name.toLowerCase()] ?? keywordLetter(keywords, name);
  return letter !== undefined && flags.includes(letter);
};

export const flagNames = (flags: FlagLetters, isRecent: boolean, keywords: readonly string[]): string =>
  [...[...flags].flatMap((letter) => NAMES[letter] ?? []), ...keywordsIn(flags, keywords), ...(isRecent ? ['\\Recent'] : [])].join(' ');
