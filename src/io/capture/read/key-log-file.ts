/** Key log file: the lines that another program writes while it runs (SSLKEYLOGFILE), taken as far as they are there. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { ioError } from '../../base/errors.ts';

const CHUNK = 1 << 20;
/** A line that is longer is none of a key log. */
const LONGEST = 4096;

export interface KeyLogFile {
  /** Hands on the lines that came since; false where no more will come. */
  pull(add: (line: string) => void): boolean;
  close(): void;
}

/** `mayWait`: the program that writes it may not have begun. Throws an IoError where the file cannot be read. */
export const keyLogFile = (path: string, mayWait: boolean): KeyLogFile => {
  let fd = opened(path, mayWait);
  const chunk = new Uint8Array(CHUNK);
  let position = 0;
  let rest = '';
  return {
    pull(add) {
      fd ??= opened(path, true);
      if (fd === undefined) return true;
      const { size } = fstatSync(fd);
      if (size < position) position = 0; // it began anew
      while (position < size) {
        const got = readSync(fd, chunk, 0, CHUNK, position);
        if (got === 0) break;
        position += got;
        const lines = (rest + Buffer.from(chunk.buffer, 0, got).toString('latin1')).split('\n');
        rest = (lines.pop() ?? '').slice(-LONGEST);
        for (const line of lines) add(line);
      }
      return true;
    },
    close() {
      if (fd !== undefined) closeSync(fd);
      fd = undefined;
    },
  };
};

const opened = (path: string, mayWait: boolean): number | undefined => {
  try {
    return openSync(path, 'r');
  } catch (error) {
    if (mayWait && (error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw ioError(path, 'a key log to read', error);
  }
};
