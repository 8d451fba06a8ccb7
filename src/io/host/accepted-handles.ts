/**
 * Sockets of Node made in ways that its documents do not name. Accepted connections read into our buffers (`onread`): Node has no public way
 * to ask for that, so its server is asked for the handle before it makes a socket of its own of it. Where things do not look as expected,
 * and in a plain host, Node goes on as usual, and the 'data' events of its socket are used.
 */
import { type Server, Socket } from 'node:net';
import type { OnRead } from '../base/on-read.ts';
import { callHandle, handleOf, hasMethod } from './handles.ts';
import { IS_PLAIN } from './plain-host.ts';

export interface SocketSettings {
  readonly fd?: number;
  readonly allowHalfOpen?: boolean;
  readonly readable?: boolean;
  readonly writable?: boolean;
  readonly noDelay?: boolean | undefined;
  readonly keepAlive?: boolean | undefined;
  readonly keepAliveInitialDelay?: number | undefined;
  readonly onread?: OnRead;
  /** Reads nothing before it is resumed. A plain host may read a little ahead, into memory. */
  readonly manualStart?: boolean;
}

export const makeSocket = (settings: SocketSettings): Socket => construct(settings);

/** Not all that it takes is in the types. */
const construct = ({ manualStart = false, ...settings }: SocketSettings & { readonly handle?: object }): Socket => {
  const socket = new Socket(Object.assign({}, settings, IS_PLAIN ? {} : { manualStart }) as object);
  if (IS_PLAIN && manualStart) socket.pause();
  return socket;
};

/**
 * Gives every connection of a listening server to `take` as a bare handle, of which `socketOfHandle` makes a socket. The server does not
 * count or know these. False where this cannot be done: the server's 'connection' events come as usual.
 */
export const takeHandles = (server: Server, take: (handle: object) => void): boolean => {
  const listening = handleOf(server);
  if (listening === undefined) return false;
  const usual: unknown = Reflect.get(listening, 'onconnection');
  if (typeof usual !== 'function') return false;
  const onconnection = function (this: unknown, status: number, handle: unknown): void {
    if (status === 0 && isReadable(handle)) take(handle);
    else Reflect.apply(usual, this, [status, handle]);
  };
  return Reflect.set(listening, 'onconnection', onconnection);
};

/** TCP_NODELAY for all who come, which they have of the listening socket on Linux. False where each has to be told. */
export const noDelayForAll = (server: Server): boolean => {
  const listening = process.platform === 'linux' ? handleOf(server) : undefined;
  return listening !== undefined && callHandle(listening, 'setNoDelay', true) === 0;
};

/** Whether a handle reads into buffers that it is given. */
const isReadable = (handle: unknown): handle is object =>
  typeof handle === 'object' && handle !== null && hasMethod(handle, 'useUserBuffer');

/** A socket of an accepted handle; it reads nothing before it is resumed. */
export const socketOfHandle = (handle: object, onRead: OnRead): Socket =>
  construct({ handle, allowHalfOpen: true, onread: onRead, manualStart: true });
