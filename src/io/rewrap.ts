/**
 * An accepted socket made anew around the same handle, so that it reads into our buffers (`onread`). Node has no public way to ask for that
 * on accepted sockets. Where the handle does not look as expected, the socket stays as it is and its 'data' events are used.
 */
import { Socket } from 'node:net';
import type { Intake } from './intake.ts';

/** The new socket, or undefined where it cannot be done. The server must have `pauseOnConnect`, and nothing may have been read. */
export const rewrap = (accepted: Socket, intake: Intake): Socket | undefined => {
  const handle: unknown = Reflect.get(accepted, '_handle');
  if (typeof handle !== 'object' || handle === null || typeof Reflect.get(handle, 'useUserBuffer') !== 'function') return undefined;
  Reflect.set(accepted, '_handle', null);
  const socket = makeSocket({ handle, allowHalfOpen: true, onread: intake.onread, manualStart: true });
  // The server counts its connections by these; without them server.close() would never finish.
  for (const key of ['server', '_server']) {
    Reflect.set(socket, key, Reflect.get(accepted, key));
    Reflect.set(accepted, key, null);
  }
  return socket;
};

/** `handle` and `onread` are options of the constructor that its types do not name. */
export const makeSocket = (options: object): Socket => new Socket(options);
