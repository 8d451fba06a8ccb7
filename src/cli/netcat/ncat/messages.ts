/** NcatMessages: what Ncat writes to standard error. Everything is made safe to show: names, addresses and answers of others are in it. */
import { visibleLines } from '../../../core/text.ts';
import type { Output } from '../../command/output.ts';
import { VERSION } from './flags.ts';
import type { Quit } from './quit.ts';

export interface NcatMessages {
  /** `Ncat: TEXT` in any case. */
  user(text: string): void;
  /** `Ncat: TEXT` with -v. */
  verbose(text: string): void;
  /** `NCAT DEBUG: TEXT` with -vv. */
  debug(text: string): void;
  /** `NCAT TEST: TEXT` with --test. */
  test(text: string): void;
  /** A line for people only: where standard error is a terminal. */
  warn(text: string): void;
  quit(last: Quit): void;
  /** What another program part has to say, as it is. */
  plain(text: string): void;
  /** From here on lines are put on the terminal so: above what is being typed. */
  above(print: (text: string) => void): void;
}

export const ncatMessages = (err: Output, verbose: number, test: boolean): NcatMessages => {
  let print = (text: string): void => err.write(`${text}\n`);
  const line = (text: string): void => print(visibleLines(text));
  const messages: NcatMessages = {
    user: (text) => line(`Ncat: ${text}`),
    verbose: (text) => {
      if (verbose > 0) line(`Ncat: ${text}`);
    },
    debug: (text) => {
      if (verbose > 1) line(`NCAT DEBUG: ${text}`);
    },
    test: (text) => {
      if (test) line(`NCAT TEST: ${text}`);
    },
    warn: (text) => {
      if (err.isTerminal) line(`wirecat: ${text}`);
    },
    quit: (last) => err.write(visibleLines(last.message)),
    plain: line,
    above: (other) => {
      print = other;
    },
  };
  messages.verbose(VERSION);
  return messages;
};
