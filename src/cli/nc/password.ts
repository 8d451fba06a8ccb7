/** A password asked for on the terminal that controls the process, without showing it. */
import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readSync, writeSync } from 'node:fs';

/** Waits for one line; undefined where there is no terminal. The caller forgets it soon. */
export const askPassword = (prompt: string): Uint8Array | undefined => {
  const terminal = openTerminal();
  if (terminal === undefined) return undefined;
  const stty = (...words: string[]): void => void spawnSync('stty', words, { stdio: [terminal, 'ignore', 'ignore'] });
  try {
    writeSync(terminal, prompt);
    stty('-echo');
    return readLine(terminal);
  } finally {
    stty('echo');
    writeSync(terminal, '\n');
    closeSync(terminal);
  }
};

const openTerminal = (): number | undefined => {
  try {
    return openSync('/dev/tty', 'r+');
  } catch {
    return undefined;
  }
};

const readLine = (fd: number): Uint8Array => {
  const line = new Uint8Array(LONGEST);
  let length = 0;
  while (length < LONGEST && readSync(fd, line, length, 1, null) === 1 && line[length] !== LF) length++;
  return line.subarray(0, length);
};

const LONGEST = 1024;
const LF = 10;
