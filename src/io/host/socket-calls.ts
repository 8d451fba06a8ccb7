/**
 * Socket calls: the calls of the system by which programs in C and Python talk, one at a time, with what each returned and how long it took
 * (POSIX; Linux, through the optional package koffi). Calls that would block do so in a thread of their own.
 */
import { constants } from 'node:os';
import { joinHostPort } from '../../core/address.ts';
import { fromUtf8, utf8 } from '../../core/bytes.ts';
import { now } from '../base/clock.ts';
import { type Call, errorName, type Native, native } from './native.ts';
import { endOfName, nameOfEnd } from './socket-name.ts';
import { TCP_STATES } from './tcp-states.ts';

/** What a call gave: `value` is -1 where it failed, and then `error` is the system's name for why (`ECONNREFUSED`). */
export interface Called {
  readonly value: number;
  readonly error?: string;
  /** Milliseconds from the call to its return. */
  readonly ms: number;
  /** What was received. */
  readonly bytes?: Uint8Array;
  /** Whom it came from: `127.0.0.1:7007`, or the path of a unix socket. */
  readonly from?: string;
}

export const FAMILIES = { AF_UNIX: 1, AF_INET: 2, AF_INET6: 10 } as const;
export type Family = keyof typeof FAMILIES;
export const TYPES = { SOCK_STREAM: 1, SOCK_DGRAM: 2, SOCK_RAW: 3 } as const;
export type SocketType = keyof typeof TYPES;
export const HOWS = { SHUT_RD: 0, SHUT_WR: 1, SHUT_RDWR: 2 } as const;
export type How = keyof typeof HOWS;

/** Options of level SOL_SOCKET that take a number; SO_RCVTIMEO and SO_SNDTIMEO take seconds. */
export const SOCKET_OPTIONS = {
  SO_REUSEADDR: 2,
  SO_BROADCAST: 6,
  SO_SNDBUF: 7,
  SO_RCVBUF: 8,
  SO_KEEPALIVE: 9,
  SO_RCVTIMEO: 20,
  SO_SNDTIMEO: 21,
} as const;
export type SocketOption = keyof typeof SOCKET_OPTIONS;

/** Of a TCP socket, as `ss` tells it (TCP_INFO). */
export interface TcpState {
  readonly state: string;
  /** Of a listening socket: connections that nobody accepted yet, and how many may be so. Else 0. */
  readonly waiting: number;
  readonly backlog: number;
}

export interface SocketCalls {
  socket(family: Family, type: SocketType, protocol: number): Called;
  bind(fd: number, at: string): Called;
  listen(fd: number, backlog: number): Called;
  accept(fd: number): Promise<Called>;
  connect(fd: number, to: string): Promise<Called>;
  send(fd: number, bytes: Uint8Array): Promise<Called>;
  sendto(fd: number, bytes: Uint8Array, to: string): Promise<Called>;
  recv(fd: number, most: number): Promise<Called>;
  recvfrom(fd: number, most: number): Promise<Called>;
  shutdown(fd: number, how: How): Called;
  close(fd: number): Called;
  /** Another descriptor of the same socket. */
  dup(fd: number): Called;
  setsockopt(fd: number, option: SocketOption, value: number): Called;
  setBlocking(fd: number, blocks: boolean): Called;
  getsockname(fd: number): Called;
  getpeername(fd: number): Called;
  /** The error that a connection in the background ended with (SO_ERROR); undefined where there is none. */
  pendingError(fd: number): string | undefined;
  /** Of sockets that are not TCP's, too (SO_ACCEPTCONN). */
  listens(fd: number): boolean;
  /** Bytes that wait to be received (FIONREAD). */
  waiting(fd: number): number;
  /** Bytes of a stream that were sent and that the other side has not acknowledged (SIOCOUTQ). */
  unacknowledged(fd: number): number;
  /** Undefined where it is no TCP socket. */
  tcpState(fd: number): TcpState | undefined;
}

/** Rejects with an IoError where the system's calls cannot be had. */
export const socketCalls = async (place: string): Promise<SocketCalls> => {
  const system = await native(place, 'the calls of the system');
  // The first call in another thread takes milliseconds that would count as blocked.
  await new Promise<void>((resolve) => system.poll.async(new Uint8Array(8), 0, 0, () => resolve()));
  return new NativeCalls(system);
};

