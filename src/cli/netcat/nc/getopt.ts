/** getopt: words cut into options and operands in the way of the C library (POSIX getopt, with GNU's permutation of operands). */

export type Option =
  | { readonly kind: 'switch'; readonly letter: string }
  | { readonly kind: 'value'; readonly letter: string; readonly value: string }
  | { readonly kind: 'unknown'; readonly letter: string }
  | { readonly kind: 'no value'; readonly letter: string };

export interface Words {
  /** In the order in which they were typed; nothing follows one that is wrong. */
  readonly options: readonly Option[];
  /** The words that are no options; all after `--`. */
  readonly operands: readonly string[];
}

/** `letters` lists the options; a colon after a letter says that a value belongs to it, in the same word or the next. */
export const getopt = (argv: readonly string[], letters: string): Words => {
  const options: Option[] = [];
  const operands: string[] = [];
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at] ?? '';
    if (word === '--') return { options, operands: [...operands, ...argv.slice(at + 1)] };
    if (word === '-' || !word.startsWith('-')) operands.push(word);
    else if (takeWord(word, argv[at + 1], letters, options)) at++;
    if (isWrong(options.at(-1))) break;
  }
  return { options, operands };
};

/** Adds the options of one word; true if the next word was the value of its last one. */
const takeWord = (word: string, next: string | undefined, letters: string, options: Option[]): boolean => {
  for (let i = 1; i < word.length; i++) {
    const letter = word.charAt(i);
    const place = letter === ':' ? -1 : letters.indexOf(letter);
    if (place < 0) {
      options.push({ kind: 'unknown', letter });
      return false;
    }
    if (letters.charAt(place + 1) === ':') {
      const rest = word.slice(i + 1);
      const value = rest === '' ? next : rest;
      options.push(value === undefined ? { kind: 'no value', letter } : { kind: 'value', letter, value });
      return rest === '' && value !== undefined;
    }
    options.push({ kind: 'switch', letter });
  }
  return false;
};

const isWrong = (option: Option | undefined): boolean => option?.kind === 'unknown' || option?.kind === 'no value';
