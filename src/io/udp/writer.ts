/**
 * Datagrams written straight to the descriptor of a connected socket: a third of what Node's `send` costs, which makes a request object,
 * a list and a callback of the next tick for each.
 */
import type { Socket } from 'node:dgram';
import { writeSync } from 'node:fs';
import { codeOf } from '../errors.ts';
import { descriptorOf } from './descriptor.ts';

/** True: it is with the system, or refused by it, and `sent` was told. False: it has to wait, which a socket's own `send` can. */
export type DatagramWriter = (bytes: Uint8Array, sent: (error: Error | null) => void) => boolean;

/** For a socket that is bound and connected; undefined where its descriptor is not to be had. */
export const writerOf = (socket: Socket): DatagramWriter | undefined => {
  const descriptor = descriptorOf(socket);
  if (descriptor === undefined) return undefined;
  return (bytes, sent) => {
    const fd = descriptor();
    // What a write of nothing does to a socket is not laid down (POSIX).
    if (fd < 0 || bytes.length === 0) return false;
    try {
      writeSync(fd, bytes);
    } catch (cause) {
      if (codeOf(cause) === 'EAGAIN' || !(cause instanceof Error)) return false;
      sent(cause);
      return true;
    }
    sent(null);
    return true;
  };
};
