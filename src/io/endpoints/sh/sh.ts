/** Endpoint `sh:` : a command line for the shell (/bin/sh; cmd.exe on Windows), as one would type it. Never put a peer's words into one. */

import { UsageError } from '../../../core/fault.ts';
import { sayWrong } from '../../../core/said.ts';
import type { EndpointType } from '../../base/endpoint.ts';
import type { ProgramOptions } from '../../program/program.ts';

export interface ShAddress extends ProgramOptions {
  readonly command: string;
}

export const sh: EndpointType<ShAddress> = {
  scheme: 'sh',
  title: 'Standard input and output of a shell command',
  example: 'sh:sort | uniq -c',
  framing: 'stream',
  parse: (text) => {
    if (text.trim() === '' || text.includes('\0')) throw new UsageError('sh:', sayWrong('aCommand'), text);
    return { command: text };
  },
  print: (at) => `sh:${at.command}`,
  open: async (at, options, signal) => {
    const { openProgram } = await import('../../program/program.ts');
    const { command, ...rest } = at;
    return openProgram({ scheme: 'sh', place: sh.print(at), argv: [...SHELL, command], ...rest }, options, signal);
  },
};

const SHELL: readonly string[] = globalThis.process?.platform === 'win32' ? ['cmd.exe', '/d', '/s', '/c'] : ['/bin/sh', '-c'];
