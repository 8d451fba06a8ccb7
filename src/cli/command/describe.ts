/** What the build writes down of all commands, so that help, completion and routing load none of them. */
import { endpoints } from '../../io/endpoints/index.ts';
import { overlays } from '../../io/overlays/index.ts';
import type { CompletedValue, CompletionTable } from './complete.ts';
import { addressWords } from './complete-address.ts';
import { type CommandText, renderHelp, renderOverview } from './help.ts';
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
export const describeAll = (registry: Readonly<Record<string, CommandText>>, version: string): Description => {
  const commands = Object.values(registry);
  const misnamed = Object.entries(registry).find(([name, command]) => name !== command.name);
  if (misnamed !== undefined) throw new Error(`commands/index.ts: expected ${misnamed[1].name}, got ${misnamed[0]}`);
  const look = { columns: 80, style: styleFor(false) };
  return {
    texts: {
      wirecat: renderOverview(commands, version, look),
      ...Object.fromEntries(commands.map((command) => [command.name, renderHelp(command, look)])),
    },
    tables: commands.map(tableOf),
    entries: commands.map(({ name, persona }) =>
      persona === undefined ? { name } : { name, helpStream: persona.stream, helpExit: persona.exitCode },
    ),
  };
};

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
