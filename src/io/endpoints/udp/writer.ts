/**
 * Datagrams handed straight to the system: a third of what Node's `send` costs, which makes a request object, a list and a callback of the
 * next tick for each.
 */
import type { Socket } from 'node:dgram';
import { writeSync } from 'node:fs';
import { codeOf } from '../../base/errors.ts';
import type { IpEnd } from '../../base/tap.ts';
import { descriptorOf } from '../../host/descriptor.ts';
import { loadedDatagrams } from '../../host/recvmmsg.ts';
import { nameOfEnd } from '../../host/socket-name.ts';

/** True: it is with the system, or refused by it, and `sent` was told. False: it has to wait, which a socket's own `send` can. */
export type DatagramWriter = (bytes: Uint8Array, sent: (error: Error | null) => void) => boolean;

/** For a bound socket, to its connected peer or to the one given; undefined where its descriptor is not to be had. */
export const writerOf = (socket: Socket, to: IpEnd | undefined): DatagramWriter | undefined => {
  const descriptor = descriptorOf(socket);
  const write = to === undefined ? writeConnected : writeTo(to);
  if (descriptor === undefined || write === undefined) return undefined;
  return (bytes, sent) => {
    // Read each time: after the close it may be another's.
    const fd = descriptor();
    // What a write of nothing does to a socket is not laid down (POSIX).
    if (fd < 0 || bytes.length === 0) return false;
    const error = write(fd, bytes);
    if (error === LATER) return false;
    sent(error);
    return true;
  };
};

/** Null: sent. LATER: Node has to do it. */
type Write = (fd: number, bytes: Uint8Array) => Error | null;

const LATER = new Error('later');

const writeConnected: Write = (fd, bytes) => {
  try {
    writeSync(fd, bytes);
    return null;
  } catch (cause) {
    return reasonOf(cause);
  }
};

const writeTo = (to: IpEnd): Write | undefined => {
  const name = nameOfEnd(to);
  if (name === undefined) return undefined;
  return (fd, bytes) => {
    const datagrams = loadedDatagrams();
    if (datagrams === undefined) return LATER;
    return datagrams.send(fd, bytes, name) ? null : reasonOf(datagrams.error());
  };
};

const reasonOf = (cause: unknown): Error => (cause instanceof Error && codeOf(cause) !== 'EAGAIN' ? cause : LATER);
