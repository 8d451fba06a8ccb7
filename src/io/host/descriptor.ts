/** The descriptor of one of Node's UDP sockets, which its public face does not tell (its `_handle` warns when it is touched). */
import type { Socket } from 'node:dgram';

/** Gives the descriptor, -1 once the socket is closed: ask each time, for it may be another's then. Undefined where there is none (Windows). */
export const descriptorOf = (socket: Socket): (() => number) | undefined => {
  const symbol = Object.getOwnPropertySymbols(socket).find((s) => s.description === 'state symbol');
  const state: unknown = symbol === undefined ? undefined : Reflect.get(socket, symbol);
  if (typeof state !== 'object' || state === null || !('handle' in state)) return undefined;
  const descriptor = (): number => fdOf(state.handle);
  return descriptor() < 0 ? undefined : descriptor;
};

/** Node sets the handle to null in the call that closes it. */
const fdOf = (handle: unknown): number => {
  if (typeof handle !== 'object' || handle === null || !('fd' in handle)) return -1;
  return typeof handle.fd === 'number' ? handle.fd : -1;
};
