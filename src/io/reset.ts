/** Resets that Node's sockets do not do, or do not tell of. */
import type { Socket } from 'node:net';
import { getSystemErrorName } from 'node:util';

/** Resets a TCP connection (RST) at once. `resetAndDestroy()` would first write all that waits, however slowly the peer takes it. */
export const resetNow = (socket: Socket): void => {
  Reflect.set(socket, 'resetAndClosing', true); // what Node sets itself when its time has come
  socket.destroy();
};

/**
 * To be asked when a TCP socket ends that has not ended itself. libuv makes an end of a reset that comes with the last bytes to a socket
 * that did not read just then. The system knows: after a FIN of the peer there still is a peer, after its RST there is none.
 */
export const hiddenReset = (socket: Socket): Error | undefined => {
  const handle: unknown = Reflect.get(socket, '_handle');
  if (typeof handle !== 'object' || handle === null) return undefined;
  const peerOf: unknown = Reflect.get(handle, 'getpeername');
  if (typeof peerOf !== 'function') return undefined;
  const status: unknown = Reflect.apply(peerOf, handle, [{}]);
  if (typeof status !== 'number' || status === 0 || getSystemErrorName(status) !== 'ENOTCONN') return undefined;
  return Object.assign(new Error('reset by the peer'), { code: 'ECONNRESET' });
};
