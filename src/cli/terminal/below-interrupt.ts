/** A terminal shows ^C where it was typed: what comes next, be it the shell's prompt, stands below it. */
import { isatty } from 'node:tty';
import type { Context } from '../command/command.ts';

export const belowInterrupt = ({ signal, err }: Pick<Context, 'signal' | 'err'>): void => {
  if (err.isTerminal && isatty(0)) signal.addEventListener('abort', () => err.write('\n'), { once: true });
};
