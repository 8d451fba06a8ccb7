/**
 * Unix stream sockets by abstract name (unix(7)), through the system's own calls: the Node of today pads such a name with zeros up to the
 * longest there is, and then it finds nobody else's and nobody finds its own. Linux, with the optional package koffi.
 */
import { closeSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { abortReason, codeOf } from '../base/errors.ts';
import { type Native, native, systemError } from './native.ts';
import { unixName } from './unix-datagram.ts';

/** The descriptor of a socket bound to `@name`, which listens when a server takes it. Rejects with an IoError or the system's error. */
export const boundAbstract = async (name: string, place: string): Promise<number> => socketFor(await load(place), 'bind', name);

/** The descriptor of a socket connected to `@name`. Rejects with an IoError, the system's error or the signal's reason. */
export const connectedAbstract = async (name: string, place: string, signal: AbortSignal): Promise<number> => {
  const system = await load(place);
  for (;;) {
    if (signal.aborted) throw abortReason(signal);
    try {
      return socketFor(system, 'connect', name);
    } catch (cause) {
      if (codeOf(cause) !== 'EAGAIN') throw cause; // the listener has as many waiting as it wants
    }
    await pause(AGAIN);
  }
};

/** Milliseconds. */
const AGAIN = 10;

const [AF_UNIX, SOCK_STREAM, SOCK_NONBLOCK, SOCK_CLOEXEC] = [1, 1, 0o4000, 0o2000000];

const load = (place: string): Promise<Native> => native(place, 'abstract socket names as others have them');

/** Made, then bound or connected; closed again where that fails. */
const socketFor = (system: Native, use: 'bind' | 'connect', name: string): number => {
  const address = unixName(name);
  const fd = system.socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (fd < 0) throw systemError(system.errno());
  if (system[use](fd, address, address.length) >= 0) return fd;
  const error = systemError(system.errno());
  closeSync(fd);
  throw error;
};