const [SOL_SOCKET, SO_ERROR, SO_ACCEPTCONN, IPPROTO_TCP, TCP_INFO] = [1, 4, 30, 6, 11];
const [F_GETFL, F_SETFL, O_NONBLOCK, MSG_NOSIGNAL] = [3, 4, 0x800, 0x4000];
const [FIONREAD, SIOCOUTQ] = [0x541b, 0x5411];
const [POLLIN, POLLOUT] = [1, 4];
/** So many bytes fit where the system says that there is room at all. */
const SURE_ROOM = 1024;
const ROOM = 128;
/** Offsets in struct tcp_info: of a listening socket the two numbers are its queue and its backlog. */
const [INFO, UNACKED, SACKED] = [104, 24, 28];

class NativeCalls implements SocketCalls {
  readonly #system: Native;

  constructor(system: Native) {
    this.#system = system;
  }

  socket(family: Family, type: SocketType, protocol: number): Called {
    return this.#now(() => this.#system.socket(FAMILIES[family], TYPES[type], protocol));
  }

  bind(fd: number, at: string): Called {
    const name = nameOf(at);
    return this.#now(() => this.#system.bind(fd, name, name.length));
  }

  listen(fd: number, backlog: number): Called {
    return this.#now(() => this.#system.listen(fd, backlog));
  }

  async accept(fd: number): Promise<Called> {
    const name = new Uint8Array(ROOM);
    const length: [number] = [ROOM];
    const called = await this.#call(this.#isReady(fd, POLLIN), this.#system.accept, fd, name, length);
    return called.value < 0 ? called : { ...called, from: placeOf(name, length[0]) };
  }

  connect(fd: number, to: string): Promise<Called> {
    const name = nameOf(to);
    return this.#call(this.#returns(fd), this.#system.connect, fd, name, name.length);
  }

  send(fd: number, bytes: Uint8Array): Promise<Called> {
    const fits = bytes.length <= SURE_ROOM && this.#isReady(fd, POLLOUT);
    return this.#call(fits || this.#returns(fd), this.#system.send, fd, bytes, bytes.length, MSG_NOSIGNAL);
  }

  sendto(fd: number, bytes: Uint8Array, to: string): Promise<Called> {
    const name = nameOf(to);
    return this.#call(this.#returns(fd), this.#system.sendto, fd, bytes, bytes.length, MSG_NOSIGNAL, name, name.length);
  }

