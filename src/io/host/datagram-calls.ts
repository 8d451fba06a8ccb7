/**
 * Datagrams by the system's own calls, for sockets that Node has not: through the optional package koffi, Linux only. Nothing blocks: the
 * socket is asked again and again whether something came, often while it does, every few milliseconds while it does not.
 */
import { closeSync } from 'node:fs';
import { type Native, systemError } from './native.ts';

/** An address as the system has it: the family, then what the family says. */
export type SystemName = Uint8Array;

export interface DatagramSocket {
  /** Undefined where it was taken; else the system's error. EAGAIN: there is no room for it now. */
  send(bytes: Uint8Array, to: SystemName): Error | undefined;
  /** Calls `came` for what is there, at most so many datagrams; gives how many. The bytes belong to the receiver. */
  receive(most: number, came: (bytes: Uint8Array, from: SystemName) => void): number;
  close(): void;
}

/** Opens a socket and lets `prepare` bind it. Throws the system's error. */
export const datagramSocket = (
  system: Native,
  [family, type, protocol]: readonly [family: number, type: number, protocol: number],
  prepare: (fd: number) => void,
): DatagramSocket => {
  const fd = check(system, system.socket(family, type | SOCK_CLOEXEC, protocol));
  try {
    prepare(fd);
    return { send: sender(system, fd), receive: receiver(system, fd), close: () => closeSync(fd) };
  } catch (cause) {
    closeSync(fd);
    throw cause;
  }
};

/** The result of a call. Throws the system's error where there is none. */
export const check = (system: Native, result: number): number => {
  if (result < 0) throw systemError(system.errno());
  return result;
};

const sender =
  (system: Native, fd: number): DatagramSocket['send'] =>
  (bytes, to) =>
    Number(system.sendto(fd, bytes, bytes.length, MSG_DONTWAIT, to, to.length)) < 0 ? systemError(system.errno()) : undefined;

const [SOCK_CLOEXEC, MSG_DONTWAIT] = [0o2000000, 0x40];
const LONGEST_NAME = 128;
const LARGEST = 1 << 18;

const receiver = (system: Native, fd: number): DatagramSocket['receive'] => {
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
  socket: DatagramSocket,
  came: (bytes: Uint8Array, from: SystemName) => void,
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
