/** `-T`, `-M`, `-m`, `-I`, `-O`, `-D`, `-S`: a socket made by the system's own calls, with what Node has no call for set before its use. */
import { closeSync } from 'node:fs';
import { isIP } from 'node:net';
import { parseIp4, parseIp6 } from '../../../core/address.ts';
import { strerror } from '../../../io/host/strerror.ts';
import { NcError } from '../nc-error.ts';
import { type System, SystemError, systemFor } from '../system.ts';
import { hasWishes, type SocketWishes } from './options.ts';
import { askPassword } from './password.ts';

export interface Preparation {
  readonly kind: 'stream' | 'datagram';
  readonly family: 4 | 6;
  /** Listening: bound here, and others may bind here too. */
  readonly bind?: { readonly address: string; readonly port: number };
  /** Connecting: the peer, for its signatures. */
  readonly peer?: string;
}

/** The descriptor of a socket with the options set; undefined where none was asked for. Throws an NcError in the original's words. */
export const preparedSocket = (wishes: SocketWishes, how: Preparation): number | undefined => {
  if (!hasWishes(wishes)) return undefined;
  const system = systemFor(`-${LETTERS.find(([key]) => wishes[key] !== undefined)?.[1] ?? 'l'}`);
  const key = wishes.md5 === true ? signatureKey() : undefined;
  const fd = system.socket(how.family === 6 ? AF_INET6 : AF_INET, how.kind === 'stream' ? SOCK_STREAM : SOCK_DGRAM);
  try {
    if (how.bind !== undefined) for (const name of [SO_REUSEADDR, SO_REUSEPORT]) system.setOption(fd, SOL_SOCKET, name, int(1));
    setAll(system, fd, wishes, how.family);
    if (key !== undefined) set(system, fd, '', IPPROTO_TCP, TCP_MD5SIG_EXT, signature(key, how));
    if (how.bind !== undefined) system.bind(fd, socketAddress(how.bind.address, how.bind.port));
    return fd;
  } catch (error) {
    closeSync(fd);
    throw error;
  }
};

const setAll = (system: System, fd: number, wishes: SocketWishes, family: 4 | 6): void => {
  const v6 = family === 6;
  const ip = v6 ? IPPROTO_IPV6 : IPPROTO_IP;
  const { debug, tos, receiveBuffer, sendBuffer, ttl, minTtl } = wishes;
  if (debug === true) set(system, fd, '', SOL_SOCKET, SO_DEBUG, int(1));
  if (tos !== undefined) set(system, fd, v6 ? 'set IPv6 traffic class' : 'set IP ToS', ip, v6 ? IPV6_TCLASS : IP_TOS, int(tos));
  if (receiveBuffer !== undefined) set(system, fd, 'set TCP receive buffer size', SOL_SOCKET, SO_RCVBUF, int(receiveBuffer));
  if (sendBuffer !== undefined) set(system, fd, 'set TCP send buffer size', SOL_SOCKET, SO_SNDBUF, int(sendBuffer));
  if (ttl !== undefined) set(system, fd, v6 ? 'set IPv6 unicast hops' : 'set IP TTL', ip, v6 ? IPV6_UNICAST_HOPS : IP_TTL, int(ttl));
  if (minTtl !== undefined)
    set(system, fd, v6 ? 'set IPv6 min hop count' : 'set IP min TTL', ip, v6 ? IPV6_MINHOPCOUNT : IP_MINTTL, int(minTtl));
};

const set = (system: System, fd: number, what: string, level: number, name: number, value: Uint8Array): void => {
  try {
    system.setOption(fd, level, name, value);
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    throw new NcError(what === '' ? strerror(error) : `${what}: ${strerror(error)}`);
  }
};

let typed: Uint8Array | undefined;

/** Asked for once in a run. Throws an NcError. */
export const signatureKey = (): Uint8Array => {
  typed ??= askPassword('TCP MD5SIG password: ')?.subarray(0, LONGEST_KEY);
  if (typed === undefined) throw new NcError('Unable to read TCP MD5SIG password');
  return typed;
};

/** struct tcp_md5sig of linux/tcp.h, for the peer or, when listening, for everybody (RFC 2385). */
const signature = (key: Uint8Array, how: Preparation): Uint8Array => {
  const all = new Uint8Array(216);
  all.set(socketAddress(how.peer ?? (how.family === 6 ? '::' : '0.0.0.0'), 0));
  all[128] = TCP_MD5SIG_FLAG_PREFIX;
  all[129] = how.peer === undefined ? 0 : how.family === 6 ? 128 : 32;
  new DataView(all.buffer).setUint16(130, key.length, true);
  all.set(key, 136);
  return all;
};

/** struct sockaddr_in or sockaddr_in6. */
export const socketAddress = (address: string, port: number): Uint8Array => {
  const v6 = isIP(address) === 6;
  const bytes = new Uint8Array(v6 ? 28 : 16);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, v6 ? AF_INET6 : AF_INET, true);
  view.setUint16(2, port);
  bytes.set((v6 ? parseIp6(address.replace(/%.*$/, '')) : parseIp4(address)) ?? [], v6 ? 8 : 4);
  return bytes;
};

const int = (value: number): Uint8Array => new Uint8Array(Int32Array.of(value).buffer);

const LETTERS: readonly (readonly [keyof SocketWishes, string])[] = [
  ['tos', 'T'],
  ['ttl', 'M'],
  ['minTtl', 'm'],
  ['receiveBuffer', 'I'],
  ['sendBuffer', 'O'],
  ['debug', 'D'],
  ['md5', 'S'],
];

// Linux, all architectures that Node is built for.
const [AF_INET, AF_INET6] = [2, 10];
const [SOCK_STREAM, SOCK_DGRAM] = [1, 2];
const [SOL_SOCKET, IPPROTO_IP, IPPROTO_TCP, IPPROTO_IPV6] = [1, 0, 6, 41];
const [SO_DEBUG, SO_REUSEADDR, SO_SNDBUF, SO_RCVBUF, SO_REUSEPORT] = [1, 2, 7, 8, 15];
const [IP_TOS, IP_TTL, IP_MINTTL] = [1, 2, 21];
const [IPV6_UNICAST_HOPS, IPV6_TCLASS, IPV6_MINHOPCOUNT] = [16, 67, 73];
const [TCP_MD5SIG_EXT, TCP_MD5SIG_FLAG_PREFIX] = [32, 1];
const LONGEST_KEY = 80;
