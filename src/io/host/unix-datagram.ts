/**
 * Unix datagram sockets, which Node has not: the system's own calls through the optional package koffi, Linux only. Nothing blocks: the
 * socket is asked again and again whether something came, often while it does, every few milliseconds while it does not.
 */
import { closeSync } from 'node:fs';
import { type Native, native, systemError } from './native.ts';

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
  const system = await native(place, 'unix datagram sockets');
  return (name) => {
    const fd = check(system, system.socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    try {
      const wanted = name ?? FAMILY; // the family alone: Linux gives an abstract name that is free
      check(system, system.bind(fd, wanted, wanted.length));
      return { name: nameOf(system, fd), send: sender(system, fd), receive: receiver(system, fd), close: () => closeSync(fd) };
    } catch (cause) {
      closeSync(fd);
      throw cause;
    }
  };
};

const check = (system: Native, result: number): number => {
  if (result < 0) throw systemError(system.errno());
  return result;
};

const nameOf = (system: Native, fd: number): UnixName => {
  const [name, size] = [new Uint8Array(LONGEST_NAME), [LONGEST_NAME] as [number]];
  check(system, system.getsockname(fd, name, size));
  return name.subarray(0, size[0]);
};

const sender =
  (system: Native, fd: number): UnixDatagramSocket['send'] =>
  (bytes, to) =>
    Number(system.sendto(fd, bytes, bytes.length, MSG_DONTWAIT, to, to.length)) < 0 ? systemError(system.errno()) : undefined;

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
const AF_UNIX = 1;
const [SOCK_DGRAM, SOCK_CLOEXEC, MSG_DONTWAIT] = [2, 0o2000000, 0x40];
const LONGEST_NAME = 110;
const LARGEST = 1 << 18;

const receiver = (system: Native, fd: number): UnixDatagramSocket['receive'] => {
  const [buffer, name] = [Buffer.allocUnsafeSlow(LARGEST), new Uint8Array(LONGEST_NAME)];
  return (most, came) => {
    for (let n = 0; n < most; n++) {
      const size: [number] = [LONGEST_NAME];
      const length = Number(system.recvfrom(fd, buffer, buffer.length, MSG_DONTWAIT, name, size));
      if (length < 0) return n;
      came(Buffer.from(buffer.subarray(0, length)), Uint8Array.from(name.subarray(0, size[0])));
    }
    return most;
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
