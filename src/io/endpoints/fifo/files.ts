/**
 * FIFOs in the file system, opened without ever blocking: four blocking opens would stop every look-up and file access of the process.
 * A reader waits for its first writer in the event loop; a writer looks for its reader again and again.
 */

import { execFile } from 'node:child_process';
import { constants, openSync } from 'node:fs';
import { access, lstat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { IoError } from '../../../core/fault.ts';
import { sayTrouble } from '../../../core/said.ts';
import { abortReason, codeOf, ioError } from '../../base/errors.ts';
import { type TemporaryFile, temporaryFile } from '../../fd/temporary-file.ts';
import { sleep } from '../../link/pace.ts';

/** A FIFO that is there now. */
export interface Fifo {
  readonly path: string;
  /** For who has done with it: the last one removes it, where it was made here and is still the same. Later calls do nothing. */
  remove(): void;
}

/** Who uses a path in this process: the clients of a relay may all wait for the reader of one FIFO. */
interface Users {
  count: number;
  own?: TemporaryFile;
}
const users = new Map<string, Users>();

/** Made where it is missing, for this user only unless `mode` says otherwise. Rejects with an IoError where something else lies there. */
export const haveFifo = async (path: string, mode: string, place: string): Promise<Fifo> => {
  const all = users.get(path) ?? { count: 0 };
  users.set(path, all);
  all.count++;
  let used = true;
  const remove = (): void => {
    if (!used) return;
    used = false;
    if (--all.count > 0) return;
    users.delete(path);
    all.own?.remove();
  };
  try {
    if (await makeFifo(path, mode, place)) all.own = temporaryFile(path);
    const file = await lstat(path).catch((cause: unknown) => Promise.reject(ioError(place, 'a FIFO', cause)));
    if (!file.isFIFO())
      throw new IoError(
        place,
        'ENOTFIFO',
        sayTrouble(file.isSymbolicLink() ? 'fifoIsLink' : file.isFile() ? 'fifoIsFile' : 'fifoIsOther', { path }),
      );
    return { path, remove };
  } catch (cause) {
    remove();
    throw cause;
  }
};

/** False where something is there already. Node has no call for it. */
const makeFifo = async (path: string, mode: string, place: string): Promise<boolean> => {
  if ((await lstat(path).catch(() => undefined)) !== undefined) return false;
  try {
    await access(dirname(path), constants.W_OK | constants.X_OK);
    await new Promise<void>((resolve, reject) => {
      execFile('mkfifo', ['-m', mode, '--', path], (error) => (error === null ? resolve() : reject(error)));
    });
    return true;
  } catch (cause) {
    if ((await lstat(path).catch(() => undefined)) !== undefined) return false; // another was quicker
    throw ioError(place, 'to make a FIFO', cause, codeOf(cause) === 'ENOENT' ? sayTrouble('noSuchFolder') : undefined);
  }
};

/** The descriptor of the reading end, at once: what is read waits for the first writer and ends with the last. With `keep` it never ends. */
export const openReader = (fifo: Fifo, keep: boolean, place: string): number => {
  try {
    return openSync(fifo.path, constants.O_NONBLOCK | (keep ? constants.O_RDWR : constants.O_RDONLY));
  } catch (cause) {
    throw ioError(place, 'to read the FIFO', cause);
  }
};

/** The descriptor of the writing end, if somebody has it open for reading or waits to. (To close it again would end that reader.) */
export const tryWriter = (fifo: Fifo, place: string): number | undefined => {
  try {
    return openSync(fifo.path, constants.O_WRONLY | constants.O_NONBLOCK);
  } catch (cause) {
    if (codeOf(cause) === 'ENXIO') return undefined;
    throw ioError(place, 'to write to the FIFO', cause);
  }
};

/** Milliseconds between two looks. */
const LOOK_EVERY = 25;
/** Milliseconds until somebody is told what is being waited for. */
export const TELL_AFTER = 1000;

/** Resolves when there is a reader; rejects with the signal's reason. `waiting` is called once if that takes long. */
export const openWriter = async (fifo: Fifo, place: string, waiting: () => void, signal: AbortSignal): Promise<number> => {
  for (let waited = 0; ; waited += LOOK_EVERY) {
    if (signal.aborted) throw abortReason(signal);
    const fd = tryWriter(fifo, place);
    if (fd !== undefined) return fd;
    if (waited === TELL_AFTER) waiting();
    await sleep(LOOK_EVERY, signal);
  }
};
