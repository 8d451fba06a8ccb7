/** Endpoint `pty:` : a program on a terminal of its own, which it believes to be a person's. Needs the optional package @lydell/node-pty. */
import type { EndpointType } from '../../base/endpoint.ts';
import { joinWords, splitWords } from '../../program/shell-words.ts';

export interface PtyAddress {
  /** The program, looked for in PATH where it has no slash, and its arguments. */
  readonly argv: readonly string[];
  /** What the words of an address cannot say: the size of the terminal; default 80 by 24. */
  readonly columns?: number;
  readonly rows?: number;
}

export const pty: EndpointType<PtyAddress> = {
  scheme: 'pty',
  title: 'Program on a terminal of its own',
  example: 'pty:bash -i',
  framing: 'stream',
  parse: (text) => ({ argv: splitWords(text, 'pty:') }),
  print: (at) => `pty:${joinWords(at.argv)}`,
  open: async (at, options, signal) => {
    const { openTerminal } = await import('../../program/terminal-program.ts');
    return (await openTerminal(at, pty.print(at), options, signal)).channel;
  },
};
