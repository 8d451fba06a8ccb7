/** Temporary folders of this process. Those of processes that were killed, which could not remove theirs, go when the next one is made. */
import { lstatSync, mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** `what` is a word: `files` makes `wirecat-files-PROCESSES.PID-…`. For its owner alone. Throws what the system says. */
export const ownFolder = (what: string): string => {
  const begin = `wirecat-${what}-${processes()}.`;
  for (const name of readdirSync(tmpdir()))
    if (name.startsWith(begin)) removeStale(join(tmpdir(), name), Number.parseInt(name.slice(begin.length), 10));
  return mkdtempSync(join(tmpdir(), `${begin}${process.pid}-`));
};

/** Which numbers of processes are meant: a container has its own, and may share the folder. */
const processes = (): string => {
  try {
    return /\d+/.exec(readlinkSync('/proc/self/ns/pid'))?.[0] ?? '0';
  } catch {
    return '0';
  }
};

/** Only ours, and never what lies behind a link. */
const removeStale = (folder: string, pid: number): void => {
  try {
    const { uid } = lstatSync(folder);
    if (uid === process.getuid?.() && isGone(pid)) rmSync(folder, { recursive: true, force: true });
  } catch {
    // it went meanwhile
  }
};

const isGone = (pid: number): boolean => {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
};
