/** TemporaryFile: one that was made here and goes when it is not needed any more: at the end, or when the process exits suddenly. */
import { lstatSync, unlinkSync } from 'node:fs';
import { removeAtExit } from './exit-files.ts';

export interface TemporaryFile {
  /** Removes it, where it is still the same one; later calls do nothing. */
  remove(): void;
}

/** The file must be there. */
export const temporaryFile = (path: string): TemporaryFile => {
  const { ino, dev } = lstatSync(path);
  let kept = true;
  const isOurs = (): boolean => {
    try {
      const now = lstatSync(path);
      return kept && now.ino === ino && now.dev === dev;
    } catch {
      return false;
    }
  };
  removeAtExit(path, isOurs);
  return {
    remove: () => {
      try {
        if (isOurs()) unlinkSync(path);
      } catch {
        // another was quicker, or the folder is not ours any more
      }
      kept = false;
    },
  };
};
