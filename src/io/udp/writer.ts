/**
 * Datagrams written straight to the descriptor of a connected socket: a third of what Node's `send` costs, which makes a request object,
 * a list and a callback of the next tick for each. Where the descriptor is not to be had (Windows, another Node), there is no writer.
 */
import type { Socket } from 'node:dgram';
import { writeSync } from 'node:fs';
import { codeOf } from '../errors.ts';

/** True: it is with the system, or refused by it, and `sent` was told. False: it has to wait, which a socket's own `send` can. */
export type DatagramWriter = (bytes: Uint8Array, sent: (error: Error | null) => void) => boolean;

/** For a socket that is bound and connected. */
export const writerOf = (socket: Socket): DatagramWriter | undefined => {
  const state = stateOf(socket);
  if (state === undefined || descriptorOf(state) < 0) return undefined;
  return (bytes, sent) => {
    // Read each time: after the close it may be another's.
    const fd = descriptorOf(state);
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

/** What Node keeps of a socket: `handle` is null as soon as it is closed. Its public `_handle` warns when it is touched. */
interface SocketState {
  readonly handle: unknown;
}

const stateOf = (socket: Socket): SocketState | undefined => {
  const symbol = Object.getOwnPropertySymbols(socket).find((s) => s.description === 'state symbol');
  const state: unknown = symbol === undefined ? undefined : Reflect.get(socket, symbol);
  return typeof state === 'object' && state !== null && 'handle' in state ? state : undefined;
};

const descriptorOf = ({ handle }: SocketState): number => {
  if (typeof handle !== 'object' || handle === null || !('fd' in handle)) return -1;
  return typeof handle.fd === 'number' ? handle.fd : -1;
};
