/** Resets that Node's sockets do not do, or do not tell of. */
import type { Socket } from 'node:net';
import { getSystemErrorName } from 'node:util';
import { callHandle, handleOf } from './handles.ts';
import { IS_PLAIN } from './plain-host.ts';

/** Resets a TCP connection (RST) at once. In a plain host an end comes before it where nothing waits to be written. */
export const resetNow = (socket: Socket): void => {
  if (!IS_PLAIN)
    Reflect.set(socket, 'resetAndClosing', true); // what Node sets itself when its time has come
  else if (!socket.destroyed) {
    const waits = socket.writableLength > 0;
    socket.resetAndDestroy(); // once all is written, however slowly the peer takes it
    if (!waits) return;
  }
  socket.destroy();
};

/**
 * To be asked when a TCP socket ends. libuv makes an end of a reset that comes with the last bytes to a socket that did not read just then.
 * True where the system knows of no peer any more: the socket is read once more then, and its error, if it is a reset, comes within two
 * turns of the loop. After a FIN nothing more comes, not even where a reset followed that one. A plain host takes such a reset for an end.
 */
export const readsAgain = (socket: Socket): boolean => {
  const handle = handleOf(socket);
  return handle !== undefined && lacksPeer(handle) && callHandle(handle, 'readStart') === 0;
};

/** Whether the system knows of no peer of a handle (any more). */
export const lacksPeer = (handle: object): boolean => {
  const status = callHandle(handle, 'getpeername', {});
  return typeof status === 'number' && status < 0 && getSystemErrorName(status) === 'ENOTCONN';
};
