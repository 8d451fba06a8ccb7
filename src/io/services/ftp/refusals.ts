/** What a refusal of the system means for a client, without the names that this machine has for things. */

export const READ_ONLY = 'Nothing may be written here.';

export const refusalText = (code: string): string => REFUSALS[code] ?? `It could not be done (${code}).`;

/** 452 where there is no room, else that it is not to be had. */
export const refusalCode = (code: string): number => (NO_ROOM.has(code) ? 452 : 550);

const NO_ROOM: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT']);

const REFUSALS: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file or folder.',
  ENOTDIR: 'That is no folder.',
  EISDIR: 'That is a folder.',
  EEXIST: 'Something has that name already.',
  ENOTEMPTY: 'The folder is not empty.',
  EACCES: 'That may not be.',
  EPERM: 'That may not be.',
  EROFS: READ_ONLY,
  ENOSPC: 'There is no room left.',
  EDQUOT: 'There is no room left.',
  EAFNOSUPPORT: 'This control connection has no address for a data connection.',
};
