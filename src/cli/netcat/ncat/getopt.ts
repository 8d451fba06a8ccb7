/** getopt_long as the C library has it: clusters, attached values, unique beginnings of long names, options after other words, its messages. */

export interface LongOption {
  readonly name: string;
  readonly takesValue: boolean;
  /** Options of one kind may be abbreviated alike: the first of them in the table is meant (`--prox` is `--proxy`, not `--proxy-type`). */
  readonly kind: string;
}

export interface Grammar {
  /** Letters as getopt takes them: `46c:v`; a colon says that the letter takes a value. */
  readonly letters: string;
  readonly long: readonly LongOption[];
}

/** One thing typed: an option (`letter` or the long name), another word, or a mistake. */
export type Typed =
  | { readonly kind: 'option'; readonly name: string; readonly value: string | undefined }
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'mistake'; readonly text: string };

/** In the order in which getopt gives them: a mistake does not hide what stands before it. `posix`: options end at the first other word. */
export function* getopt(grammar: Grammar, argv: readonly string[], posix = false): Generator<Typed> {
  const cursor = { argv, at: 0 };
  while (cursor.at < argv.length) {
    const word = argv[cursor.at++] ?? '';
    if (word === '--') break;
    if (word.startsWith('--')) yield takeLong(grammar, cursor, word.slice(2));
    else if (word.startsWith('-') && word !== '-') yield* takeLetters(grammar, cursor, word.slice(1));
    else {
      yield { kind: 'word', text: word };
      if (posix) break;
    }
  }
  for (const text of argv.slice(cursor.at)) yield { kind: 'word', text };
}

interface Cursor {
  readonly argv: readonly string[];
  at: number;
}

const mistake = (text: string): Typed => ({ kind: 'mistake', text });

function* takeLetters(grammar: Grammar, cursor: Cursor, cluster: string): Generator<Typed> {
  for (let i = 0; i < cluster.length; i++) {
    const letter = cluster.charAt(i);
    const known = letter === ':' ? -1 : grammar.letters.indexOf(letter);
    if (known < 0) yield mistake(`invalid option -- '${letter}'`);
    else if (grammar.letters.charAt(known + 1) !== ':') yield { kind: 'option', name: letter, value: undefined };
    else {
      const value = i + 1 < cluster.length ? cluster.slice(i + 1) : cursor.argv[cursor.at++];
      yield value === undefined ? mistake(`option requires an argument -- '${letter}'`) : { kind: 'option', name: letter, value };
      return;
    }
  }
}

const takeLong = (grammar: Grammar, cursor: Cursor, typed: string): Typed => {
  const equals = typed.indexOf('=');
  const name = equals < 0 ? typed : typed.slice(0, equals);
  const inline = equals < 0 ? undefined : typed.slice(equals + 1);
  const found = findLong(grammar, name);
  if (found.length > 1) {
    const names = found.map((o) => `'--${o.name}'`).join(' ');
    return mistake(`option '--${typed}' is ambiguous; possibilities: ${names}`);
  }
  const [option] = found;
  if (option === undefined) return mistake(`unrecognized option '--${typed}'`);
  if (!option.takesValue) {
    if (inline !== undefined) return mistake(`option '--${option.name}' doesn't allow an argument`);
    return { kind: 'option', name: option.name, value: undefined };
  }
  const value = inline ?? cursor.argv[cursor.at++];
  return value === undefined ? mistake(`option '--${option.name}' requires an argument`) : { kind: 'option', name: option.name, value };
};

/** The option of that name, or those that begin so and are of different kinds. */
const findLong = (grammar: Grammar, name: string): readonly LongOption[] => {
  const exact = grammar.long.find((o) => o.name === name);
  if (exact !== undefined) return [exact];
  const [first, ...others] = grammar.long.filter((o) => o.name.startsWith(name));
  return first === undefined ? [] : [first, ...others.filter((o) => o.kind !== first.kind || o.takesValue !== first.takesValue)];
};
