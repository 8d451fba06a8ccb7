/** What the build writes down of all commands, so that help, completion and routing load none of them. */
import { LANGUAGES, type Language } from '../../core/words.ts';
import { endpoints } from '../../io/endpoints/index.ts';
import { overlays } from '../../io/overlays/index.ts';
import { helpIn, helpTexts, type Translate } from '../help/index.ts';
import type { CompletedValue, CompletionTable } from './complete.ts';
import { addressWords } from './complete-address.ts';
import { type CommandText, type HelpLook, renderHelp, renderOverview } from './help.ts';
import type { Completion, Operand, OptionSpec } from './options.ts';
import { styleFor } from './style.ts';

export interface Description {
  /** Help by name; `wirecat` is the overview. For readers that are not terminals: 80 columns, no colours. */
  readonly texts: Readonly<Record<string, string>>;
  readonly tables: readonly CompletionTable[];
  /** What the entry must know. */
  readonly entries: readonly { readonly name: string; readonly helpStream?: 'stdout' | 'stderr'; readonly helpExit?: number }[];
}

/** `registry` is that of the commands; each must be named as it is registered. */
export const describeAll = async (registry: Readonly<Record<string, CommandText>>, version: string): Promise<Description> => {
  const commands = Object.values(registry);
  const misnamed = Object.entries(registry).find(([name, command]) => name !== command.name);
  if (misnamed !== undefined) throw new Error(`commands/index.ts: expected ${misnamed[1].name}, got ${misnamed[0]}`);
  const translated = await Promise.all(
    LANGUAGES.map(async (language) => {
      const folder = language === 'en' ? '' : `${language}/`;
      return textsIn(commands, version, { ...LOOK, ...(await helpIn(language)) }).map(
        ([name, text]) => [`${folder}${name}`, text] as const,
      );
    }),
  );
  return {
    texts: Object.fromEntries(translated.flat()),
    tables: commands.map(tableOf),
    entries: commands.map(({ name, persona }) =>
      persona === undefined ? { name } : { name, helpStream: persona.stream, helpExit: persona.exitCode },
    ),
  };
};

/** What helps say that another language lacks, and what it has though no help says it. */
export const helpGaps = async (
  registry: Readonly<Record<string, CommandText>>,
  language: Language,
): Promise<{ readonly missing: readonly string[]; readonly idle: readonly string[] }> => {
  const known = (await helpTexts(language)) ?? new Map<string, string>();
  const asked = new Set<string>();
  const say: Translate = (english) => {
    asked.add(english);
    return english;
  };
  textsIn(Object.values(registry), '', { ...LOOK, say });
  return { missing: [...asked].filter((english) => !known.has(english)), idle: [...known.keys()].filter((english) => !asked.has(english)) };
};

const LOOK = { columns: 80, style: styleFor(false) };

const textsIn = (commands: readonly CommandText[], version: string, look: HelpLook): readonly (readonly [name: string, text: string])[] => [
  ['wirecat', renderOverview(commands, version, look)],
  ...commands.map((command) => [command.name, renderHelp(command, look)] as const),
];

const tableOf = (command: CommandText): CompletionTable => ({
  name: command.name,
  summary: command.summary,
  ...(command.group === undefined ? {} : { group: command.group }),
  ...(command.hidden ? { hidden: true } : {}),
  options: Object.fromEntries(Object.entries(command.options).map(([name, option]) => [name, settled(option)])),
  operands: (command.operands ?? []).map(settled),
});

type Settled<T extends OptionSpec | Operand> = Omit<T, 'complete'> & { readonly complete?: CompletedValue };

const settled = <T extends OptionSpec | Operand>(spec: T): Settled<T> => {
  const { complete, ...rest } = spec;
  return complete === undefined ? rest : { ...rest, complete: words(complete) };
};

const words = (complete: Completion): CompletedValue => {
  if (typeof complete === 'function') return complete();
  return complete === 'file' || complete === 'directory' || complete === 'filter' ? complete : addressWords(complete, endpoints, overlays);
};
