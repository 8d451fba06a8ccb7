/** Reads the words after a command's name by its table, in the GNU way: `-vn5`, `-n 5`, `--name=value`, `--name value`, `--`. */
import { quote, UsageError } from '../../core/fault.ts';
import { nearest } from '../../core/nearest.ts';
import { sayWrong } from '../../core/said.ts';
import type { Said } from '../../core/words.ts';
import type { Args, Operand, OptionSpec, OptionTable, Values } from './options.ts';
import { readValue } from './values.ts';

export interface Grammar<T extends OptionTable> {
  readonly options: T;
  /** Checked for their number; not checked where left out. */
  readonly operands?: readonly Operand[];
  /** Long names may be cut as long as they stay unambiguous, as getopt_long has it. */
  readonly abbreviate?: boolean;
  /** Options that others know, by letter or long name, and the line that says it here. */
  readonly instead?: Readonly<Record<string, string>>;
}

/** `help` where `-h` or `--help` was asked for before anything wrong. `place` starts every message: `wirecat read`. */
export const parseArgs = <T extends OptionTable>(grammar: Grammar<T>, argv: readonly string[], place: string): Args<T> | 'help' => {
  const given: Given = new Map();
  const words: string[] = [];
  const cursor: Cursor = {
    argv,
    at: 0,
    place,
    options: grammar.options,
    abbreviate: grammar.abbreviate ?? false,
    instead: grammar.instead,
  };
  while (cursor.at < argv.length) {
    const word = argv[cursor.at++] ?? '';
    if (word === '--') {
      words.push(...argv.slice(cursor.at));
      break;
    }
    if (!word.startsWith('-') || word === '-') words.push(word);
    else if ((word.startsWith('--') ? takeLong : takeShort)(cursor, word, given) === 'help') return 'help';
  }
  if (grammar.operands !== undefined) checkCount(grammar.operands, words, place);
  return { options: collect(grammar.options, given, place), words };
};

/** The option given as `-x` or `--name` (unique beginning allowed where the grammar says so). */
export const findOption = (options: OptionTable, name: string, abbreviate: boolean): string | undefined => {
  if (Object.hasOwn(options, name)) return name;
  const candidates = abbreviate ? Object.keys(options).filter((long) => long.startsWith(name)) : [];
  return candidates.length === 1 ? candidates[0] : undefined;
};

type Given = Map<string, (string | boolean)[]>;

interface Cursor {
  readonly argv: readonly string[];
  at: number;
  readonly place: string;
  readonly options: OptionTable;
  readonly abbreviate: boolean;
  readonly instead: Grammar<OptionTable>['instead'];
}

const takeLong = (cursor: Cursor, word: string, given: Given): 'help' | undefined => {
  const equals = word.indexOf('=');
  const typed = equals < 0 ? word.slice(2) : word.slice(2, equals);
  const inline = equals < 0 ? undefined : word.slice(equals + 1);
  const name = findOption(cursor.options, typed, cursor.abbreviate);
  if (name === undefined) return takeUnnamed(cursor, typed, inline, given);
  const option = cursor.options[name];
  if (option?.value === undefined) {
    put(given, name, inline === undefined ? true : readForm(option?.forms, inline, `${cursor.place} --${name}`));
  } else put(given, name, inline ?? nextWord(cursor, `--${name}`, option));
  return undefined;
};

const readForm = (forms: readonly string[] | undefined, inline: string, place: string): string => {
  if (forms?.includes(inline)) return inline;
  const given = quote(inline);
  throw UsageError.of(
    place,
    forms === undefined ? sayWrong('noValue', { given }) : sayWrong('noValueBut', { forms: forms.join(', '), given }),
  );
};

