/** A terminal shows ^C where it was typed: lines that come, be it the shell's prompt, do not stand behind it. */
import { isatty } from 'node:tty';
import type { Context } from '../command/command.ts';

/** `meanwhile`: whether lines come while something may be typed. */
export const belowInterrupt = ({ signal, err }: Pick<Context, 'signal' | 'err'>, meanwhile: 'lines' | 'nothing' = 'lines'): void => {
  if (!err.isTerminal || !isatty(0)) return;
  if (meanwhile === 'lines') err.overEcho();
  signal.addEventListener('abort', () => err.interrupted(), { once: true });
};
