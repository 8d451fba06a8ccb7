/** Keys: the secrets that open what is encrypted, from the key log of another program, which may still grow. */
import { type KeyLog, keyLog } from '../analysis/key-log.ts';
import { keyLogFile } from '../io/capture/read/key-log-file.ts';

/** `mayWait`: the file may come later. Throws an IoError where it cannot be read. */
export const keysOf = (path: string | undefined, mayWait: boolean): KeyLog => {
  const keys = keyLog();
  if (path === undefined) return keys;
  const file = keyLogFile(path, mayWait);
  keys.from(() => file.pull((line) => keys.add(line)));
  keys.pull();
  return keys;
};
