/** NcMessages: what nc writes to standard error: the original's lines as they are, its complaints behind its name, ours only where nobody compares. */
import { visible } from '../../../core/text.ts';
import type { Context } from '../../command/command.ts';
import type { NcError } from '../nc-error.ts';

export interface NcMessages {
  /** A line of `-v`. */
  say(line: string): void;
  /** A complaint: `nc: line`. */
  complain(line: string): void;
  fail(error: NcError): void;
  /** A line that the original does not have: said on a terminal only. */
  hint(line: string): void;
  /** From here on lines are put on the terminal so: above what is being typed. */
  above(print: (text: string) => void): void;
}

export const ncMessages = ({ err, program }: Context): NcMessages => {
  // `nc`, `netcat`, or `wirecat nc`, which complains as nc.
  const name = program.split(' ').at(-1) ?? 'nc';
  let print = (text: string): void => err.line(text);
  const line = (text: string): void => print(visible(text));
  return {
    say: line,
    complain: (text) => line(`${name}: ${text}`),
    fail: ({ message, more }) => {
      if (message !== '') line(`${name}: ${message}`);
      err.write(more);
    },
    hint: (text) => {
      if (err.isTerminal) line(`${name}: ${text}`);
    },
    above: (other) => {
      print = other;
    },
  };
};
