/** `-U -u`: unix datagram sockets. Node has none: the socket is made by the system's own calls, read and written through the thread pool. */
import { close, mkdtempSync, read, rmdirSync, unlinkSync, write } from 'node:fs';
import { dirname, join } from 'node:path';
import { now } from '../../io/base/clock.ts';
import { countedWrite } from '../../io/channels/counted-write.ts';
import { NO_WRITE, type OpenRead } from '../../io/channels/half.ts';
import { JoinedChannel } from '../../io/channels/joined-channel.ts';
import { nameText, unixName } from '../../io/host/unix-datagram.ts';
import { datagramPeer, type Peer } from './peer.ts';
import { type System, systemFor } from './system.ts';
import { checkPath, removeOld } from './unix.ts';

export interface UnixDatagrams {
  readonly fd: number;
  readonly system: System;
}

/** Without a name. Throws an NcError where this machine has no such sockets. */
export const namelessUnixDatagrams = (): UnixDatagrams => {
  const system = systemFor('a unix datagram socket');
  return { fd: system.socket(AF_UNIX, SOCK_DGRAM), system };
};

/** Bound to a path or name. Throws an error with the system's code, or an NcError where this machine has no such sockets. */
export const bindUnixDatagrams = (path: string): UnixDatagrams => {
  const socket = namelessUnixDatagrams();
  checkPath(path);
  removeOld(path);
  socket.system.bind(socket.fd, unixName(path));
  return socket;
};

/** Connected. Throws an error with the system's code. */
export const connectUnixDatagrams = ({ system, fd }: UnixDatagrams, path: string): void => {
  checkPath(path);
  system.connect(fd, unixName(path));
};

/**
 * Waits for the first datagram and takes its sender for the peer, who must have a name to be answered; gives that name. Rejects with an error that has
 * the system's code.
 */
export const awaitUnixPeer = async ({ system, fd }: UnixDatagrams): Promise<string> => {
  const sender = await system.peekSender(fd);
  system.connect(fd, sender);
  return nameText(sender);
};

export interface TemporaryName {
  readonly path: string;
  remove(): void;
}

/** A name to which answers can be sent, in a folder of our own, as OpenBSD's nc makes it. */
export const temporaryName = (): TemporaryName => {
  const path = join(mkdtempSync('/tmp/nc-'), 'recv.sock');
  return { path, remove: () => remove(path) };
};

const remove = (path: string): void => {
  try {
    unlinkSync(path);
    rmdirSync(dirname(path));
  } catch {
    // somebody was quicker
  }
};

/** The peer of a connected socket, or with `-l -k` everybody, who cannot be answered. */
export const unixDatagramPeer = ({ fd, system }: UnixDatagrams, connected: boolean): Peer => {
  const at = now();
  const facts = { scheme: 'unix', framing: 'datagram', role: 'initiator', local: '', remote: '', started: at, opened: at } as const;
  const reading = { under: false, over: false };
  const release = (): void => {
    reading.over = true;
    if (reading.under) system.shutdown(fd); // wakes the thread that reads
    close(fd, () => {});
  };
  const channel = new JoinedChannel(facts, {
    place: 'unix',
    read: readingHalf(fd, reading),
    write: connected ? countedWrite((bytes, sent) => write(fd, bytes, sent)) : NO_WRITE,
    release,
  });
  return datagramPeer(channel);
};

const readingHalf =
  (fd: number, state: { under: boolean; over: boolean }): OpenRead =>
  (to) => {
    const next = (): void => {
      if (state.under || state.over) return;
      state.under = true;
      const buffer = new Uint8Array(LARGEST);
      read(fd, buffer, 0, LARGEST, null, (error, n) => {
        state.under = false;
        if (state.over) return;
        if (error) to.failed(error);
        else if (n === 0) to.ended();
        else if (to.take(buffer.subarray(0, n))) next();
      });
    };
    return { resume: next, release: () => {} };
  };

const [AF_UNIX, SOCK_DGRAM] = [1, 2];
/** Longer ones are cut. */
const LARGEST = 1 << 16;
