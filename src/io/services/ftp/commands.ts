/** The commands of FTP that are known here, by their verbs. */
import { accessCommands } from './access-commands.ts';
import type { FtpCommand } from './command.ts';
import { dataCommands } from './data-commands.ts';
import { fileCommands } from './file-commands.ts';
import { infoCommands } from './info-commands.ts';
import type { FtpSession } from './session.ts';
import { transferCommands } from './transfer-commands.ts';

const help = async (s: FtpSession, argument: string): Promise<void> => {
  const verb = argument.toUpperCase();
  if (verb === '') {
    const verbs = [...commands.keys()].sort();
    return s.reply(
      214,
      'These commands are known:',
      rowsOf(
        verbs.map((name) => name.padEnd(6)),
        10,
      ),
    );
  }
  const command = commands.get(verb);
  await (command === undefined ? s.reply(502, 'There is no such command.') : s.reply(214, `${verb} ${command.help}`.trim()));
};

const rowsOf = (words: readonly string[], count: number): readonly string[] =>
  Array.from({ length: Math.ceil(words.length / count) }, (_, i) =>
    words
      .slice(i * count, (i + 1) * count)
      .join('')
      .trimEnd(),
  );

const known: Readonly<Record<string, FtpCommand>> = {
  ...accessCommands,
  ...dataCommands,
  ...fileCommands,
  ...transferCommands,
  ...infoCommands,
  HELP: { help: '[COMMAND]', login: false, run: help },
};

/** Older spellings (RFC 1123 §4.1.3.1). */
const ALIASES: Readonly<Record<string, string>> = { XPWD: 'PWD', XCWD: 'CWD', XCUP: 'CDUP', XMKD: 'MKD', XRMD: 'RMD' };

export const commands: ReadonlyMap<string, FtpCommand> = new Map([
  ...Object.entries(known),
  ...Object.entries(ALIASES).flatMap(([alias, verb]) => (known[verb] === undefined ? [] : [[alias, known[verb]] as const])),
]);
