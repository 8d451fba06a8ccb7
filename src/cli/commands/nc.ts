/** `wirecat nc`: netcat as OpenBSD has it, version 1.219 of Debian, word for word. Its manual is docs/netcat.md. */
import type { Command } from '../command/command.ts';
import { runNc } from '../netcat/nc/main.ts';
import { HELP } from '../netcat/nc/texts.ts';

export const command: Command = {
  name: 'nc',
  summary: "OpenBSD's netcat, as people type it",
  group: 'As netcat',
  usage: ['[OPTION…] HOST PORT…', '-l [OPTION…] [HOST] PORT'],
  operands: [
    { name: 'HOST', optional: true },
    { name: 'PORT', optional: true, repeat: true },
  ],
  options: {},
  examples: [
    { line: 'wirecat nc -v -l 61111', says: 'wait for a chat, or for a file with > receive.file' },
    { line: 'wirecat nc -v 10.0.0.99 61111 < send.file', says: 'send a file; both ends print its SHA-256' },
  ],
  persona: { help: HELP, stream: 'stderr', exitCode: 0 },
  run: runNc,
};
