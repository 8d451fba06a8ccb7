/** Endpoint `file:` : a file read, written, appended to or followed. Made for this user only; never written to through a symbolic link. */

import { UsageError } from '../../../core/fault.ts';
import { sayWrong } from '../../../core/said.ts';
import type { EndpointType } from '../../base/endpoint.ts';
import { checkOptions, defined, flagOption, type OptionHelp, type Options, printOptions, splitOptions } from '../../base/options.ts';

export type FileMode = 'read' | 'write' | 'append' | 'follow';

export interface FileAddress {
  readonly path: string;
  /** Absent: read where the file stands first in a link, else written. */
  readonly how?: FileMode;
  /** `follow` begins at the end. */
  readonly tail?: boolean;
  /** Rights of a file that is made, octal text; default 600. */
  readonly mode?: string;
}

const MODES: readonly FileMode[] = ['append', 'follow', 'read', 'write'];

const options: readonly OptionHelp[] = [
  { name: 'append', help: 'write at the end of what is there' },
  { name: 'follow', help: 'read, and go on reading what is appended' },
  { name: 'mode', value: 'OCTAL', help: 'rights of a file that is made (600)' },
  { name: 'read', help: 'read from the beginning (default on the first side of a link)' },
  { name: 'tail', help: 'with follow: only what is appended from now on' },
  { name: 'write', help: 'write, in place of what is there (default on the second side of a link)' },
];

export const file: EndpointType<FileAddress> = {
  scheme: 'file',
  title: 'File: read, write, append or follow',
  example: 'file:/tmp/notes.txt',
  framing: 'stream',
  options,
  parse: (text) => parse(text),
  print: (at) => {
    const how = Object.fromEntries(MODES.map((mode) => [mode, at.how === mode]));
    return `file:${at.path}${printOptions({ ...how, mode: at.mode, tail: at.tail })}`;
  },
  open: async (at, o, signal) => (await import('./open.ts')).openFile(at, file.print(at), o, signal),
};

const parse = (text: string): FileAddress => {
  const place = `file:${text}`;
  const { head: path, options: given } = splitOptions(text, place);
  checkOptions(given, options, place);
  if (path === '' || path.includes('\0')) throw new UsageError(place, sayWrong('filePath'), path);
  const how = parseMode(given, place);
  const tail = flagOption(given, 'tail', place) || undefined;
  if (tail && how !== 'follow') throw new UsageError(place, sayWrong('followTail'));
  const mode = given.get('mode');
  if (mode !== undefined && !/^0?[0-7]{3}$/.test(mode)) throw new UsageError(place, sayWrong('modeForm', { example: '640' }), mode);
  return defined<FileAddress>({ path, how, tail, mode: mode?.slice(-3) });
};

const parseMode = (given: Options, place: string): FileMode | undefined => {
  const [how, second] = MODES.filter((mode) => flagOption(given, mode, place));
  if (second !== undefined)
    throw new UsageError(place, sayWrong('oneOf', { choices: 'read, write, append, follow' }), `${how} and ${second}`);
  return how;
};
