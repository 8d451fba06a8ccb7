/** `-U`: unix stream sockets, by path or, on Linux, by abstract name (`@name`). */
import { existsSync, lstatSync, unlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import { now } from '../../io/base/clock.ts';
import type { Listener } from '../../io/base/endpoint.ts';
import { codeOf } from '../../io/base/errors.ts';
import { OnRead } from '../../io/base/on-read.ts';
import { closeWithoutUnlink } from '../../io/endpoints/unix/close-without-unlink.ts';
import { makeSocket } from '../../io/host/accepted-handles.ts';
import { strerror } from '../../io/host/strerror.ts';
import { SocketChannel } from '../../io/net/socket-channel.ts';
import { connectSocket } from '../../io/net/socket-connect.ts';
import type { SocketFacts } from '../../io/net/socket-facts.ts';
import { listenSockets } from '../../io/net/socket-listen.ts';
import { NcError } from './nc-error.ts';
import { SystemError, systemFor } from './system.ts';

/** Throws a Refusal. */
export const connectUnix = async (path: string): Promise<SocketChannel> => {
  try {
    checkPath(path);
    if (isAbstract(path)) return connectAbstract(path);
    return await connectSocket({ path }, () => facts('unnamed', path), new AbortController().signal);
  } catch (error) {
    throw refusalOf(error, `${path}: `);
  }
};

export interface UnixListener {
  readonly listener: Listener;
  /** Stops listening; the file stays, as the original leaves it. */
  close(): Promise<void>;
}

/** What lies at the path is removed first, unless it is a file that holds something. Throws a Refusal. */
export const listenUnix = async (path: string): Promise<UnixListener> => {
  try {
    checkPath(path);
    removeOld(path);
    const on = isAbstract(path) ? { fd: abstractSocket(path, SOCK_STREAM) } : { path };
    const listening = {
      place: path,
      factsOf: () => facts(path, 'unnamed'),
      addressText: () => path,
      bind: async (listenOn: (options: object) => Promise<unknown>) => void (await listenOn({ ...on, backlog: WAITING })),
    };
    const limits = { maxConns: WAITING, maxPerAddress: WAITING };
    const listener = await listenSockets(listening, limits, new AbortController().signal);
    return { listener, close: () => (isAbstract(path) ? listener.close() : closeWithoutUnlink(listener, path)) };
  } catch (error) {
    // Node says EACCES where the folder does not exist.
    const noFolder = codeOf(error) === 'EACCES' && !isAbstract(path) && !existsSync(dirname(path));
    throw refusalOf(noFolder ? new SystemError('bind', 'ENOENT') : error, '');
  }
};

const WAITING = 128;

/** sun_path holds 108 bytes: a path with its closing zero, an abstract name without. */
export const checkPath = (path: string): void => {
  const bytes = Buffer.byteLength(path);
  if (bytes === 0) throw new SystemError('path', 'EINVAL');
  if (bytes > (isAbstract(path) ? 108 : 107)) throw new SystemError('path', 'ENAMETOOLONG');
};

export const isAbstract = (path: string): boolean => path.startsWith('@') && process.platform === 'linux';

/** A socket, a FIFO and an empty file go, as with the original; a file with bytes in it stays, and the place counts as taken. */
export const removeOld = (path: string): void => {
  if (isAbstract(path)) return;
  const old = lstatSync(path, { throwIfNoEntry: false });
  if (old?.isSocket() || old?.isFIFO() || old?.isSymbolicLink() || (old?.isFile() && old.size === 0)) unlinkSync(path);
  else if (old !== undefined) throw new SystemError('bind', 'EADDRINUSE');
};

/** struct sockaddr_un, as long as its text and no longer: Node pads abstract names, and then nobody else finds them. */
export const unixAddress = (path: string): Uint8Array => {
  const text = Buffer.from(isAbstract(path) ? `\0${path.slice(1)}` : `${path}\0`);
  const bytes = new Uint8Array(2 + text.length);
  bytes[0] = AF_UNIX;
  bytes.set(text, 2);
  return bytes;
};

/** A socket bound to a name. */
export const abstractSocket = (path: string, type: number): number => {
  const system = systemFor('an abstract socket name');
  const fd = system.socket(AF_UNIX, type);
  system.bind(fd, unixAddress(path));
  return fd;
};

export const AF_UNIX = 1;
export const SOCK_STREAM = 1;

const connectAbstract = (path: string): SocketChannel => {
  const system = systemFor('an abstract socket name');
  const started = now();
  const fd = system.socket(AF_UNIX, SOCK_STREAM);
  system.connect(fd, unixAddress(path));
  const onRead = new OnRead();
  const socket = makeSocket({ fd, allowHalfOpen: true, onread: onRead, manualStart: true });
  return new SocketChannel(socket, { ...facts('unnamed', path), role: 'initiator', started, opened: now() }, onRead);
};

/** What the system said, as the line it makes; anything else stays as it is. */
export const refusalOf = (error: unknown, before: string): unknown =>
  error instanceof NcError || codeOf(error) === undefined ? error : new NcError(`${before}${strerror(error)}`);

const facts = (local: string, remote: string): SocketFacts => ({ scheme: 'unix', local, remote });
