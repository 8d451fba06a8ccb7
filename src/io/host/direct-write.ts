/**
 * Direct writes: a socket's own `_write`, past the queue of Node's stream, which has a turn of the loop for each write. What the system takes
 * at once is written when the call returns; what it does not is in the system's order before all that follows.
 */
import type { Socket } from 'node:net';
import { IS_PLAIN } from './plain-host.ts';

/** Not for TLS, which takes one write at a time. A plain host writes through the stream. */
export const writesDirectly = (socket: Socket): boolean => !IS_PLAIN && !('encrypted' in socket);

/** Only while nothing waits in the stream, and one at a time. */
export const writeDirectly = (socket: Socket, bytes: Uint8Array, sent: (error?: Error | null) => void): void => {
  const stream: Writing = socket;
  stream._write(bytes, 'buffer', sent);
};

/** Node's streams call themselves with the encoding 'buffer', of which its types know nothing. */
interface Writing {
  _write(bytes: Uint8Array, encoding: string, done: (error?: Error | null) => void): void;
}
