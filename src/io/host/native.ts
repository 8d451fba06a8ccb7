/**
 * Native functions: calls of the system that Node has not, each declared once, through the optional package koffi. Linux only: elsewhere
 * their structures look different. Bytes that are given to a call are held until it returns.
 */
import { constants } from 'node:os';
import { getSystemErrorMap } from 'node:util';
import { IoError } from '../../core/fault.ts';
import { optionalPackage } from './optional-package.ts';
import { IS_PLAIN, PLAIN } from './plain-host.ts';

/** What is used of koffi: its own types are not there where the optional package is not. */
export interface Koffi {
  /** The functions of the process itself, or of a library. Throws where there is none. */
  load(path: string | null): Library;
  errno(): number;
  address(bytes: ArrayBufferView): bigint;
  /** Memory that the system gave, as long as it is not given back. */
  view(pointer: Pointer | bigint, length: number): ArrayBuffer;
}
/** Memory that C knows. */
export type Pointer = object & { readonly pointer: unique symbol };
export interface Library {
  /** The function of a declaration in C. */
  func<F>(declaration: string): F;
  /** Where something of that name lies. */
  symbol(name: string): bigint;
}

/** In C a call gives -1 where it failed, and `errno` says why. */
export interface Native {
  socket(family: number, type: number, protocol: number): number;
  setsockopt(fd: number, level: number, name: number, value: Uint8Array, length: number): number;
  getsockopt(fd: number, level: number, name: number, value: Uint8Array, length: [number]): number;
  mmap(at: null, length: number, protection: number, flags: number, fd: number, offset: number): Pointer;
  munmap(at: Pointer, length: number): number;
  close(fd: number): number;
  dup(fd: number): number;
  ioctl(fd: number, request: number, data: Uint8Array): number;
  poll: Call<[fds: Uint8Array, count: number, ms: number]>;
  bind(fd: number, address: Uint8Array, length: number): number;
  listen(fd: number, backlog: number): number;
  accept: Call<[fd: number, address: Uint8Array, length: [number]]>;
  connect: Call<[fd: number, address: Uint8Array, length: number]>;
  send: Call<[fd: number, bytes: Uint8Array, length: number, flags: number]>;
  recv: Call<[fd: number, bytes: Uint8Array, length: number, flags: number]>;
  fcntl(fd: number, command: number, value: number): number;
  shutdown(fd: number, how: number): number;
  /** `length[0]` is the room, and then the length. */
  getsockname(fd: number, address: Uint8Array, length: [number]): number;
  getpeername(fd: number, address: Uint8Array, length: [number]): number;
  sendto: Call<Parameters<SendTo>>;
  recvfrom: Call<Parameters<ReceiveFrom>>;
  recvmmsg(fd: number, heads: Uint8Array, count: number, flags: number, timeout: null): number;
  sendmsg(fd: number, message: Uint8Array, flags: number): number;
  fallocate(fd: number, mode: number, offset: number, length: number): number;
  /** Of the last call that failed. */
  errno(): number;
  /** Where bytes lie: as long as somebody refers to them. */
  addressOf(bytes: ArrayBufferView): bigint;
}

type ReceiveFrom = (fd: number, bytes: Uint8Array, length: number, flags: number, address: Uint8Array, size: [number]) => number;
type SendTo = (fd: number, bytes: Uint8Array, length: number, flags: number, address: Uint8Array, size: number) => number;
/** A call that may block: at once, or in a thread of its own; `errno` is its own inside `done`. */
export interface Call<Words extends readonly unknown[]> {
  (...words: Words): number;
  async: (...words: [...Words, done: (error: Error | null, value: number) => void]) => void;
}

