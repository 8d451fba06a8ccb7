/** `-U`: unix sockets as OpenBSD netcat has them, by path or, on Linux, by abstract name (`@name`). */
import { lstatSync, unlinkSync } from 'node:fs';
import type { Listener } from '../../io/base/endpoint.ts';
import { codeOf } from '../../io/base/errors.ts';
import { strerror } from '../../io/host/strerror.ts';
import type { SocketChannel } from '../../io/net/socket-channel.ts';
import { acceptUnix, openUnix, type SocketPlace } from '../../io/net/unix-socket.ts';
import { NcError } from './nc-error.ts';
import { SystemError } from './system.ts';

/** Throws an NcError. */
export const connectUnix = async (path: string): Promise<SocketChannel> => {
  try {
    checkPath(path);
    return await openUnix(placeOf(path), {}, never);
  } catch (error) {
    throw refusalOf(error, `${path}: `);
  }
};

/** What lies at the path is removed first, unless it is a file that holds something. Throws an NcError. */
export const listenUnix = async (path: string): Promise<Listener> => {
  try {
    checkPath(path);
    removeOld(path);
    return await acceptUnix(placeOf(path), { maxConns: WAITING, maxPerAddress: WAITING }, never);
  } catch (error) {
    throw refusalOf(error, '');
  }
};

const WAITING = 128;
const never = new AbortController().signal;

const placeOf = (path: string): SocketPlace => ({
  scheme: 'unix',
  place: path,
  name: path,
  ...(!isAbstract(path) && { path }),
  keepsFile: true,
});

/** sun_path holds 108 bytes: a path with its closing zero, an abstract name without. */
export const checkPath = (path: string): void => {
  const bytes = Buffer.byteLength(path);
  if (bytes === 0) throw new SystemError('path', 'EINVAL');
  if (bytes > (isAbstract(path) ? 108 : 107)) throw new SystemError('path', 'ENAMETOOLONG');
};

const isAbstract = (path: string): boolean => path.startsWith('@') && process.platform === 'linux';

/** A socket, a FIFO and an empty file go, as with the original; a file with bytes in it stays, and the place counts as taken. */
export const removeOld = (path: string): void => {
  if (isAbstract(path)) return;
  const old = lstatSync(path, { throwIfNoEntry: false });
  if (old?.isSocket() || old?.isFIFO() || old?.isSymbolicLink() || (old?.isFile() && old.size === 0)) unlinkSync(path);
  else if (old !== undefined) throw new SystemError('bind', 'EADDRINUSE');
};

/** Does something whose refusal by the system is a line that begins so. Throws an NcError. */
export const inWords = <T>(before: string, work: () => T): T => {
  try {
    return work();
  } catch (error) {
    throw refusalOf(error, before);
  }
};

/** What the system said, as the line it makes; anything else stays as it is. */
export const refusalOf = (error: unknown, before: string): unknown => {
  if (codeOf(error) === 'ENOPACKAGE') return new NcError(NO_PACKAGE);
  return error instanceof NcError || codeOf(error) === undefined ? error : new NcError(`${before}${strerror(error)}`);
};

const NO_PACKAGE = 'an abstract socket name needs the package koffi, which is not installed (npm install koffi)';
