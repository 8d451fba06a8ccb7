/** Help of a command from its declaration: what it is, how to type it, options by group, examples. */
import type { Translate } from '../help/index.ts';
import type { Operand, OptionSpec, OptionTable } from './options.ts';
import type { Style } from './style.ts';
import { wrap } from './wrap.ts';

/** What help, completion and documentation need to know of a command. */
export interface CommandText {
  readonly name: string;
  /** One line, lower case, no full stop. */
  readonly summary: string;
  /** What follows the name, one line for each form; made from the operands if left out. */
  readonly usage?: readonly string[];
  /** Paragraphs between usage and options. */
  readonly details?: readonly HelpText[];
  readonly operands?: readonly Operand[];
  readonly options: OptionTable;
  readonly examples: readonly Example[];
  /** Heading in the overview of all commands. */
  readonly group?: string;
  /** Not in the overview. */
  readonly hidden?: boolean;
  /** Help that is not made from the table: a persona answers `-h` in the words, on the stream and with the exit code of the original. */
  readonly persona?: { readonly help: string; readonly stream: 'stdout' | 'stderr'; readonly exitCode: number };
}

/** A text in English, or one that is put together in the language of a help: what is constant in it is handed to `say`. */
export type HelpText = string | ((say: Translate) => string);
const inEnglish: Translate = (text) => text;

export interface Example {
  /** The whole line as typed. */
  readonly line: string;
  readonly says: string;
}

export interface HelpLook {
  /** Columns to fill. */
  readonly columns: number;
  readonly style: Style;
  /** English where it is left out. */
  readonly say?: Translate;
}

