/** A password asked for on the terminal that controls the process, without showing it. */
import { spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';

/** Waits for one line; undefined where there is no terminal. The caller forgets it soon. */
export const askPassword = (prompt: string): Uint8Array | undefined => {
  const terminal = openTerminal();
  if (terminal === undefined) return undefined;
  try {
    const { stdout, status } = spawnSync('/bin/sh', ['-c', ASK, 'sh', prompt], { stdio: [terminal, 'pipe', terminal] });
    return status === 0 ? stdout : undefined;
  } finally {
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

/** A shell does it, because it puts the terminal back in order also when Ctrl-C ends all of us. */
const ASK = `
old=$(stty -g) || exit
trap 'stty "$old"; echo >&2; exit 1' INT TERM HUP
stty -echo
printf %s "$1" >&2
IFS= read -r line
stty "$old"
echo >&2
printf %s "$line"`;
