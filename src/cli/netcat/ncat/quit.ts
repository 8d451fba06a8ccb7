/** How Ncat gives up: words for standard error and an exit code. */
import { strerror } from '../../../io/host/strerror.ts';

/** 1: the network said no. 2: anything else. */
export class Quit extends Error {
  override readonly name = 'Quit';
  readonly exitCode: 0 | 1 | 2;
  constructor(text: string, exitCode: 0 | 1 | 2) {
    super(text);
    this.exitCode = exitCode;
  }
}

/** `Ncat: TEXT QUITTING.`, exit code 2. */
export const quit = (text: string): Quit => new Quit(`Ncat: ${text} QUITTING.\n`, 2);

/** `Ncat: TEXT`, exit code 1; without a text only the exit code. */
export const lost = (text: string): Quit => new Quit(text === '' ? '' : `Ncat: ${text}\n`, 1);

/** `WHAT: REASON` as perror prints it, exit code 2. */
export const fatal = (what: string, cause: unknown): Quit => new Quit(`${what}: ${strerror(cause)}\n`, 2);
