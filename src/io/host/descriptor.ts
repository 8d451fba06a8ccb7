/** Descriptors of Node's sockets, which its public face does not tell. */
import type { Socket as DatagramSocket } from 'node:dgram';
import type { Socket } from 'node:net';
import { callHandle, handleOf, hasMethod, memberOf } from './handles.ts';
import { IS_PLAIN } from './plain-host.ts';

/**
 * Gives the descriptor of a UDP socket, -1 once it is closed: ask each time, for it may be another's then. Undefined where there is none
 * (Windows, a plain host). Its `_handle` warns when it is touched.
 */
export const descriptorOf = (socket: DatagramSocket): (() => number) | undefined => {
  const symbol = Object.getOwnPropertySymbols(socket).find((s) => s.description === 'state symbol');
  const state = IS_PLAIN || symbol === undefined ? undefined : memberOf(socket, symbol);
  if (state === undefined || !('handle' in state)) return undefined;
  const descriptor = (): number => fdOf(memberOf(state, 'handle')); // Node sets it to null in the call that closes it
  return descriptor() < 0 ? undefined : descriptor;
};

/** The descriptor of a stream socket; -1 where there is none. */
export const streamDescriptor = (socket: Socket): number => fdOf(handleOf(socket));

const fdOf = (handle: object | undefined): number =>
  handle !== undefined && 'fd' in handle && typeof handle.fd === 'number' ? handle.fd : -1;

/** Whether a socket that a child has made blocking can be made what it was. */
export const canUnblock = (socket: Socket): boolean => {
  const handle = handleOf(socket);
  return handle !== undefined && hasMethod(handle, 'setBlocking');
};

/** A child's standard input and output are made blocking, and the socket is ours too. */
export const unblock = (socket: Socket): void => {
  const handle = handleOf(socket);
  if (handle !== undefined) callHandle(handle, 'setBlocking', false);
};