/** All of it, ending in a newline. */
export const renderHelp = (command: CommandText, look: HelpLook): string => {
  if (command.persona !== undefined) return command.persona.help;
  const { style, say = inEnglish } = look;
  const columns = clampColumns(look.columns);
  const parts = [
    `${style.bold(`wirecat ${command.name}`)}: ${say(command.summary)}`,
    usageBlock(command, style, say),
    ...(command.details ?? []).map((text) => wrap(typeof text === 'string' ? say(text) : text(say), columns).join('\n')),
    ...optionGroups(command.options, say).map(([heading, rows]) => `${style.bold(`${say(heading)}:`)}\n${table(rows, columns, style)}`),
    examplesBlock(command.examples, columns, style, say),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
};

/** What the overview needs of a command. */
export type OverviewEntry = Pick<CommandText, 'name' | 'summary' | 'group' | 'hidden'>;

/** The overview that `wirecat -h` prints. */
export const renderOverview = (commands: readonly OverviewEntry[], version: string, look: HelpLook): string => {
  const { style, say = inEnglish } = look;
  const columns = clampColumns(look.columns);
  const usage = table(
    OVERVIEW_USAGE.map(([left, right]): HelpRow => [left, say(right)]),
    columns,
    style,
  );
  const shown = commands.filter((command) => !command.hidden);
  const blocks = [...groupBy(shown)].map(([heading, members]) => {
    const title = `${say(heading)}:`;
    if (TOLD_GROUPS.includes(heading))
      return `${style.bold(title)}\n${table(
        members.map((c): HelpRow => [c.name, say(c.summary)]),
        columns,
        style,
      )}`;
    const names = wrap(`${title} ${members.map((c) => c.name).join(', ')}`, columns).join('\n    ');
    return `${style.bold(title)}${names.slice(title.length)}`;
  });
  const title = `${style.bold(`wirecat ${version}`)}: ${say('talks over any socket or pipe and shows the packets')}`;
  const more = say('wirecat endpoints lists all addresses that may stand for HOST PORT');
  return `${[title, usage, ...blocks, more].join('\n')}\n`;
};

/** The usage lines without the program's name: `[OPTION…] FILE`. */
export const usageLines = (command: CommandText): readonly string[] =>
  command.usage ?? [
    [Object.keys(command.options).length > 0 ? '[OPTION…]' : '', ...(command.operands ?? []).map(operandText)].filter(Boolean).join(' '),
  ];

/** `-Y, --filter FILTER` */
export const optionText = (name: string, option: OptionSpec): string => {
  const forms = option.forms === undefined ? '' : `[=${option.forms.join('|')}]`;
  const long = `--${option.negatable ? '[no-]' : ''}${name}${forms}${option.value === undefined ? '' : ` ${option.value}`}`;
  return option.short === undefined ? `    ${long}` : `-${option.short}, ${long}`;
};

/** `a, b or c` */
const anyOf = (all: readonly string[], say: Translate): string =>
  all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} ${say('or')} ${all.at(-1)}`;

/** The sentence beside an option: what it does, its choices, what it is when left out. */
const optionHelp = (option: OptionSpec, say: Translate): string => {
  const notes = [
    option.choices === undefined ? '' : anyOf(option.choices, say),
    option.fallback === undefined ? '' : `${say('otherwise')} ${option.fallback}`,
    option.repeat ? say('may be repeated') : '',
    option.having === undefined ? '' : option.having.join(', '),
  ].filter((note) => note !== '');
  const help = `${say(option.help)}${option.left === undefined ? '' : `, ${say('otherwise')} ${option.left}`}`;
  return notes.length === 0 ? help : `${help} (${notes.join('; ')})`;
};

type HelpRow = readonly [left: string, right: string];

const operandText = (operand: Operand): string => {
  const text = operand.repeat ? `${operand.name}…` : operand.name;
  return operand.optional ? `[${text}]` : text;
};

const usageBlock = (command: CommandText, style: Style, say: Translate): string => {
  const lines = usageLines(command).map((line) => `wirecat ${command.name} ${line}`.trimEnd());
  const heading = `${say('Usage')}:`;
  return `${style.bold(heading)} ${lines.join(`\n${' '.repeat(heading.length + 1)}`)}`;
};

/** In the order of OPTION_GROUPS, then in that in which the table first names them. */
const optionGroups = (options: OptionTable, say: Translate): [heading: string, rows: HelpRow[]][] => {
  const groups = new Map<string, HelpRow[]>();
  for (const [name, option] of Object.entries({ ...options, help: HELP_OPTION })) {
    if (option.hidden) continue;
    const heading = option.group ?? 'Options';
    const short = name === 'help' && Object.values(options).some((o) => o.short === 'h') ? { help: option.help } : option;
    const row: HelpRow = [optionText(name, short), optionHelp(option, say)];
    const rows = groups.get(heading);
    if (rows === undefined) groups.set(heading, [row]);
    else rows.push(row);
  }
  return inOrder([...groups], ([heading]) => heading, OPTION_GROUPS);
};

/** Those that `first` names in its order, then the others in theirs. */
const inOrder = <T>(items: readonly T[], name: (item: T) => string, first: readonly string[]): T[] => {
  const rank = (item: T): number => (first.includes(name(item)) ? first.indexOf(name(item)) : first.length);
  return [...items].sort((a, b) => rank(a) - rank(b));
};

const OPTION_GROUPS = [
  'Options',
  'The question',
  'The request',
  'The content',
  'Which frames',
  'Views',
  'Files',
  'Machines',
  'Clients',
  'Of services',
  'Who',
  'The wire',
  'Limits',
];
const COMMAND_GROUPS = ['Talk', 'Look', 'Protocols by hand', 'Learn', 'Find out', 'As netcat', 'About'];
/** Those whose commands have a line each; of the others names must do, so that all of it stands on a terminal of 24 lines. */
const TOLD_GROUPS = ['Talk', 'Look'];
/** What one starts with; the others follow by name. */
const FIRST_COMMANDS = ['start', 'connect', 'listen', 'serve', 'link', 'read', 'explain', 'capture', 'page'];

/** Two columns; the right one wraps, and starts on a line of its own under a left one that is too wide. */
const table = (rows: readonly HelpRow[], columns: number, style: Style): string => {
  const widest = Math.max(...rows.map(([left]) => left.length).filter((n) => n <= 30), 8);
  const indent = ' '.repeat(widest + 4);
  return rows
    .map(([left, right]) => {
      const lines = wrap(right, columns - indent.length);
      const head = `  ${style.cyan(left)}`;
      const body = lines.join(`\n${indent}`);
      return left.length > widest ? `${head}\n${indent}${body}` : `${head}${' '.repeat(widest + 2 - left.length)}${body}`;
    })
    .join('\n');
};

const examplesBlock = (examples: readonly Example[], columns: number, style: Style, say: Translate): string => {
  if (examples.length === 0) return '';
  const lines = examples.flatMap(({ line, says }) => [
    `  ${style.green(line)}`,
    ...wrap(say(says), columns - 6).map((part) => `      ${style.dim(part)}`),
  ]);
  return `${style.bold(`${say('Examples')}:`)}\n${lines.join('\n')}`;
};

const clampColumns = (columns: number): number => Math.max(40, Math.min(columns, 110));

const groupOf = (command: OverviewEntry): string => command.group ?? 'Commands';
const groupBy = (commands: readonly OverviewEntry[]): Map<string, OverviewEntry[]> => {
  const groups = new Map<string, OverviewEntry[]>();
  for (const command of inOrder(commands, (c) => c.name, FIRST_COMMANDS))
    groups.set(groupOf(command), [...(groups.get(groupOf(command)) ?? []), command]);
  return new Map(inOrder([...groups], ([heading]) => heading, COMMAND_GROUPS));
};

const HELP_OPTION: OptionSpec = { short: 'h', help: 'show this help' };

const OVERVIEW_USAGE: readonly HelpRow[] = [
  ['wirecat', 'a conversation with its packets, on this machine alone'],
  ['wirecat HOST PORT', 'connect; wirecat PORT listens'],
  ['wirecat COMMAND …', 'one of these; wirecat COMMAND -h explains it:'],
];
