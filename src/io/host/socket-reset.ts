/** Resets that Node's sockets do not do, or do not tell of. */
import type { Socket } from 'node:net';
import { getSystemErrorName } from 'node:util';

/** Resets a TCP connection (RST) at once. `resetAndDestroy()` would first write all that waits, however slowly the peer takes it. */
export const resetNow = (socket: Socket): void => {
  Reflect.set(socket, 'resetAndClosing', true); // what Node sets itself when its time has come
  socket.destroy();
};

/**
 * To be asked when a TCP socket ends. libuv makes an end of a reset that comes with the last bytes to a socket that did not read just then.
 * True where the system knows of no peer any more: the socket is read once more then, and its error, if it is a reset, comes within two
 * turns of the loop. After a FIN nothing more comes, not even where a reset followed that one.
 */
export const readsAgain = (socket: Socket): boolean => {
  const handle: unknown = Reflect.get(socket, '_handle');
  if (typeof handle !== 'object' || handle === null) return false;
  const status = called(handle, 'getpeername', {});
  if (status === undefined || status >= 0 || getSystemErrorName(status) !== 'ENOTCONN') return false;
  return called(handle, 'readStart') === 0;
};

/** What a method of a handle says; undefined where this Node has it no more. */
const called = (handle: object, method: string, ...words: readonly object[]): number | undefined => {
  const how: unknown = Reflect.get(handle, method);
  const status: unknown = typeof how === 'function' ? Reflect.apply(how, handle, words) : undefined;
  return typeof status === 'number' ? status : undefined;
};
