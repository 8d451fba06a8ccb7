/** The commands of the small shell: what they say, line by line. */

import { serviceName, servicePort, type Transport } from '../../../core/services-table.ts';
import { visible } from '../../../core/text.ts';
import { COMMANDS, OPTIONS } from '../../../protocols/telnet/names.ts';
import type { ServedRow, ServiceContext } from '../../serve/service.ts';
import type { TelnetTalk } from './talk.ts';

export interface ShellCommand {
  readonly words?: string;
  readonly help: string;
  readonly ends?: true;
  run(words: readonly string[], at: ShellPlace): readonly string[];
}

export interface ShellPlace {
  readonly talk: TelnetTalk;
  readonly context: ServiceContext;
}

const help = (): readonly string[] =>
  [...shown()].map(([name, { words, help: says }]) => `${`${name}${words === undefined ? '' : ` ${words}`}`.padEnd(24)}${says}`);

const shown = (): Iterable<readonly [string, ShellCommand]> => Object.entries(KNOWN);

const date = (_: readonly string[], { context }: ShellPlace): readonly string[] => {
  const at = new Date(context.now());
  return [at.toString(), at.toISOString()];
};

const who = (_: readonly string[], { context, talk }: ShellPlace): readonly string[] => {
  const rows = context.connections();
  if (rows.length === 0) return [`you, from ${talk.channel.remote}`];
  return rows.map((row) => `${row.remote === talk.channel.remote ? '*' : ' '} ${whoLine(row)}`);
};

const whoLine = ({ remote, service, age, received, sent }: ServedRow): string =>
  `${remote.padEnd(24)} ${service.padEnd(10)} ${`${Math.floor(age)} s`.padStart(7)}  ${received} B in, ${sent} B out`;

/** What was said, and what is in force now. */
const options = (_: readonly string[], { talk }: ShellPlace): readonly string[] => {
  const { options: agreed } = talk.end;
  const name = (option: number): string => OPTIONS[option] ?? `option ${option}`;
  const force = (whose: 'us' | 'them'): string => agreed.on(whose).map(name).join(', ') || 'none';
  return [
    ...talk.told.map(
      ({ by, command, option }) => `${by === 'us' ? 'server' : 'client'} ${`${COMMANDS[command]}`.padEnd(6)} ${name(option)}`,
    ),
    `in force at the server: ${force('us')}`,
    `in force at the client: ${force('them')}`,
    `terminal: ${talk.terminal ?? 'not told'}; window: ${windowText(talk)}`,
  ];
};

const windowText = ({ window }: TelnetTalk): string =>
  window === undefined ? 'not told' : `${window.columns} columns, ${window.rows} rows`;

const ports = (words: readonly string[]): readonly string[] => {
  const [word = ''] = words;
  const isNumber = /^\d{1,5}$/.test(word);
  const found = (['tcp', 'udp'] as Transport[]).flatMap((transport) => {
    const port = isNumber ? Number(word) : servicePort(word, transport);
    const name = port === undefined ? undefined : serviceName(port, transport);
    return name === undefined ? [] : [`${name} ${port}/${transport}`];
  });
  if (word === '') return ['Type ports and a name or a number, e.g. ports telnet'];
  return found.length > 0 ? found : [`Nothing is known of ${visible(word).slice(0, 60)}.`];
};

const mode = (words: readonly string[], { talk }: ShellPlace): readonly string[] => {
  const [word] = words;
  if (word === 'line') talk.byLine();
  else if (word === 'character') talk.byCharacter();
  else
    return [
      `Type mode line or mode character; now ${talk.echoes ? 'each key comes as it is typed, and is shown by the server' : 'lines come whole'}.`,
    ];
  return [word === 'line' ? 'You edit your lines and see them by yourself.' : 'Each key comes as you type it, and is shown by the server.'];
};

const leave: ShellCommand = { help: 'end the connection, as Ctrl-D does', ends: true, run: () => [] };

const KNOWN: Readonly<Record<string, ShellCommand>> = {
  help: { help: 'what can be typed', run: help },
  date: { help: 'day and time of the server', run: date },
  who: { help: 'who is connected, and to what', run: who },
  echo: { words: 'TEXT', help: 'says it', run: (words) => [visible(words.join(' '))] },
  options: { help: 'what was negotiated, and what is in force', run: options },
  window: { help: 'the size of your window', run: (_, { talk }) => [windowText(talk)] },
  terminal: { help: 'what your terminal calls itself', run: (_, { talk }) => [talk.terminal ?? 'not told'] },
  mode: { words: 'line|character', help: 'who edits and shows what you type', run: mode },
  ports: { words: 'NAME|NUMBER', help: 'names of well-known ports', run: ports },
  quit: leave,
};

export const shellCommands: ReadonlyMap<string, ShellCommand> = new Map([
  ...shown(),
  ...['exit', 'logout', 'bye'].map((name) => [name, leave] as const),
  ['time', KNOWN['date'] ?? leave] as const,
  ['?', KNOWN['help'] ?? leave] as const,
]);
