/**
 * Unix datagram sockets, which Node has not: the system's own calls through the optional package koffi, Linux only. Nothing blocks: the
 * socket is asked again and again whether something came, often while it does, every few milliseconds while it does not.
 */
import { closeSync } from 'node:fs';
import { linuxCalls, systemError } from './native.ts';

/** An address as the system has it: the family, then a path with a closing zero, or an abstract name behind a zero. */
export type UnixName = Uint8Array;

export interface UnixDatagramSocket {
  readonly name: UnixName;
  /** Undefined where it was taken; else the system's error. EAGAIN: the receiver's queue is full. */
  send(bytes: Uint8Array, to: UnixName): Error | undefined;
  /** Calls `came` for what is there, at most so many datagrams; gives how many. The bytes belong to the receiver. */
  receive(most: number, came: (bytes: Uint8Array, from: UnixName) => void): number;
  close(): void;
}

/** Makes a socket bound to a name, or to a free one where none is given. Throws the system's error. */
export type MakeSocket = (name?: UnixName) => UnixDatagramSocket;

/** Rejects with an IoError where this cannot be had. */
export const unixDatagramSockets = async (place: string): Promise<MakeSocket> => {
  const calls = await loadCalls(place);
  return (name) => {
    const fd = calls.socket();
    try {
      calls.bind(fd, name ?? FAMILY); // the family alone: Linux gives an abstract name that is free
      const send: UnixDatagramSocket['send'] = (bytes, to) => calls.send(fd, bytes, to);
      return { name: calls.nameOf(fd), send, receive: receiver(calls, fd), close: () => closeSync(fd) };
    } catch (cause) {
      closeSync(fd);
      throw cause;
    }
  };
};

/** The path, or the abstract name with @ in place of its zero; empty where the other side has no name. */
export const nameText = (name: UnixName): string => {
  const bytes = Buffer.from(name.subarray(2));
  if (bytes.length === 0) return '';
  return bytes[0] === 0
    ? `@${bytes.subarray(1).toString('latin1')}`
    : bytes.subarray(0, bytes.indexOf(0) >= 0 ? bytes.indexOf(0) : undefined).toString();
};

export const unixName = (path: string): UnixName =>
  Buffer.concat([FAMILY, path.startsWith('@') ? Buffer.from(`\0${path.slice(1)}`) : Buffer.from(`${path}\0`)]);

const FAMILY = Uint8Array.of(1, 0); // AF_UNIX, in the byte order of all machines that Node runs on with Linux
const [SOCK_DGRAM, SOCK_CLOEXEC, MSG_DONTWAIT] = [2, 0o2000000, 0x40];
const LONGEST_NAME = 110;
const LARGEST = 1 << 18;

const receiver = (calls: Calls, fd: number): UnixDatagramSocket['receive'] => {
  const buffer = Buffer.allocUnsafeSlow(LARGEST);
  return (most, came) => {
    for (let n = 0; n < most; n++) {
      const got = calls.receive(fd, buffer);
      if (got === undefined) return n;
      came(Buffer.from(buffer.subarray(0, got.length)), got.from);
    }
    return most;
  };
};

interface Calls {
  socket(): number;
  bind(fd: number, name: UnixName): void;
  nameOf(fd: number): UnixName;
  send(fd: number, bytes: Uint8Array, to: UnixName): Error | undefined;
  receive(fd: number, into: Uint8Array): { readonly length: number; readonly from: UnixName } | undefined;
}

let loaded: Promise<Calls> | undefined;

const loadCalls = (place: string): Promise<Calls> => {
  loaded ??= load(place).catch((error: unknown) => {
    loaded = undefined;
    throw error;
  });
  return loaded;
};

const load = async (place: string): Promise<Calls> => {
  const { library: c, errno } = await linuxCalls(place, 'unix datagram sockets');
  const socket = c.func('int socket(int family, int type, int protocol)');
  const bind = c.func('int bind(int fd, const uint8_t *address, uint32_t length)');
  const getsockname = c.func('int getsockname(int fd, uint8_t *address, _Inout_ uint32_t *length)');
  const sendto = c.func('intptr_t sendto(int fd, const uint8_t *bytes, size_t length, int flags, const uint8_t *address, uint32_t size)');
  const recvfrom = c.func('intptr_t recvfrom(int fd, uint8_t *bytes, size_t length, int flags, uint8_t *address, _Inout_ uint32_t *size)');
  const failed = (): Error => systemError(errno());
  const check = (result: number): number => {
    if (result < 0) throw failed();
    return result;
  };
  const name = new Uint8Array(LONGEST_NAME);
  return {
    socket: () => check(socket(1, SOCK_DGRAM | SOCK_CLOEXEC, 0)),
    bind: (fd, to) => void check(bind(fd, to, to.length)),
    nameOf: (fd) => {
      const size = [LONGEST_NAME];
      check(getsockname(fd, name, size));
      return Uint8Array.from(name.subarray(0, size[0]));
    },
    send: (fd, bytes, to) => (Number(sendto(fd, bytes, bytes.length, MSG_DONTWAIT, to, to.length)) < 0 ? failed() : undefined),
    receive: (fd, into) => {
      const size = [LONGEST_NAME];
      const n = Number(recvfrom(fd, into, into.length, MSG_DONTWAIT, name, size));
      return n < 0 ? undefined : { length: n, from: Uint8Array.from(name.subarray(0, size[0])) };
    },
  };
};

/** Milliseconds between two looks at a quiet socket, growing to the second. */
const [SOON, LATE] = [1, 8];
const MOST_AT_ONCE = 64;

/** Looks at the socket until it is stopped; `isFull` true holds it off. */
export const watchDatagrams = (
  socket: UnixDatagramSocket,
  came: (bytes: Uint8Array, from: UnixName) => void,
  isFull: () => boolean,
): (() => void) => {
  let timer: NodeJS.Timeout | undefined;
  let turn: NodeJS.Immediate | undefined;
  let pause = SOON;
  const look = (): void => {
    const n = isFull() ? 0 : socket.receive(MOST_AT_ONCE, came);
    if (stopped) return;
    pause = n > 0 ? SOON : Math.min(LATE, pause * 2);
    if (n > 0) turn = setImmediate(look);
    else timer = setTimeout(look, pause);
  };
  let stopped = false;
  look();
  return () => {
    stopped = true;
    clearTimeout(timer);
    clearImmediate(turn);
  };
};
