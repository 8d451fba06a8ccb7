/** Play: what a run of nc does once its words are understood. */
import type { Context } from '../../command/command.ts';
import { connectMode } from './connect-mode.ts';
import { understood } from './explain-options.ts';
import type { TcpListener } from './listen.ts';
import { listenMode } from './listen-mode.ts';
import type { Voice } from './messages.ts';
import type { NcOptions } from './options.ts';
import { Talk } from './run.ts';

/** Gives the exit code. `early` listens already. */
export const play = async (o: NcOptions, early: TcpListener | undefined, context: Context, voice: Voice): Promise<number> => {
  if (o.verbose > 1) for (const line of understood(o)) voice.complain(line);
  const talk = new Talk(o, context, voice);
  try {
    return await (o.listen ? listenMode(o, early, talk, voice) : connectMode(o, talk, voice));
  } finally {
    talk.close();
  }
};
