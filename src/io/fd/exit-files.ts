/** Files that must not be left behind when the process ends suddenly, e.g. sockets. */
import { unlinkSync } from 'node:fs';

const files = new Map<string, () => boolean>();

/** At exit, removes the file if `isOurs` still says so. The file may be removed and made again meanwhile by whoever asked. */
export const removeAtExit = (path: string, isOurs: () => boolean): void => {
  if (files.size === 0) process.on('exit', removeAll);
  files.set(path, isOurs);
};

const removeAll = (): void => {
  for (const [path, isOurs] of files) {
    if (!isOurs()) continue;
    try {
      unlinkSync(path);
    } catch {
      // gone already
    }
  }
};
