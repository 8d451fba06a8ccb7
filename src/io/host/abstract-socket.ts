/**
 * Unix stream sockets by abstract name (unix(7)), through the system's own calls: the Node of today pads such a name with zeros up to the
 * longest there is, and then it finds nobody else's and nobody finds its own. Linux, with the optional package koffi.
 */
import { closeSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { abortReason, codeOf } from '../base/errors.ts';
import { linuxCalls, systemError } from './native.ts';
import { unixName } from './unix-datagram.ts';

/** The descriptor of a socket bound to `@name`, which listens when a server takes it. Rejects with an IoError or the system's error. */
export const boundAbstract = async (name: string, place: string): Promise<number> => {
  const { bind, socket } = await loadCalls(place);
  return socket((fd) => bind(fd, unixName(name)));
};

/** The descriptor of a socket connected to `@name`. Rejects with an IoError, the system's error or the signal's reason. */
export const connectedAbstract = async (name: string, place: string, signal: AbortSignal): Promise<number> => {
  const { connect, socket } = await loadCalls(place);
  for (;;) {
    if (signal.aborted) throw abortReason(signal);
    try {
      return socket((fd) => connect(fd, unixName(name)));
    } catch (cause) {
      if (codeOf(cause) !== 'EAGAIN') throw cause; // the listener has as many waiting as it wants
    }
    await pause(AGAIN);
  }
};

/** Milliseconds. */
const AGAIN = 10;

interface Calls {
  /** Made, then bound or connected; closed again where that throws. */
  socket(use: (fd: number) => number): number;
  bind(fd: number, name: Uint8Array): number;
  connect(fd: number, name: Uint8Array): number;
}

const [AF_UNIX, SOCK_STREAM, SOCK_NONBLOCK, SOCK_CLOEXEC] = [1, 1, 0o4000, 0o2000000];

const loadCalls = async (place: string): Promise<Calls> => {
  const { library: c, errno } = await linuxCalls(place, 'abstract socket names as others have them');
  const make = c.func('int socket(int family, int type, int protocol)');
  const bind = c.func('int bind(int fd, const uint8_t *address, uint32_t length)');
  const connect = c.func('int connect(int fd, const uint8_t *address, uint32_t length)');
  const socket: Calls['socket'] = (use) => {
    const fd = Number(make(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (fd < 0) throw systemError(errno());
    if (use(fd) >= 0) return fd;
    const error = systemError(errno());
    closeSync(fd);
    throw error;
  };
  return { socket, bind: (fd, name) => bind(fd, name, name.length), connect: (fd, name) => connect(fd, name, name.length) };
};
