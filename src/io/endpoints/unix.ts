/** Endpoint `unix:` : stream sockets in the file system (`unix:/run/x.sock`) or, on Linux, in the abstract name space (`unix:@name`). */
import { UsageError } from '../../core/fault.ts';
import type { OpenChannel } from '../channel.ts';
import type { AcceptOptions, EndpointType, Listener, OpenOptions } from '../endpoint.ts';
import { connectSocket, listenSockets, type SocketFacts } from '../socket-open.ts';

export interface UnixAddress {
  /** The path; an abstract name starts with `@`. */
  readonly path: string;
}

/** Longest path the system takes (sun_path is 108 bytes with its closing zero). */
const LONGEST = 107;

export const unix: EndpointType<UnixAddress> = {
  scheme: 'unix',
  title: 'Unix socket, by path or abstract name',
  example: 'unix:/tmp/wirecat.sock',
  framing: 'stream',
  parse: (text) => {
    if (text === '' || text === '@') throw new UsageError(`unix:${text}`, 'a path or @name, e.g. unix:/tmp/x.sock', text);
    if (text.includes('\0')) throw new UsageError(`unix:${text}`, 'a path without zero bytes', text);
    const bytes = new TextEncoder().encode(text).length;
    if (bytes > LONGEST) throw new UsageError('unix', `a path of at most ${LONGEST} bytes`, text, `this one has ${bytes}`);
    return { path: text };
  },
  print: (at) => `unix:${at.path}`,
  open: (at: UnixAddress, options: OpenOptions, signal: AbortSignal): Promise<OpenChannel> =>
    connectSocket(
      {
        place: `unix:${at.path}`,
        expected: 'a listener',
        to: { path: nodePath(at) },
        timeout: options.connectTimeout ?? 0,
        facts: () => facts('', at.path),
      },
      signal,
    ),
  accept: (at: UnixAddress, options: AcceptOptions, signal: AbortSignal): Promise<Listener> =>
    listenSockets(
      {
        place: `unix:${at.path}`,
        expected: 'to listen',
        on: [{ path: nodePath(at), backlog: 1024 }],
        facts: () => facts(at.path, ''),
        addressText: () => at.path,
        options,
      },
      signal,
    ),
};

const nodePath = (at: UnixAddress): string => (at.path.startsWith('@') ? `\0${at.path.slice(1)}` : at.path);

const facts = (local: string, remote: string): SocketFacts => ({ scheme: 'unix', local: local || 'unnamed', remote: remote || 'unnamed' });