  async recv(fd: number, most: number): Promise<Called> {
    const bytes = new Uint8Array(most);
    return received(await this.#call(this.#isReady(fd, POLLIN), this.#system.recv, fd, bytes, most, 0), bytes);
  }

  async recvfrom(fd: number, most: number): Promise<Called> {
    const bytes = new Uint8Array(most);
    const name = new Uint8Array(ROOM);
    const length: [number] = [ROOM];
    const called = received(await this.#call(this.#isReady(fd, POLLIN), this.#system.recvfrom, fd, bytes, most, 0, name, length), bytes);
    return called.value < 0 ? called : { ...called, from: placeOf(name, length[0]) };
  }

  shutdown(fd: number, how: How): Called {
    return this.#now(() => this.#system.shutdown(fd, HOWS[how]));
  }

  dup(fd: number): Called {
    return this.#now(() => this.#system.dup(fd));
  }

  close(fd: number): Called {
    return this.#now(() => this.#system.close(fd));
  }

  setsockopt(fd: number, option: SocketOption, value: number): Called {
    const bytes = option.endsWith('TIMEO') ? timeval(value) : new Uint8Array(Int32Array.of(value).buffer);
    return this.#now(() => this.#system.setsockopt(fd, SOL_SOCKET, SOCKET_OPTIONS[option], bytes, bytes.length));
  }

  setBlocking(fd: number, blocks: boolean): Called {
    const flags = this.#system.fcntl(fd, F_GETFL, 0);
    return this.#now(() => this.#system.fcntl(fd, F_SETFL, blocks ? flags & ~O_NONBLOCK : flags | O_NONBLOCK));
  }

  getsockname(fd: number): Called {
    return this.#name((name, length) => this.#system.getsockname(fd, name, length));
  }

  getpeername(fd: number): Called {
    return this.#name((name, length) => this.#system.getpeername(fd, name, length));
  }

  pendingError(fd: number): string | undefined {
    const value = new Uint8Array(4);
    if (this.#system.getsockopt(fd, SOL_SOCKET, SO_ERROR, value, [4]) !== 0) return undefined;
    const errno = new DataView(value.buffer).getInt32(0, true);
    return errno === 0 ? undefined : nameOfError(errno);
  }

  listens(fd: number): boolean {
    const value = new Uint8Array(4);
    return this.#system.getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, value, [4]) === 0 && value[0] !== 0;
  }

  waiting(fd: number): number {
    return this.#count(fd, FIONREAD);
  }

  unacknowledged(fd: number): number {
    return this.#count(fd, SIOCOUTQ);
  }

  tcpState(fd: number): TcpState | undefined {
    const info = new Uint8Array(INFO);
    if (this.#system.getsockopt(fd, IPPROTO_TCP, TCP_INFO, info, [INFO]) !== 0) return undefined;
    const view = new DataView(info.buffer);
    const state = TCP_STATES[info[0] ?? 0] ?? '';
    const listens = state === 'LISTEN';
    return { state, waiting: listens ? view.getUint32(UNACKED, true) : 0, backlog: listens ? view.getUint32(SACKED, true) : 0 };
  }

  #count(fd: number, which: number): number {
    const count = new Uint8Array(4);
    return this.#system.ioctl(fd, which, count) === 0 ? new DataView(count.buffer).getInt32(0, true) : 0;
  }

  #name(call: (name: Uint8Array, length: [number]) => number): Called {
    const name = new Uint8Array(ROOM);
    const length: [number] = [ROOM];
    const called = this.#now(() => call(name, length));
    return called.value < 0 ? called : { ...called, from: placeOf(name, length[0]) };
  }

  #now(call: () => number): Called {
    const from = now();
    const value = Number(call());
    return this.#called(value, from);
  }

  /** In a thread only what may block: starting one takes milliseconds, and those would be told as blocked. */
  #call<Words extends readonly unknown[]>(returnsAtOnce: boolean, call: Call<Words>, ...words: Words): Promise<Called> {
    if (returnsAtOnce) return Promise.resolve(this.#now(() => call(...words)));
    const from = now();
    return new Promise((resolve, reject) => {
      call.async(...words, (error, value) => (error === null ? resolve(this.#called(Number(value), from)) : reject(error)));
    });
  }

  /** Whether a call on it does not block: because it is set so, or because what it waits for is there. */
  #isReady(fd: number, event: number): boolean {
    const asked = new Uint8Array(8);
    const view = new DataView(asked.buffer);
    view.setInt32(0, fd, true);
    view.setInt16(4, event, true);
    return this.#returns(fd) || (this.#system.poll(asked, 1, 0) === 1 && (view.getInt16(6, true) & event) !== 0);
  }

  /** Whether no call on it blocks. */
  #returns(fd: number): boolean {
    const flags = this.#system.fcntl(fd, F_GETFL, 0);
    return flags < 0 || (flags & O_NONBLOCK) !== 0;
  }

  #called(value: number, from: number): Called {
    const error = value < 0 ? nameOfError(this.#system.errno()) : undefined;
    return { value, ms: now() - from, ...(error !== undefined && { error }) };
  }
}

/** Sockets say EOPNOTSUPP, which has the same number as ENOTSUP on Linux. */
const nameOfError = (errno: number): string => (errno === constants.errno.EOPNOTSUPP ? 'EOPNOTSUPP' : errorName(errno));

const received = (called: Called, bytes: Uint8Array): Called =>
  called.value < 0 ? called : { ...called, bytes: bytes.slice(0, called.value) };

/** struct timeval of 64 bits a part. */
const timeval = (seconds: number): Uint8Array => {
  const parts = BigInt64Array.of(BigInt(Math.floor(seconds)), BigInt(Math.round((seconds % 1) * 1e6)));
  return new Uint8Array(parts.buffer);
};

/** struct sockaddr of `127.0.0.1:7`, `[::1]:7` or a path; a name that begins with @ is abstract. */
const nameOf = (place: string): Uint8Array => {
  const [, six, four, port] = /^(?:\[([0-9a-f:.]+)\]|([0-9.]+)):(\d+)$/i.exec(place) ?? [];
  const end = port === undefined ? undefined : nameOfEnd({ address: six ?? four ?? '', port: Number(port) });
  if (end !== undefined) return end;
  const path = utf8(place.startsWith('@') ? `\0${place.slice(1)}` : `${place}\0`);
  return Uint8Array.of(FAMILIES.AF_UNIX, 0, ...path);
};

const placeOf = (name: Uint8Array, length: number): string => {
  if (length <= 2) return '';
  if (name[0] === FAMILIES.AF_INET || name[0] === FAMILIES.AF_INET6) {
    const { address, port } = endOfName(name);
    return joinHostPort(address, port);
  }
  const path = name.subarray(2, length);
  return path[0] === 0 ? `@${fromUtf8(path.subarray(1))}` : fromUtf8(path.subarray(0, path.indexOf(0) < 0 ? path.length : path.indexOf(0)));
};
