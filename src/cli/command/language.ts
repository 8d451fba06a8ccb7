/** Language: `--lang de` belongs to every command but those that are another program; else the surroundings say it. */
import { UsageError } from '../../core/fault.ts';
import { sayWrong } from '../../core/said.ts';
import { LANGUAGES, type Language, languageNamed, type Words } from '../../core/words.ts';
import type { Context } from './command.ts';

/** Takes `--lang LANGUAGE` out wherever it stands before `--`. */
export const spoken = (
  argv: readonly string[],
  { program, language }: Pick<Context, 'program' | 'language'>,
): { readonly words: readonly string[]; readonly language: Language } => {
  const end = argv.indexOf('--');
  const at = argv.findIndex((word, k) => (end < 0 || k < end) && /^--lang(=|$)/.test(word));
  const word = argv[at];
  if (word === undefined) return { words: argv, language };
  const isApart = word === '--lang';
  const text = isApart ? (argv[at + 1] ?? '') : word.slice('--lang='.length);
  const named = languageNamed(text);
  if (named === undefined) throw new UsageError(`${program} --lang`, sayWrong('oneOf', { choices: LANGUAGES.join(', ') }), text);
  return { words: [...argv.slice(0, at), ...argv.slice(at + (isApart ? 2 : 1))], language: named };
};

/** The same context in another language; its signal is still asked for only when somebody does. */
export const withLanguage = (context: Context, language: Language, said: Words): Context =>
  Object.create(context, { language: { value: language, enumerable: true }, said: { value: said, enumerable: true } }) as Context;

/** The same context with a signal of its own. A context's values lie behind it, where a copy would not find them. */
export const withSignal = (context: Context, signal: AbortSignal): Context =>
  Object.create(context, { signal: { value: signal, enumerable: true } }) as Context;
