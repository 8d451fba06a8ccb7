/**
 * Calls of the system that Node has no name for, through koffi, an optional package: sockets with options set before they are used,
 * unix datagrams, sockets handed to another process. Linux.
 */
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import type { LibraryHandle } from 'koffi';
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
  made ??= load();
  if (made === undefined) throw new NcError(`${what} needs the package koffi, which is not installed (npm install koffi)`);
  return made;
};

let made: System | undefined;

const load = (): System | undefined => {
  try {
    const koffi = createRequire(__filename)('koffi') as typeof import('koffi');
    return systemOf(koffi.load(null), () => errnoName(koffi.errno()));
  } catch {
    return undefined;
  }
};

const systemOf = (c: LibraryHandle, errno: () => string): System => {
  const socket = c.func('int socket(int family, int type, int protocol)');
  const setsockopt = c.func('int setsockopt(int fd, int level, int name, const uint8_t *value, uint32_t length)');
  const bind = c.func('int bind(int fd, const uint8_t *address, uint32_t length)');
  const connect = c.func('int connect(int fd, const uint8_t *address, uint32_t length)');
  const shutdown = c.func('int shutdown(int fd, int how)');
  const done = (call: string, result: unknown): number => {
    if (typeof result === 'number' && result >= 0) return result;
    throw new SystemError(call, errno());
  };
  return {
    socket: (family, type) => done('socket', socket(family, type | SOCK_CLOEXEC, 0)),
    setOption: (fd, level, name, value) => void done('setsockopt', setsockopt(fd, level, name, value, value.length)),
    bind: (fd, address) => void done('bind', bind(fd, address, address.length)),
    connect: (fd, address) => void done('connect', connect(fd, address, address.length)),
    shutdown: (fd) => void shutdown(fd, SHUT_RDWR),
    peekSender: peekSenderOf(c, errno),
    passDescriptor: passDescriptorOf(c, done),
  };
};

const peekSenderOf = (c: LibraryHandle, errno: () => string): System['peekSender'] => {
  const recvfrom = c.func('intptr_t recvfrom(int fd, uint8_t *bytes, size_t length, int flags, uint8_t *address, _Inout_ uint32_t *size)');
  return (fd) =>
    new Promise((resolve, reject) => {
      const address = new Uint8Array(LONGEST_ADDRESS);
      const size = [LONGEST_ADDRESS];
      recvfrom.async(fd, new Uint8Array(1), 1, MSG_PEEK, address, size, (error: unknown, n: unknown) => {
        if (error || typeof n !== 'number' || n < 0) reject(new SystemError('recvfrom', errno()));
        else resolve(address.subarray(0, size[0]));
      });
    });
};

/** One byte of data carries the descriptor (SCM_RIGHTS, unix(7)). */
const passDescriptorOf = (c: LibraryHandle, done: (call: string, result: unknown) => number): System['passDescriptor'] => {
  const message = 'int sendmsg(int fd, const uint8_t *message, int flags)';
  return (to, fd) => {
    const koffi = createRequire(__filename)('koffi') as typeof import('koffi');
    const control = new DataView(new ArrayBuffer(24));
    control.setBigUint64(0, 20n, true);
    control.setInt32(8, 1, true);
    control.setInt32(12, 1, true);
    control.setInt32(16, fd, true);
    const data = new Uint8Array(1);
    const vector = new BigUint64Array([koffi.address(data), 1n]);
    const header = new BigUint64Array([0n, 0n, koffi.address(vector), 1n, koffi.address(new Uint8Array(control.buffer)), 24n, 0n]);
    done('sendmsg', c.func(message)(to, new Uint8Array(header.buffer), 0));
  };
};

/** `EINVAL` for 22. */
const errnoName = (errno: number): string => Object.entries(constants.errno).find(([, n]) => n === errno)?.[0] ?? `error ${errno}`;

const SOCK_CLOEXEC = 0o2000000;
const SHUT_RDWR = 2;
const MSG_PEEK = 2;
const LONGEST_ADDRESS = 110;
