/** Sets the clock of this machine, for who may: by the system's own `date`. */
import { spawnSync } from 'node:child_process';
import { IoError } from '../../core/fault.ts';

/** `at`: milliseconds since 1970. */
export const clockCommand = (at: number): readonly string[] => ['date', '-s', `@${(at / 1000).toFixed(3)}`];

/** Throws an IoError where it may not be done. */
export const setClock = (at: number, program: string): void => {
  if (process.getuid?.() !== 0)
    throw new IoError(program, 'EPERM', 'only an administrator may set the clock; nothing was changed: type the same behind sudo');
  const [file = '', ...words] = clockCommand(at);
  const { status, stderr, error } = spawnSync(file, words, { encoding: 'utf8' });
  if (error !== undefined || status !== 0)
    throw new IoError(program, 'EPERM', `the system did not set the clock: ${(error?.message ?? stderr).trim()}`);
};
