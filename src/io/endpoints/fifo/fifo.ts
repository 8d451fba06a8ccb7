/** Endpoint `fifo:` : a named pipe in the file system, or two for both ways. Made where missing, and removed again by who made it. */

import { UsageError } from '../../../core/fault.ts';
import { sayWrong } from '../../../core/said.ts';
import type { EndpointType } from '../../base/endpoint.ts';
import { checkOptions, defined, flagOption, type OptionHelp, printOptions, splitOptions } from '../../base/options.ts';

export interface FifoAddress {
  /** Read from, where there are two or `direction` says so. */
  readonly path: string;
  /** Written to: the second of two. */
  readonly back?: string;
  /** Which way one FIFO goes; absent: who finds a reader writes, who finds none reads. */
  readonly direction?: 'read' | 'write';
  /** Reading goes on after the last writer has closed, for the next one. */
  readonly keep?: boolean;
  /** Rights where it is made, octal text; default 600. */
  readonly mode?: string;
}

const options: readonly OptionHelp[] = [
  { name: 'keep', help: 'go on reading after the last writer has closed, for the next one' },
  { name: 'mode', value: 'OCTAL', help: 'rights of a FIFO that is made (600)' },
  { name: 'read', help: 'only read (one FIFO without this: who finds a reader writes, who finds none reads)' },
  { name: 'write', help: 'only write; waits for a reader' },
];

export const fifo: EndpointType<FifoAddress> = {
  scheme: 'fifo',
  title: 'FIFO (named pipe); two of them, joined by +, for both ways',
  example: 'fifo:/tmp/to-me+/tmp/from-me',
  framing: 'stream',
  options,
  parse: (text) => parse(text),
  print: (at) => {
    const words = printOptions({ keep: at.keep, mode: at.mode, read: at.direction === 'read', write: at.direction === 'write' });
    return `fifo:${at.path}${at.back === undefined ? '' : `+${at.back}`}${words}`;
  },
  open: async (at, o, signal) => (await import('./open.ts')).openFifo(at, fifo.print(at), o, signal),
};

const parse = (text: string): FifoAddress => {
  const place = `fifo:${text}`;
  const { head, options: given } = splitOptions(text, place);
  checkOptions(given, options, place);
  const [path = '', back, more] = head.split('+');
  if (path === '' || back === '' || more !== undefined || head.includes('\0')) throw new UsageError(place, sayWrong('fifoPaths'), head);
  if (path === back) throw new UsageError(place, sayWrong('twoFifos'), head, sayWrong('oneWay'));
  const read = flagOption(given, 'read', place);
  const write = flagOption(given, 'write', place);
  if (read && write) throw new UsageError(place, sayWrong('readOrWrite'), head, sayWrong('fifoOneWay'));
  if (back !== undefined && (read || write)) throw new UsageError(place, sayWrong('noReadWrite'), head, sayWrong('fifosBoth'));
  const mode = given.get('mode');
  if (mode !== undefined && !/^0?[0-7]{3}$/.test(mode)) throw new UsageError(place, sayWrong('modeForm', { example: '660' }), mode);
  const direction = read ? 'read' : write ? 'write' : undefined;
  const keep = flagOption(given, 'keep', place) || undefined;
  return defined<FifoAddress>({ path, back, direction, keep, mode: mode?.slice(-3) });
};
