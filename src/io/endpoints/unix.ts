/** Endpoint `unix:` : stream sockets in the file system (`unix:/run/x.sock`) or, on Linux, in the abstract name space (`unix:@name`). */
import { lstat, unlink } from 'node:fs/promises';
import { UsageError } from '../../core/fault.ts';
import type { OpenChannel } from '../channel.ts';
import { withDeadline } from '../deadline.ts';
import type { AcceptOptions, EndpointType, Listener, OpenOptions } from '../endpoint.ts';
import { abortReason, codeOf, ioError } from '../errors.ts';
import { removeAtExit } from '../exit-files.ts';
import { checkOptions, defined, printOptions, splitOptions } from '../options.ts';
import { connectSocket } from '../socket-connect.ts';
import type { SocketFacts } from '../socket-facts.ts';
import { listenSockets } from '../socket-listen.ts';

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
  open: (at, options, signal) => open(at, options, signal),
  accept: (at, options, signal) => accept(at, options, signal),
};

const parse = (text: string): UnixAddress => {
  const place = `unix:${text}`;
  const { head: path, options } = splitOptions(text, place);
  checkOptions(options, unix.options ?? [], place);
  if (path === '' || path === '@') throw new UsageError(place, 'a path or @name, e.g. unix:/tmp/x.sock', path);
  if (path.includes('\0')) throw new UsageError(place, 'a path without zero bytes', path);
  const bytes = new TextEncoder().encode(path).length;
  if (bytes > LONGEST) throw new UsageError('unix', `a path of at most ${LONGEST} bytes`, path, `this one has ${bytes}`);
  const mode = options.get('mode');
  if (mode !== undefined && !/^0?[0-7]{3}$/.test(mode)) throw new UsageError(place, 'mode as three octal digits, e.g. 660', mode);
  return defined<UnixAddress>({ path, mode: mode?.slice(-3) });
};

const open = async (at: UnixAddress, options: OpenOptions, signal: AbortSignal): Promise<OpenChannel> => {
  const late = (): Error => ioError(unix.print(at), 'a listener', Object.assign(new Error('late'), { code: 'ETIMEDOUT' }));
  return withDeadline(options.connectTimeout ?? 0, late, signal, async (limited) => {
    try {
      return await connectSocket({ path: nodePath(at) }, () => facts('unnamed', at.path), limited);
    } catch (cause) {
      throw limited.aborted ? abortReason(limited) : ioError(unix.print(at), 'a listener', cause, BECAUSE[codeOf(cause) ?? '']);
    }
  });
};

const BECAUSE: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens on that socket any more',
  ENOENT: 'there is no such socket',
  EACCES: 'this user may not use that socket',
};

/** The file is made for this user only. A socket left behind by a process that is gone is replaced; nothing else is ever removed. */
const accept = async (at: UnixAddress, options: AcceptOptions, signal: AbortSignal): Promise<Listener> => {
  if (signal.aborted) throw abortReason(signal);
  await removeStale(at, signal);
  return listenSockets(
    {
      place: unix.print(at),
      factsOf: () => facts(at.path, 'unnamed'),
      addressText: () => at.path,
      bind: async (listenOn) => {
        const server = await withUmask(at.mode, () => listenOn({ path: nodePath(at), backlog: 1024 }));
        if (!isAbstract(at)) removeAtExit(at.path, () => server.listening); // Node removes it when the server closes
      },
    },
    options,
    signal,
  );
};

/** Binding happens in the call itself, so the mask is back before anything else runs. Worker threads have no mask of their own. */
const withUmask = <T>(mode: string | undefined, bind: () => T): T => {
  const mask = 0o777 & ~Number.parseInt(mode ?? '600', 8);
  let before: number | undefined;
  try {
    before = process.umask(mask);
  } catch {
    // a worker thread
  }
  try {
    return bind();
  } finally {
    if (before !== undefined) process.umask(before);
  }
};

const removeStale = async (at: UnixAddress, signal: AbortSignal): Promise<void> => {
  if (isAbstract(at)) return;
  const file = await lstat(at.path).catch(() => undefined);
  if (!file?.isSocket()) return; // what else lies there makes bind fail, as it should
  try {
    const other = await connectSocket({ path: at.path }, () => facts('unnamed', at.path), signal);
    other.close();
  } catch (cause) {
    if (codeOf(cause) === 'ECONNREFUSED') await unlink(at.path);
  }
};

const isAbstract = (at: UnixAddress): boolean => at.path.startsWith('@');

const nodePath = (at: UnixAddress): string => (isAbstract(at) ? `\0${at.path.slice(1)}` : at.path);

const facts = (local: string, remote: string): SocketFacts => ({ scheme: 'unix', local, remote });
