/** Endpoint `exec:` : a program without a shell; its arguments are words by the rules of shell-words.ts. */
import type { EndpointType } from '../../base/endpoint.ts';
import type { ProgramOptions } from '../../program/program.ts';
import { joinWords, splitWords } from '../../program/shell-words.ts';

export interface ExecAddress extends ProgramOptions {
  /** The program, looked for in PATH where it has no slash, and its arguments. */
  readonly argv: readonly string[];
}

export const exec: EndpointType<ExecAddress> = {
  scheme: 'exec',
  title: 'Standard input and output of a program, run without a shell',
  example: 'exec:cat -n',
  framing: 'stream',
  parse: (text) => ({ argv: splitWords(text, 'exec:') }),
  print: (at) => `exec:${joinWords(at.argv)}`,
  open: async (at, options, signal) => {
    const { openProgram } = await import('../../program/program.ts');
    return openProgram({ scheme: 'exec', place: exec.print(at), ...at }, options, signal);
  },
};
