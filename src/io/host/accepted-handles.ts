/**
 * Accepted connections as sockets that read into our buffers (`onread`). Node has no public way to ask for that on accepted sockets: its
 * server is asked for the handle before it makes a socket of its own of it. Where things do not look as expected, Node goes on as usual,
 * and the 'data' events of its socket are used.
 */
import { type Server, Socket } from 'node:net';
import type { OnRead } from '../base/on-read.ts';

/** `handle` and `onread` are options of the constructor that its types do not name. */
export const makeSocket = (options: object): Socket => new Socket(options);

/**
 * Gives every connection of a listening server to `take` as a bare handle, of which `socketOfHandle` makes a socket. The server does not
 * count or know these. False where this cannot be done: the server's 'connection' events come as usual.
 */
export const takeHandles = (server: Server, take: (handle: object) => void): boolean => {
  const listening: unknown = Reflect.get(server, '_handle');
  if (typeof listening !== 'object' || listening === null) return false;
  const usual: unknown = Reflect.get(listening, 'onconnection');
  if (typeof usual !== 'function') return false;
  const onconnection = function (this: unknown, status: number, handle: unknown): void {
    if (status === 0 && isReadable(handle)) take(handle);
    else Reflect.apply(usual, this, [status, handle]);
  };
  return Reflect.set(listening, 'onconnection', onconnection);
};

/** Whether a handle reads into buffers that it is given. */
const isReadable = (handle: unknown): handle is object =>
  typeof handle === 'object' && handle !== null && typeof Reflect.get(handle, 'useUserBuffer') === 'function';

/** A socket of an accepted handle; it reads nothing before it is resumed. */
export const socketOfHandle = (handle: object, onRead: OnRead): Socket =>
  makeSocket({ handle, allowHalfOpen: true, onread: onRead, manualStart: true });
