/** `wirecat version`: what a report of a fault should say about the program and the machine it runs on. */
import { arch, release } from 'node:os';
import { type Command, defineCommand } from '../command/command.ts';

/** Filled in by the build. */
declare const WIRECAT_VERSION: string;

export const command: Command = defineCommand({
  name: 'version',
  summary: 'print the version and what it runs on, for bug reports',
  group: 'About',
  operands: [],
  options: { json: { help: 'print one JSON object' } },
  examples: [{ line: 'wirecat version', says: 'version, Node, system, OpenSSL and the terminal' }],
  run: async ({ options }, { out, env }) => {
    const facts = {
      wirecat: WIRECAT_VERSION,
      node: process.versions.node,
      system: `${process.platform} ${release()} ${arch()}`,
      openssl: process.versions.openssl ?? 'none',
      uv: process.versions.uv,
      terminal: out.isTerminal ? `${env['TERM'] ?? 'unknown'}, ${out.columns}x${out.rows}` : 'none',
    };
    if (options.json) out.line(JSON.stringify(facts));
    else for (const [name, value] of Object.entries(facts)) out.line(`${name.padEnd(9)} ${value}`);
    return 0;
  },
});