/** `--help`, a `--no-` form, or a mistake. */
const takeUnnamed = (cursor: Cursor, typed: string, inline: string | undefined, given: Given): 'help' | undefined => {
  if (typed === 'help') return 'help';
  const positive = typed.startsWith('no-') ? typed.slice(3) : undefined;
  if (positive !== undefined && inline === undefined && optionOf(cursor.options, positive)?.negatable) {
    put(given, positive, false);
    return undefined;
  }
  const near = cursor.instead?.[typed] === undefined ? nearest(typed, [...longNames(cursor.options), 'help']) : undefined;
  const next = near === undefined ? nextFor(cursor, typed) : sayWrong('perhaps', { near: `--${near}` });
  throw UsageError.of(cursor.place, sayWrong('noOption', { option: `--${typed}` }), next);
};

const nextFor = ({ instead, place }: Cursor, typed: string): Said => {
  const line = instead?.[typed];
  return line === undefined ? sayWrong('listed', { place }) : sayWrong('type', { line });
};

const takeShort = (cursor: Cursor, word: string, given: Given): 'help' | undefined => {
  for (let i = 1; i < word.length; i++) {
    const letter = word.charAt(i);
    const found = Object.entries(cursor.options).find(([, option]) => option.short === letter);
    if (found === undefined) {
      if (letter === 'h') return 'help';
      throw UsageError.of(cursor.place, sayWrong('noOption', { option: `-${letter}` }), nextFor(cursor, letter));
    }
    const [name, option] = found;
    if (option.value === undefined) put(given, name, true);
    else {
      const rest = word.slice(i + 1);
      put(given, name, rest === '' ? nextWord(cursor, `-${letter}`, option) : rest);
      return undefined;
    }
  }
  return undefined;
};

const nextWord = (cursor: Cursor, typed: string, option: OptionSpec): string => {
  const word = cursor.argv[cursor.at++];
  if (word === undefined)
    throw UsageError.of(
      cursor.place,
      sayWrong('valueMissing', { value: option.value ?? '', option: typed }),
      sayWrong('itIs', { help: String(option.help) }),
    );
  return word;
};

const put = (given: Given, name: string, value: string | boolean): void => {
  const before = given.get(name);
  if (before === undefined) given.set(name, [value]);
  else before.push(value);
};

const optionOf = (options: OptionTable, name: string): OptionSpec | undefined => (Object.hasOwn(options, name) ? options[name] : undefined);

const longNames = (options: OptionTable): string[] => Object.keys(options).filter((name) => !options[name]?.hidden);

/** Every option gets its value, also those that were not given. The last one wins where one cannot be repeated. */
const collect = <T extends OptionTable>(options: T, given: Given, place: string): Values<T> => {
  const values: Record<string, unknown> = Object.create(null);
  for (const [name, option] of Object.entries(options)) values[name] = valueFor(option, given.get(name) ?? [], `${place} --${name}`);
  return values as Values<T>;
};

const valueFor = (option: OptionSpec, given: readonly (string | boolean)[], place: string): unknown => {
  const last = given.at(-1);
  if (option.value === undefined) {
    if (option.repeat) return given.length;
    return option.negatable ? last : last === true;
  }
  const read = (text: string | boolean): string | number => readValue(option, String(text), place);
  if (option.repeat) return (given.length === 0 && option.fallback !== undefined ? [option.fallback] : given).map(read);
  const text = last ?? option.fallback;
  return text === undefined ? undefined : read(text);
};

const checkCount = (operands: readonly Operand[], words: readonly string[], place: string): void => {
  const missing = operands.filter((operand) => !operand.optional)[words.length];
  if (missing !== undefined)
    throw UsageError.of(
      place,
      sayWrong('operandMissing', { operand: missing.name }),
      sayWrong('typeOrHelp', {
        place,
        line: `${place} ${operands
          .map((o) => o.name)
          .slice(0, operands.filter((o) => !o.optional).length)
          .join(' ')}`,
      }),
    );
  const extra = operands.some((operand) => operand.repeat) ? undefined : words[operands.length];
  if (extra === undefined) return;
  const all = [place, ...operands.map((operand) => operand.name)].join(' ');
  throw UsageError.of(place, sayWrong('oneTooMany', { word: quote(extra) }), sayWrong('type', { line: all }));
};
