/**
 * Planted: what another user has laid where everybody may lay something (`/tmp`), so that we write into it. The rule is Linux' own
 * (fs.protected_symlinks, protected_fifos, protected_regular), held here too, because a system may have it switched off.
 */
import { existsSync, lstatSync, realpathSync, type Stats, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Whether what lies at `path` is another user's, in a sticky folder that all may write to and that is not its owner's. */
export const isPlanted = (path: string, there: Stats): boolean => {
  const me = process.geteuid?.();
  if (me === undefined || there.uid === me) return false;
  const folder = statSync(dirname(path));
  return (folder.mode & STICKY_FOR_ALL) === STICKY_FOR_ALL && there.uid !== folder.uid;
};

/** The bits of `drwxrwxrwt` that matter. */
const STICKY_FOR_ALL = 0o1002;

/** Where the path leads once its last links are followed; the path itself where nothing lies there. Throws EACCES at what was planted. */
export const untrapped = (path: string): string => {
  const there = lstatSync(path, { throwIfNoEntry: false });
  if (there === undefined) return path;
  if (isPlanted(path, there)) throw Object.assign(new Error(`${path}: another user put it there`), { code: 'EACCES', syscall: 'open' });
  return there.isSymbolicLink() ? targetOf(path) : path;
};

/** A link that leads nowhere, or to what has no path (`/dev/stdout` that is a pipe), is for the system to follow. */
const targetOf = (path: string): string => {
  try {
    const target = realpathSync(path);
    return existsSync(target) ? untrapped(target) : path;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return path;
    throw cause;
  }
};
