/**
 * Endpoint `unix:` : stream sockets in the file system (`unix:/run/x.sock`) or, on Linux with the optional package koffi, in the abstract
 * name space (`unix:@name`).
 */

import { UsageError } from '../../../core/fault.ts';
import { sayWrong } from '../../../core/said.ts';
import type { EndpointType } from '../../base/endpoint.ts';
import { checkOptions, defined, printOptions, splitOptions } from '../../base/options.ts';
import { acceptUnix, openUnix, type SocketPlace } from '../../net/unix-socket.ts';

export interface UnixAddress {
  /** The path; an abstract name starts with `@`. */
  readonly path: string;
  /** Rights of the socket file when listening, octal text; default 600. */
  readonly mode?: string;
}

/** Longest path the system takes (sun_path is 108 bytes with its closing zero). */
const LONGEST = 107;

export const unix: EndpointType<UnixAddress> = {
  scheme: 'unix',
  title: 'Unix socket, by path or abstract name',
  example: 'unix:/tmp/wirecat.sock',
  framing: 'stream',
  options: [{ name: 'mode', value: 'OCTAL', help: 'rights of the socket file when listening (600)' }],
  parse: (text) => parse(text),
  print: (at) => `unix:${at.path}${printOptions({ mode: at.mode })}`,
  open: (at, options, signal) => openUnix(placeOf(at), options, signal),
  accept: (at, options, signal) => acceptUnix(placeOf(at), options, signal),
};

const parse = (text: string): UnixAddress => {
  const place = `unix:${text}`;
  const { head: path, options } = splitOptions(text, place);
  checkOptions(options, unix.options ?? [], place);
  if (path === '' || path === '@') throw new UsageError(place, sayWrong('unixPath', { example: 'unix:/tmp/x.sock' }), path);
  if (path.includes('\0')) throw new UsageError(place, sayWrong('noZeroPath'), path);
  const bytes = new TextEncoder().encode(path).length;
  if (bytes > LONGEST)
    throw new UsageError('unix', sayWrong('pathBytes', { most: String(LONGEST) }), path, sayWrong('thisHas', { bytes: String(bytes) }));
  const mode = options.get('mode');
  if (mode !== undefined && !/^0?[0-7]{3}$/.test(mode)) throw new UsageError(place, sayWrong('modeForm', { example: '660' }), mode);
  return defined<UnixAddress>({ path, mode: mode?.slice(-3) });
};

const placeOf = (at: UnixAddress): SocketPlace => ({
  scheme: 'unix',
  place: unix.print(at),
  name: at.path,
  ...(!at.path.startsWith('@') && { path: at.path }),
  mode: at.mode,
});
