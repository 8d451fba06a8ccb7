/** Completion: what may stand where the cursor is, from the declarations of the commands. */
import { type AddressWords, addressCandidates, type Candidates, type CompletionCandidate } from './complete-address.ts';
import type { OptionSpec } from './options.ts';

/** A declaration as the build has written it: completions worked out. */
export interface CompletionTable {
  readonly name: string;
  readonly summary: string;
  readonly group?: string;
  readonly hidden?: boolean;
  readonly options: Readonly<Record<string, CompletedOption>>;
  readonly operands: readonly { readonly name: string; readonly repeat?: boolean; readonly complete?: CompletedValue }[];
}
export type CompletedValue = 'file' | 'directory' | 'filter' | AddressWords | readonly string[];
type CompletedOption = Omit<OptionSpec, 'complete'> & { readonly complete?: CompletedValue };

/** `words` are those after the program's name; the last one is being typed and may be empty. */
export const candidates = (raw: readonly string[], commands: readonly CompletionTable[]): Candidates => {
  const words = unquoted(raw);
  const current = words.at(-1) ?? '';
  const before = words.slice(0, -1);
  const [name, ...typed] = before;
  if (name === undefined) return starting(current, [...commandWords(commands), { text: 'help', says: 'explain one command' }]);
  if (name === 'help') return typed.length === 0 ? starting(current, commandWords(commands)) : NOTHING;
  const command = commands.find((known) => known.name === name);
  return command === undefined ? NOTHING : within(command, typed, current);
};

/** Shells give words as they are typed, bash even cut at the blanks inside quotes: joined again, and the quotes taken off. */
const unquoted = (raw: readonly string[]): readonly string[] => {
  const words: string[] = [];
  let open = '';
  for (const piece of raw) {
    const word = open === '' ? piece : `${words.pop()} ${piece}`;
    const quote = open || (/^['"]/.exec(piece)?.[0] ?? '');
    const text = open === '' ? word.slice(quote.length) : word;
    const closed = quote !== '' && text.endsWith(quote);
    open = closed ? '' : quote;
    words.push(closed ? text.slice(0, -1) : text);
  }
  return words;
};

const within = (command: CompletionTable, typed: readonly string[], current: string): Candidates => {
  const place = completionPoint(command, typed);
  if (place.option !== undefined) return values(place.option, current, '');
  const [, inlineName, inlineValue] = /^--([^=]+)=(.*)$/.exec(current) ?? [];
  const inline = inlineName !== undefined && Object.hasOwn(command.options, inlineName) ? command.options[inlineName] : undefined;
  if (inline !== undefined && inlineValue !== undefined) return values(inline, inlineValue, `--${inlineName}=`);
  if (current.startsWith('-') && !place.ended) return starting(current, optionWords(command));
  const operand = command.operands[place.operands] ?? command.operands.filter((last) => last.repeat).at(-1);
  return operand === undefined ? NOTHING : offered(operand.complete, current, '');
};

interface CompletionPoint {
  /** The option whose value comes next. */
  readonly option?: CompletedOption;
  /** Operands before. */
  readonly operands: number;
  /** After `--`. */
  readonly ended: boolean;
}

const completionPoint = (command: CompletionTable, typed: readonly string[]): CompletionPoint => {
  let operands = 0;
  for (let i = 0; i < typed.length; i++) {
    const word = typed[i] ?? '';
    if (word === '--') return { operands: operands + typed.length - i - 1, ended: true };
    const option = optionTyped(command, word);
    if (option?.value === undefined) operands += word.startsWith('-') && word !== '-' ? 0 : 1;
    else if (++i >= typed.length) return { option, operands, ended: false };
  }
  return { operands, ended: false };
};

/** The option a word ends with, where its value would be the next word. */
const optionTyped = (command: CompletionTable, word: string): CompletedOption | undefined => {
  if (word.startsWith('--')) return Object.hasOwn(command.options, word.slice(2)) ? command.options[word.slice(2)] : undefined;
  if (!/^-./.test(word)) return undefined;
  return Object.values(command.options).find((option) => option.short === word.at(-1));
};

const commandWords = (commands: readonly CompletionTable[]): CompletionCandidate[] =>
  commands.filter((command) => !command.hidden).map((command) => ({ text: command.name, says: command.summary }));

const optionWords = (command: CompletionTable): CompletionCandidate[] => {
  const words: CompletionCandidate[] = [];
  for (const [name, option] of Object.entries(command.options)) {
    if (option.hidden) continue;
    words.push({ text: `--${name}`, says: option.help });
    if (option.negatable) words.push({ text: `--no-${name}`, says: `not: ${option.help}` });
    if (option.short !== undefined) words.push({ text: `-${option.short}`, says: option.help });
  }
  return [...words, { text: '--help', says: 'show this help' }];
};

const values = (option: CompletedOption, current: string, prefix: string): Candidates =>
  offered(option.choices ?? option.complete, current, prefix);

const offered = (complete: CompletedValue | undefined, current: string, prefix: string): Candidates => {
  if (complete === undefined) return NOTHING;
  if (complete === 'file' || complete === 'directory') return { words: [], paths: complete };
  if (complete === 'filter') return filterCandidates(current, prefix);
  if ('endpoints' in complete) return addressCandidates(current, complete);
  const words = complete.filter((word) => word.startsWith(current));
  return { words: words.map((word) => ({ text: prefix + word, says: '' })) };
};

/** The name at the end of what is typed of a filter or a list of fields. */
const filterCandidates = (current: string, prefix: string): Candidates => {
  const typed = /[a-z_][\w.-]*$/i.exec(current)?.[0] ?? '';
  return { words: [], fields: { before: prefix + current.slice(0, current.length - typed.length), typed } };
};

const starting = (current: string, words: readonly CompletionCandidate[]): Candidates => ({
  words: words.filter((word) => word.text.startsWith(current)),
});

const NOTHING: Candidates = { words: [] };
