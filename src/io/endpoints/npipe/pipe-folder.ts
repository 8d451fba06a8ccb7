/** Where named pipes are kept on systems that have none: a folder that only this user can enter. */
import { lstat, mkdir } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { IoError } from '../../../core/fault.ts';
import { codeOf, ioError } from '../../base/errors.ts';

/** Rejects with an IoError where the folder is not ours alone: somebody else may have made it first. */
export const pipePath = async (name: string, place: string): Promise<string> => {
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  const { uid } = userInfo();
  const folder = join(process.env['XDG_RUNTIME_DIR'] ?? tmpdir(), `wirecat-pipes-${uid}`);
  await mkdir(folder, { mode: 0o700 }).catch((cause: unknown) => {
    if (codeOf(cause) !== 'EEXIST') throw ioError(place, 'a folder for pipes', cause);
  });
  const found = await lstat(folder);
  if (!found.isDirectory() || found.uid !== uid || (found.mode & 0o077) !== 0)
    throw new IoError(place, 'EACCES', `expected ${folder} to be a folder of this user alone, got something else`);
  return join(folder, name);
};
