/** Session: one run of nc, from its words to its exit code. */
import type { Context } from '../command.ts';
import { connectMode } from './connect-mode.ts';
import { listenMode } from './listen-mode.ts';
import { readOptions } from './options.ts';
import { Refusal } from './refusal.ts';
import { Talk } from './talk.ts';
import { understood } from './understood.ts';
import { voiceOf } from './voice.ts';
import { HELP } from './words.ts';

/** Gives the exit code: 0, or 1 as the original has it for everything that goes wrong. */
export const runNc = async (argv: readonly string[], context: Context): Promise<number> => {
  const voice = voiceOf(context);
  try {
    const options = readOptions(argv);
    if (options === 'help') {
      context.err.write(HELP);
      return 0;
    }
    if (options.verbose > 1) for (const line of understood(options)) voice.complain(line);
    const talk = new Talk(options, context, voice);
    return await (options.listen ? listenMode(options, talk, voice) : connectMode(options, talk, voice));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    voice.refuse(error);
    return 1;
  }
};
