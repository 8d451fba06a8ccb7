/**
 * Locate: walks from a folder to what a path names, name by name, without leaving the folder. Links are followed where they lead inside.
 *
 * On Linux each step goes from the opened folder before it (`/proc/self/fd/N/name`, what openat does) and opens nothing but the place
 * (O_PATH), so that nothing that is swapped meanwhile leads out, and no device or FIFO is touched. Elsewhere the real path is compared.
 * The steps are synchronous: they take microseconds each, and a thread pool would take a hundred.
 */
import { closeSync, constants, existsSync, fstatSync, lstatSync, openSync, readlinkSync, realpathSync, type Stats } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import { isServedName, type PathRules } from './path.ts';

/** Something that is there, held so that it stays the same: `path` opens it and nothing else, until `release`. */
export interface Located {
  readonly path: string;
  readonly stat: Stats;
  /** What the path came to when links were followed. */
  readonly names: readonly string[];
  release(): void;
}

export interface Walk extends PathRules {
  /** The real path of the folder. */
  readonly root: string;
}

/** Undefined where it is not there, is none of the names that are served, or lies outside. Throws the system's error for what else is wrong. */
export const locate = (walk: Walk, names: readonly string[]): Located | undefined => {
  try {
    return HAS_DESCRIPTORS ? locateByDescriptors(walk, names, MOST_LINKS) : locateByPath(walk, names);
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && GONE.has(String(cause.code))) return undefined;
    throw cause;
  }
};

/** The same folder for longer: what is held by it stays where it is when the other is let go. */
export const hold = (folder: Located): Pick<Located, 'path' | 'release'> => {
  if (!HAS_DESCRIPTORS) return { path: folder.path, release: () => {} };
  const fd = openSync(folder.path, O_PATH | constants.O_DIRECTORY);
  return { path: `/proc/self/fd/${fd}`, release: once(() => closeSync(fd)) };
};

const HAS_DESCRIPTORS = globalThis.process?.platform === 'linux' && existsSync('/proc/self/fd');
/** EINVAL: a link that was none any more when it was read. */
const GONE: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG', 'EINVAL']);
const MOST_LINKS = 16;
/** Of Linux, which Node has no name for: the place alone, not its contents. */
const O_PATH = 0x200000;

const locateByDescriptors = (walk: Walk, names: readonly string[], links: number): Located | undefined => {
  let fd = openSync(walk.root, O_PATH);
  let kept = false;
  try {
    for (const [i, name] of names.entries()) {
      const next = openSync(`/proc/self/fd/${fd}/${name}`, O_PATH | constants.O_NOFOLLOW);
      const isLink = fstatSync(next).isSymbolicLink();
      const target = isLink ? readlinkSync(`/proc/self/fd/${fd}/${name}`) : undefined;
      closeSync(fd);
      fd = next;
      if (target === undefined) continue;
      const led = links === 0 ? undefined : ledTo(walk, names.slice(0, i), target);
      return led === undefined ? undefined : locateByDescriptors(walk, [...led, ...names.slice(i + 1)], links - 1);
    }
    kept = true;
    return { path: `/proc/self/fd/${fd}`, stat: fstatSync(fd), names, release: once(() => closeSync(fd)) };
  } finally {
    if (!kept) closeSync(fd);
  }
};

/** The names that a link stands for, seen from the root; undefined where it leads out, or to a name that is not served. */
const ledTo = (walk: Walk, folder: readonly string[], target: string): readonly string[] | undefined => {
  const away = isAbsolute(target) ? relative(walk.root, target) : target;
  const names = isAbsolute(target) ? [] : [...folder];
  for (const name of away.split(sep)) {
    if (name === '..') {
      if (names.pop() === undefined) return undefined;
    } else if (name !== '' && name !== '.') {
      if (!isServedName(name, walk)) return undefined;
      names.push(name);
    }
  }
  return names;
};

const locateByPath = (walk: Walk, names: readonly string[]): Located | undefined => {
  const path = realpathSync(join(walk.root, ...names));
  const inside = relative(walk.root, path);
  if (isAbsolute(inside)) return undefined;
  const real = inside.split(sep).filter((name) => name !== '');
  if (!real.every((name) => isServedName(name, walk))) return undefined;
  return { path, stat: lstatSync(path), names: real, release: () => {} };
};

const once = (act: () => void): (() => void) => {
  let done = false;
  return () => {
    if (!done) act();
    done = true;
  };
};
