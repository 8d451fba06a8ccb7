/** `wirecat ncat`: Ncat 7.93 as people type it. */
import type { Command } from '../command/command.ts';
import { HELP } from '../netcat/ncat/help.ts';
import { runNcat } from '../netcat/ncat/main.ts';
import { ncatOptions } from '../netcat/ncat/table.ts';

export const command: Command = {
  name: 'ncat',
  summary: 'Ncat, as people type it',
  usage: ['[OPTION…] [HOST] [PORT]'],
  operands: [
    { name: 'HOST', optional: true },
    { name: 'PORT', optional: true },
  ],
  options: ncatOptions,
  group: 'As netcat',
  examples: [
    { line: 'wirecat ncat -l 61111 > file', says: 'receive a file' },
    { line: 'wirecat ncat --send-only 192.0.2.1 61111 < file', says: 'send it' },
    { line: 'wirecat ncat -l --chat 61111', says: 'a chat for everybody who connects' },
    { line: 'wirecat ncat --ssl --ssl-verify example.org 443', says: 'talk to a server under TLS' },
  ],
  persona: { help: HELP, stream: 'stdout', exitCode: 0 },
  run: runNcat,
};
