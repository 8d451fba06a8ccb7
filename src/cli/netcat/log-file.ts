/** The files of `-o` and `-x`: opened as the originals open them, but not through what another user has planted; written to the last byte. */
import { constants, openSync, writeSync } from 'node:fs';
import { untrapped } from '../../io/files/planted.ts';

/** A descriptor. Throws the system's error. */
export const openLogFile = (path: string, append: boolean, mode: number): number =>
  openSync(untrapped(path), constants.O_WRONLY | constants.O_CREAT | (append ? constants.O_APPEND : constants.O_TRUNC), mode);

/** Throws the system's error. */
export const writeAll = (fd: number, bytes: Uint8Array): void => {
  for (let o = 0; o < bytes.length; ) o += writeSync(fd, bytes, o);
};
