/**
 * Calls of the system that Node has no name for, through koffi, an optional package: sockets with options set before they are used,
 * unix datagrams, sockets handed to another process. Linux.
 */
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { type Koffi, type Native, nativeOf } from '../../io/host/native.ts';
import { passDescriptor } from '../../io/host/pass-descriptor.ts';
import { IS_PLAIN, PLAIN } from '../../io/host/plain-host.ts';
import { NcError } from './nc-error.ts';

/** A call that the system refused. */
export class SystemError extends Error {
  override readonly name = 'SystemError';
  readonly code: string;
  constructor(call: string, code: string) {
    super(`${call} ${code}`);
    this.code = code;
  }
}

export interface System {
  /** A descriptor that children do not inherit. */
  socket(family: number, type: number): number;
  setOption(fd: number, level: number, name: number, value: Uint8Array): void;
  bind(fd: number, address: Uint8Array): void;
  connect(fd: number, address: Uint8Array): void;
  shutdown(fd: number): void;
  /** Waits in a thread for the next datagram, leaves it where it is and gives its sender's address. */
  peekSender(fd: number): Promise<Uint8Array>;
  /** Hands a descriptor to whoever reads the unix socket `to`. */
  passDescriptor(to: number, fd: number): void;
}

/** Throws a Refusal that says for which option the package would be needed. */
export const systemFor = (what: string): System => {
  if (process.platform !== 'linux') throw new NcError(`${what} is there on Linux only`);
  if (IS_PLAIN) throw new NcError(`${what} needs more than Node alone, which ${PLAIN} forbids`);
  made ??= load();
  if (made === undefined) throw new NcError(`${what} needs the package koffi, which is not installed (npm install koffi)`);
  return made;
};

let made: System | undefined;

const load = (): System | undefined => {
  try {
    const system = nativeOf(createRequire(__filename)('koffi') as Koffi);
    return systemOf(system);
  } catch {
    return undefined;
  }
};

const systemOf = (system: Native): System => {
  const done = (call: string, result: unknown): number => {
    if (typeof result === 'number' && result >= 0) return result;
    throw new SystemError(call, errnoName(system.errno()));
  };
  return {
    socket: (family, type) => done('socket', system.socket(family, type | SOCK_CLOEXEC, 0)),
    setOption: (fd, level, name, value) => void done('setsockopt', system.setsockopt(fd, level, name, value, value.length)),
    bind: (fd, address) => void done('bind', system.bind(fd, address, address.length)),
    connect: (fd, address) => void done('connect', system.connect(fd, address, address.length)),
    shutdown: (fd) => void system.shutdown(fd, SHUT_RDWR),
    peekSender: peekSenderOf(system),
    passDescriptor: (to, fd) => void done('sendmsg', passDescriptor(system, to, fd)),
  };
};

const peekSenderOf =
  (system: Native): System['peekSender'] =>
  (fd) =>
    new Promise((resolve, reject) => {
      // The thread writes into it: all of it is held until it is done.
      const held = { byte: new Uint8Array(1), address: new Uint8Array(LONGEST_ADDRESS), size: [LONGEST_ADDRESS] as [number] };
      system.recvfrom.async(fd, held.byte, 1, MSG_PEEK, held.address, held.size, (error, count) => {
        if (error || count < 0) reject(new SystemError('recvfrom', errnoName(system.errno())));
        else resolve(held.address.subarray(0, held.size[0]));
      });
    });

/** `EINVAL` for 22. */
const errnoName = (errno: number): string => Object.entries(constants.errno).find(([, n]) => n === errno)?.[0] ?? `error ${errno}`;

const SOCK_CLOEXEC = 0o2000000;
const SHUT_RDWR = 2;
const MSG_PEEK = 2;
const LONGEST_ADDRESS = 110;
