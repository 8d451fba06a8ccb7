/**
 * Files that captures are written to. What is decided here:
 *
 * - a new file is made with mode 0600 and O_EXCL|O_NOFOLLOW, so nobody can put a link in the way;
 * - a regular file that is there is replaced only where it is ours (our user, one name); its mode becomes 0600. Like `tcpdump -w`, and
 *   unlike it for files of others;
 * - a symbolic link is followed only where it is ours, and what it leads to is treated as above: what another user plants in /tmp leads nowhere;
 * - pipes and devices are written to as they are, but not a pipe that another user has laid into /tmp. `-` is standard output.
 */

import { closeSync, constants, fchmodSync, fstatSync, ftruncateSync, lstatSync, openSync, realpathSync, type Stats } from 'node:fs';
import { devNull } from 'node:os';
import { dirname } from 'node:path';
import { UsageError } from '../../../core/fault.ts';
import { sayTrouble, sayWrong } from '../../../core/said.ts';
import type { Said } from '../../../core/words.ts';
import { codeOf, ioError } from '../../base/errors.ts';
import { openNamedPipe } from '../../base/named-pipe.ts';
import { isPlanted } from '../../files/planted.ts';

export interface Opened {
  readonly fd: number;
  /** Whether writes never have to wait for a reader: regular files, and the device that takes everything. */
  readonly regular: boolean;
}

const { O_CREAT, O_EXCL, O_NOFOLLOW, O_WRONLY } = constants;
const MODE = 0o600;

export const openForWriting = async (path: string, signal: AbortSignal): Promise<Opened> => {
  if (path === '-' || path === '/dev/stdout') return { fd: 1, regular: false };
  try {
    return { fd: openSync(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, MODE), regular: true };
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw ioError(path, 'a file to write', error, noFolder(path, error));
  }
  return existing(path, signal);
};

const existing = async (path: string, signal: AbortSignal): Promise<Opened> => {
  const there = statOf(path);
  if (there.isSymbolicLink()) {
    if (there.uid !== me()) throw refused(path, sayWrong('otherLink'));
    return existing(realPathOf(path), signal);
  }
  if (there.isDirectory()) throw refused(path, sayWrong('directory'));
  if (there.isSocket()) throw refused(path, sayWrong('socket'));
  if (isPlanted(path, there)) throw refused(path, sayWrong(there.isFIFO() ? 'otherPipe' : 'otherFile'));
  if (there.isFIFO()) return { fd: await openNamedPipe(path, 'write', signal), regular: false };
  const fd = opened(path, O_WRONLY | O_NOFOLLOW);
  try {
    const stat = fstatSync(fd);
    if (stat.isFile()) replace(path, fd, stat);
    return { fd, regular: stat.isFile() || path === devNull };
  } catch (error) {
    closeSync(fd);
    throw error;
  }
};

/** Empties a file of ours; refuses any other. The descriptor is looked at, not the name, so nothing can change in between. */
const replace = (path: string, fd: number, stat: Stats): void => {
  if (stat.uid !== me()) throw refused(path, sayWrong('otherFileLost'));
  if (stat.nlink > 1) throw refused(path, sayWrong('manyNames'));
  ftruncateSync(fd, 0);
  fchmodSync(fd, MODE);
};

const opened = (path: string, flags: number): number => {
  try {
    return openSync(path, flags);
  } catch (error) {
    throw ioError(path, 'a file to write', error, noFolder(path, error));
  }
};

const noFolder = (path: string, cause: unknown): Said | undefined =>
  codeOf(cause) === 'ENOENT' ? sayTrouble('noFolder', { folder: dirname(path) }) : undefined;

const statOf = (path: string): Stats => {
  try {
    return lstatSync(path);
  } catch (error) {
    throw ioError(path, 'a file to write', error, noFolder(path, error));
  }
};

const realPathOf = (path: string): string => {
  try {
    return realpathSync(path);
  } catch (error) {
    throw ioError(path, 'a link that leads somewhere', error);
  }
};

const refused = (path: string, what: Said): UsageError => UsageError.of(path, sayWrong('itIsA', { what }), sayWrong('newFile'));

/** Windows has no user ids: there every file counts as ours. */
const me = (): number => process.geteuid?.() ?? 0;
