/** Unix stream sockets by path or, for those that begin with `@`, by abstract name: what `unix:` and `npipe:` have in common. */

import { linkSync, renameSync } from 'node:fs';
import { lstat, stat, unlink } from 'node:fs/promises';
import type { Server } from 'node:net';
import { dirname } from 'node:path';
import { IoError } from '../../core/fault.ts';
import { sayTrouble } from '../../core/said.ts';
import type { Said } from '../../core/words.ts';
import { now } from '../base/clock.ts';
import { withDeadline } from '../base/deadline.ts';
import type { AcceptOptions, Listener, OpenOptions } from '../base/endpoint.ts';
import { abortReason, codeOf, ioError } from '../base/errors.ts';
import { OnRead } from '../base/on-read.ts';
import type { ChannelFacts } from '../base/tap.ts';
import { removeAtExit } from '../fd/exit-files.ts';
import { boundAbstract, connectedAbstract } from '../host/abstract-socket.ts';
import { makeSocket } from '../host/accepted-handles.ts';
import { SocketChannel } from './socket-channel.ts';
import { connectSocket } from './socket-connect.ts';
import type { Beginning } from './socket-facts.ts';
import { listenSockets } from './socket-listen.ts';

export interface SocketPlace {
  readonly scheme: string;
  /** The address as printed, for messages. */
  readonly place: string;
  /** As people know it, for facts and as the address that is listened on. */
  readonly name: string;
  /** What Node calls it; absent: the name is an abstract one. */
  readonly path?: string;
  /** Rights of the file when listening, octal text; default 600. */
  readonly mode?: string | undefined;
  /**
   * As the classic netcats have it: the file gets the rights that the umask leaves, stays when listening ends, and is in the way of who
   * listens next.
   */
  readonly keepsFile?: boolean;
}

export const openUnix = async (at: SocketPlace, options: OpenOptions, signal: AbortSignal): Promise<SocketChannel> => {
  const late = (): Error => ioError(at.place, 'a listener', Object.assign(new Error('late'), { code: 'ETIMEDOUT' }));
  return withDeadline(options.connectTimeout ?? 0, late, signal, async (limited) => {
    try {
      if (at.path === undefined) return await connectAbstract(at, limited);
      return await connectSocket({ path: at.path }, (_socket, begun) => factsOf(at, 'unnamed', at.name, begun), limited);
    } catch (cause) {
      throw limited.aborted ? abortReason(limited) : await refusal(at, cause);
    }
  });
};

const connectAbstract = async (at: SocketPlace, signal: AbortSignal): Promise<SocketChannel> => {
  const started = now();
  const fd = await connectedAbstract(at.name, at.place, signal);
  const onRead = new OnRead();
  const socket = makeSocket({ fd, allowHalfOpen: true, onread: onRead, manualStart: true });
  return new SocketChannel(socket, factsOf(at, 'unnamed', at.name, { role: 'initiator', started, opened: now() }), onRead);
};

/** The system refuses a file that is no socket with the same word as a socket on which nobody listens. */
const refusal = async (at: SocketPlace, cause: unknown): Promise<Error> => {
  const file = at.path === undefined ? undefined : await lstat(at.path).catch(() => undefined);
  const isOther = file !== undefined && !file.isSocket() && !file.isSymbolicLink() && isFile(at);
  return ioError(at.place, 'a listener', cause, isOther ? sayTrouble('noSocketFile') : BECAUSE[codeOf(cause) ?? '']);
};

const BECAUSE: Readonly<Record<string, Said>> = {
  ECONNREFUSED: sayTrouble('socketLeft'),
  ENOENT: sayTrouble('noSocket'),
  EACCES: sayTrouble('socketDenied'),
};

/**
 * The file is made for this user only, and goes at the end. A socket left behind by a process that is gone is replaced; nothing else is ever
 * removed.
 */
export const acceptUnix = async (at: SocketPlace, options: AcceptOptions, signal: AbortSignal): Promise<Listener> => {
  if (signal.aborted) throw abortReason(signal);
  const { path } = at;
  const keeps = at.keepsFile === true;
  if (!keeps) await removeStale(at, signal);
  return listenSockets(
    {
      place: at.place,
      factsOf: (_ends, begun) => factsOf(at, at.name, 'unnamed', begun),
      addressText: () => at.name,
      ...(keeps && path !== undefined && { closeServer: (server: Server) => closeKeepingFile(server, path) }),
      bind: async (listenOn) => {
        const on = { backlog: 1024, ...(path === undefined ? { fd: await boundAbstract(at.name, at.place) } : { path: notAPort(path) }) };
        if (path !== undefined) await checkFolder(at, path);
        const server = await (keeps ? listenOn(on) : withUmask(at.mode, () => listenOn(on)));
        if (path !== undefined && isFile(at) && !keeps) removeAtExit(path, () => server.listening); // Node removes it when the server closes
      },
    },
    options,
    signal,
  );
};

/** A server of Node takes a name that reads as a number for a port. */
const notAPort = (path: string): string => (Number(path) >= 0 ? `./${path}` : path);

/** Node says EACCES where the folder is not there, and the system EADDRINUSE whatever lies at the place. */
const checkFolder = async (at: SocketPlace, path: string): Promise<void> => {
  if (!isFile(at)) return;
  const folder = dirname(path);
  const there = await stat(folder).catch(() => undefined);
  if (there === undefined) throw new IoError(at.place, 'ENOENT', sayTrouble('noFolderCode', { folder }));
  const file = await lstat(path).catch(() => undefined);
  if (file !== undefined && !file.isSocket()) throw new IoError(at.place, 'EADDRINUSE', sayTrouble('otherFile'));
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

/** Node removes the file of a server that closes. A second name keeps it. */
const closeKeepingFile = (server: Server, path: string): void => {
  const spare = `${path}.${process.pid}`;
  try {
    linkSync(path, spare);
  } catch {
    server.close(); // somebody removed or replaced it
    return;
  }
  server.close();
  renameSync(spare, path);
};

const removeStale = async (at: SocketPlace, signal: AbortSignal): Promise<void> => {
  const { path } = at;
  if (path === undefined || !isFile(at)) return;
  const file = await lstat(path).catch(() => undefined);
  if (!file?.isSocket()) return; // what else lies there makes bind fail, as it should
  try {
    const other = await connectSocket({ path }, (_socket, begun) => factsOf(at, 'unnamed', at.name, begun), signal);
    other.close();
  } catch (cause) {
    if (codeOf(cause) === 'ECONNREFUSED') await unlink(path);
  }
};

/** Neither an abstract name nor a named pipe of Windows. */
const isFile = ({ path }: SocketPlace): boolean => path !== undefined && !path.startsWith('\\\\');

const factsOf = (at: SocketPlace, local: string, remote: string, begun: Beginning): ChannelFacts => ({
  scheme: at.scheme,
  local,
  remote,
  ...begun,
});
