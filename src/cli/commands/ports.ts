/** `wirecat ports`: what ports are called, their three ranges, and the range that this system gives to clients. */

import { quote, UsageError } from '../../core/fault.ts';
import { nearest } from '../../core/nearest.ts';
import { sayWrong } from '../../core/said.ts';
import { serviceNames } from '../../core/services-table.ts';
import { visible } from '../../core/text.ts';
import { clientRange, PORT_RANGES, type PortRange, type PortRow, portRows } from '../../run/ports.ts';
import { type Command, type Context, defineCommand } from '../command/command.ts';

export const command: Command = defineCommand({
  name: 'ports',
  summary: 'say what a port is called, and whose it is',
  group: 'Find out',
  usage: ['[NUMBER | NAME | FIRST-LAST]'],
  operands: [{ name: 'PORT', optional: true, complete: () => serviceNames().map(({ name }) => name) }],
  details: [
    'Names are those of the registry of the Internet (RFC 6335). Without a word the three ranges are told, and the one from which this system takes the ports of clients, which is another on each system.',
  ],
  options: { json: { help: 'one JSON object a line' } },
  examples: [
    { line: 'wirecat ports imap', says: 'the port of a name' },
    { line: 'wirecat ports 0-30', says: 'the names of a range' },
    { line: 'wirecat ports', says: 'the ranges, and that of this system' },
  ],
  run: async ({ options, words: [word] }, context) => {
    if (word === undefined) return tellRanges(options.json, context);
    const rows = portRows(checked(word, context.program));
    if (rows.length === 0) throw unknown(word, context.program);
    for (const row of rows) {
      context.out.line(options.json ? JSON.stringify(row) : rowLine(row, context));
      await context.out.ready();
    }
    return 0;
  },
});

const checked = (word: string, program: string): string => {
  const numbers = /^\d+(-\d+)?$/.test(word) ? word.split('-').map(Number) : [];
  const [first = 0, last = first] = numbers;
  if (numbers.some((port) => port > 65_535) || first > last) throw new UsageError(program, sayWrong('portsFromZero'), word);
  return word;
};

const unknown = (word: string, program: string): UsageError => {
  if (/^\d/.test(word)) return UsageError.of(program, sayWrong('noneNamed', { range: visible(word) }), sayWrong('otherRange'));
  const near = nearest(
    word,
    serviceNames().map(({ name }) => name),
  );
  return UsageError.of(
    program,
    sayWrong('noPortCalled', { name: quote(word) }),
    near === undefined ? sayWrong('portNames') : sayWrong('perhaps', { near }),
  );
};

const rowLine = ({ port, transports, name, aliases, range, forClients }: PortRow, { out }: Context): string => {
  const about = [`${range} port`, ...(forClients ? ['this system gives it to clients'] : [])].join('; ');
  const also = aliases.length === 0 ? '' : ` (${aliases.join(', ')})`;
  return `${String(port).padStart(5)}  ${transports.join(' ').padEnd(7)}  ${(name ?? 'no name').padEnd(16)}${also} ${out.style.dim(about)}`;
};

const tellRanges = (json: boolean, { out }: Context): number => {
  for (const range of [...PORT_RANGES, clientRange()]) out.line(json ? JSON.stringify(range) : rangeLine(range, out.style.dim));
  return 0;
};

const rangeLine = ({ name, first, last, says }: PortRange, dim: (text: string) => string): string =>
  `${name.padEnd(8)} ${`${first}-${last}`.padEnd(12)} ${dim(says)}`;
