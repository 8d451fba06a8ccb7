/**
 * runNc: one run of nc, from its words to its exit code. A TCP listener listens before the rest of the program is loaded, so that it is
 * there as soon as can be; nothing comes to it before.
 */
import type { Context } from '../../command/command.ts';
import { NcError } from '../nc-error.ts';
import { takeWire } from '../wire-options.ts';
import { listenTcp } from './listen.ts';
import { ncMessages } from './messages.ts';
import { hasWishes, type NcOptions, readOptions } from './options.ts';
import { HELP } from './texts.ts';

/** Gives the exit code: 0, or 1 as the original has it for everything that goes wrong. */
export const runNc = async (argv: readonly string[], context: Context): Promise<number> => {
  const messages = ncMessages(context);
  try {
    const { words, wishes } = takeWire(argv);
    const options = readOptions(words);
    if (options === 'help') {
      context.err.write(HELP);
      return 0;
    }
    const early = wishes === undefined && mayListenAtOnce(options) ? await listenTcp(options) : undefined;
    const { runMode } = await import('./run-mode.ts');
    return await runMode(options, early, wishes, context, messages);
  } catch (error) {
    if (!(error instanceof NcError)) throw error;
    messages.fail(error);
    return 1;
  }
};

/** A log that cannot be written, and what `-v -v` explains, come first; options of the socket need more of the program. */
const mayListenAtOnce = (o: NcOptions): boolean =>
  o.listen && !o.udp && o.family !== 'unix' && o.hexLog === undefined && o.verbose < 2 && !hasWishes(o.socket);
