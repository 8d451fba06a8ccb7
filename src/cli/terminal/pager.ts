/** Pager: text that is longer than the terminal is high goes through the user's own pager, as git and man do it; elsewhere it is written. */
import { spawn } from 'node:child_process';
import type { Context } from '../command/command.ts';

/** Resolves when the text was shown. `$PAGER` set to nothing or to cat turns it off. */
export const page = async (text: string, { out, env }: Context): Promise<void> => {
  const pager = env['PAGER'] ?? 'less';
  const rows = text.split('\n').length;
  if (!out.isTerminal || !process.stdin.isTTY || rows <= out.rows || pager === '' || pager === 'cat') {
    out.write(text);
    return;
  }
  if (!(await through(pager, text, env))) out.write(text);
};

/** False where there is no such pager. It reads keys itself: an interrupt is for it alone. */
const through = (pager: string, text: string, env: Context['env']): Promise<boolean> =>
  new Promise((resolve) => {
    // Leaves the text on the screen, knows colours, and cuts nothing.
    const child = spawn('/bin/sh', ['-c', pager], { env: { LESS: 'RX', LV: '-c', ...env }, stdio: ['pipe', 'inherit', 'inherit'] });
    const ignore = (): void => {};
    process.on('SIGINT', ignore);
    const end = (shown: boolean): void => {
      process.off('SIGINT', ignore);
      resolve(shown);
    };
    child.on('error', () => end(false));
    child.on('close', (code) => end(code !== NOT_FOUND && code !== NOT_ALLOWED));
    child.stdin.on('error', ignore);
    child.stdin.end(text);
  });

/** What a shell says of a program that is not there. */
const NOT_FOUND = 127;
const NOT_ALLOWED = 126;