const DECLARATIONS: Readonly<Record<Exclude<keyof Native, 'errno' | 'addressOf'>, string>> = {
  socket: 'int socket(int family, int type, int protocol)',
  setsockopt: 'int setsockopt(int fd, int level, int name, const uint8_t *value, uint32_t length)',
  getsockopt: 'int getsockopt(int fd, int level, int name, uint8_t *value, _Inout_ uint32_t *length)',
  mmap: 'void *mmap(void *at, size_t length, int protection, int flags, int fd, int64_t offset)',
  munmap: 'int munmap(void *at, size_t length)',
  close: 'int close(int fd)',
  dup: 'int dup(int fd)',
  ioctl: 'int ioctl(int fd, unsigned long request, uint8_t *data)',
  poll: 'int poll(uint8_t *fds, unsigned long count, int ms)',
  bind: 'int bind(int fd, const uint8_t *address, uint32_t length)',
  listen: 'int listen(int fd, int backlog)',
  accept: 'int accept(int fd, uint8_t *address, _Inout_ uint32_t *length)',
  connect: 'int connect(int fd, const uint8_t *address, uint32_t length)',
  send: 'intptr_t send(int fd, const uint8_t *bytes, size_t length, int flags)',
  recv: 'intptr_t recv(int fd, uint8_t *bytes, size_t length, int flags)',
  fcntl: 'int fcntl(int fd, int command, int value)',
  shutdown: 'int shutdown(int fd, int how)',
  getsockname: 'int getsockname(int fd, uint8_t *address, _Inout_ uint32_t *length)',
  getpeername: 'int getpeername(int fd, uint8_t *address, _Inout_ uint32_t *length)',
  sendto: 'intptr_t sendto(int fd, const uint8_t *bytes, size_t length, int flags, const uint8_t *address, uint32_t size)',
  recvfrom: 'intptr_t recvfrom(int fd, uint8_t *bytes, size_t length, int flags, uint8_t *address, _Inout_ uint32_t *size)',
  recvmmsg: 'int recvmmsg(int fd, uint8_t *heads, uint32_t count, int flags, void *timeout)',
  sendmsg: 'intptr_t sendmsg(int fd, const uint8_t *message, int flags)',
  fallocate: 'int fallocate(int fd, int mode, int64_t offset, int64_t length)',
};

/** Rejects with an IoError that says what it is needed for. */
export const native = async (place: string, neededFor: string): Promise<Native> => {
  if (process.platform !== 'linux') throw new IoError(place, 'ENOTSUP', `expected Linux for ${neededFor}, got ${process.platform}`);
  return nativeOf(await koffiFor(place, neededFor));
};

/** The package itself. Rejects with an IoError that says what it is needed for. */
export const koffiFor = async (place: string, neededFor: string): Promise<Koffi> => {
  if (IS_PLAIN) throw new IoError(place, 'ENOTSUP', `expected more than Node alone for ${neededFor}, got ${PLAIN}`);
  const found = await optionalPackage('koffi', neededFor, place);
  return (typeof found === 'object' && found !== null && 'default' in found ? found.default : found) as Koffi;
};

let made: Native | undefined;

/** For callers who have the package already. Throws where the system has not what is declared. */
export const nativeOf = (koffi: Koffi): Native => {
  if (made !== undefined) return made;
  const library = koffi.load(null);
  const calls = Object.fromEntries(Object.entries(DECLARATIONS).map(([name, declaration]) => [name, library.func(declaration)]));
  const more = { errno: () => koffi.errno(), addressOf: (bytes: ArrayBufferView) => koffi.address(bytes) };
  made = Object.assign(calls, more) as object as Native;
  return made;
};

/** `ECONNREFUSED`; also of what libuv has no name for (EINPROGRESS). */
export const errorName = (errno: number): string =>
  getSystemErrorMap().get(-errno)?.[0] ?? Object.entries(constants.errno).find(([, number]) => number === errno)?.[0] ?? `E${errno}`;

export const systemError = (errno: number): Error => {
  const code = errorName(errno);
  return Object.assign(new Error(code), { code });
};

/** Structures are laid out by hand for machines that are little-endian and have pointers of eight bytes. */
export const isWide = (): boolean => process.arch === 'x64' || process.arch === 'arm64';
