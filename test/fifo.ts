/** Unnamed pipes for tests: a FIFO opened at both ends and then forgotten by name. */
import { spawnSync } from 'node:child_process';
import { constants, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';

let made = 0;

/** The numbers of a pipe's two ends. */
export const pipeFds = (folder: string): { readonly read: number; readonly write: number } => {
  const path = join(folder, `pipe${++made}`);
  const { status } = spawnSync('mkfifo', [path]);
  if (status !== 0) throw new Error(`mkfifo ${path} failed`);
  const read = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const write = openSync(path, constants.O_WRONLY);
  rmSync(path);
  return { read, write };
};
