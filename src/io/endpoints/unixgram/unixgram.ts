/** Endpoint `unixgram:` : unix datagram sockets, by path or abstract name (`unixgram:@name`). Linux, with the optional package koffi. */

import { UsageError } from '../../../core/fault.ts';
import { sayWrong } from '../../../core/said.ts';
import type { EndpointType } from '../../base/endpoint.ts';
import { checkOptions, defined, type OptionHelp, printOptions, secondsOption, splitOptions } from '../../base/options.ts';

export interface UnixgramAddress {
  /** The path; an abstract name starts with `@`. */
  readonly path: string;
  /** Seconds after which a silent sender of a listener is forgotten; default 120, 0: never. */
  readonly idle?: number;
  /** Seconds to wait for more after our own end; default 2, 0: for ever. */
  readonly wait?: number;
}

/** Longest path the system takes (sun_path is 108 bytes with its closing zero). */
const LONGEST = 107;

const options: readonly OptionHelp[] = [
  { name: 'idle', value: 'SECONDS', help: 'when listening, forget a sender after so much silence (120; 0: never)' },
  { name: 'wait', value: 'SECONDS', help: 'after our own end, end after so much silence (2; 0: never)' },
];

export const unixgram: EndpointType<UnixgramAddress> = {
  scheme: 'unixgram',
  title: 'Unix datagram socket, by path or abstract name',
  example: 'unixgram:/tmp/wirecat.dgram',
  framing: 'datagram',
  options,
  parse: (text) => parse(text),
  print: (at) => `unixgram:${at.path}${printOptions({ idle: at.idle, wait: at.wait })}`,
  open: async (at, o, signal) => (await import('./open.ts')).openUnixgram(at, unixgram.print(at), o, signal),
  accept: async (at, o, signal) => (await import('./open.ts')).acceptUnixgram(at, unixgram.print(at), o, signal),
};

const parse = (text: string): UnixgramAddress => {
  const place = `unixgram:${text}`;
  const { head: path, options: given } = splitOptions(text, place);
  checkOptions(given, options, place);
  if (path === '' || path === '@' || path.includes('\0'))
    throw new UsageError(place, sayWrong('unixPath', { example: 'unixgram:/tmp/x.dgram' }), path);
  const bytes = new TextEncoder().encode(path).length;
  if (bytes > LONGEST)
    throw new UsageError('unixgram', sayWrong('pathBytes', { most: String(LONGEST) }), path, sayWrong('thisHas', { bytes: String(bytes) }));
  return defined<UnixgramAddress>({ path, idle: secondsOption(given, 'idle', place), wait: secondsOption(given, 'wait', place) });
};
