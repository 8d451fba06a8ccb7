/** `udp:` listened on: one socket per address, and for each peer that sends a channel of its own. */

import type { Socket } from 'node:dgram';
import { joinHostPort } from '../../../core/address.ts';
import { IoError } from '../../../core/fault.ts';
import { sayTrouble } from '../../../core/said.ts';
import type { Said } from '../../../core/words.ts';
import { AcceptQueue } from '../../accept/accept-queue.ts';
import { canonicalIp } from '../../accept/access.ts';
import { type ConnectionLimits, connectionLimits, ONLY_FIRST } from '../../accept/connection-limits.ts';
import { listenForAbort } from '../../base/abort-listener.ts';
import { now } from '../../base/clock.ts';
import type { AcceptOptions, Listener } from '../../base/endpoint.ts';
import { abortReason, codeOf, ioError } from '../../base/errors.ts';
import type { IpEnd } from '../../base/tap.ts';
import { DatagramChannel, type DatagramPort } from '../../channels/datagram-channel.ts';
import type { QueueSpace } from '../../channels/datagram-queue.ts';
import { familyOf, interfaceAddresses, lookUp } from '../../net/hosts.ts';
import { isMulticast, printUdp, type UdpAddress } from './address.ts';
import { readDatagrams } from './burst.ts';
import { memberSocket, udpFacts, WAIT } from './open.ts';
import { type Binding, bindSocket, closeAfterSending, datagramPort, droppedAt, setMulticast, sourceAddressFor } from './socket.ts';

/** Resolves when it listens. Rejects with an IoError, or with the signal's reason. */
export const acceptUdp = async (at: UdpAddress, options: AcceptOptions, signal: AbortSignal): Promise<Listener> => {
  if (signal.aborted) throw abortReason(signal);
  const place = printUdp(at);
  const sockets = await bindAll(at, place, signal);
  const addresses = sockets.map((socket) => joinHostPort(socket.address().address, socket.address().port));
  const onAbort = (): void => void queue.close();
  const queue = new AcceptQueue(addresses, async () => {
    forget();
    for (const one of listening) one.stop();
  });
  const limiter = connectionLimits({ ...options, filesPerConn: options.filesPerConn === undefined ? 0 : options.filesPerConn - 1 });
  const shared = { at, place, options, limiter, queue, space: { free: SPACE } };
  const listening = sockets.map((socket) => new PeerSocket(socket, shared));
  const forget = listenForAbort(signal, onAbort);
  if (signal.aborted) await queue.close();
  return queue;
};

/** Bytes that all peers together may have waiting. */
const SPACE = 64 << 20;
const IDLE = 120;
/** Milliseconds between two reports of the same kind of trouble. */
const REPORT_EVERY = 1000;
/** Datagrams of a peer that are kept while its channel is being made. */
const EARLY = 64;

interface SharedSocket {
  readonly at: UdpAddress;
  readonly place: string;
  readonly options: AcceptOptions;
  readonly limiter: ConnectionLimits;
  readonly queue: AcceptQueue;
  readonly space: QueueSpace;
}

/** A listening socket and its peers. It closes when it has stopped and the last peer is gone. */
class PeerSocket {
  readonly #socket: Socket;
  readonly #shared: SharedSocket;
  readonly #bound: IpEnd;
  readonly #peers = new Map<string, DatagramChannel>();
  readonly #coming = new Map<string, Uint8Array[]>();
  #last: { readonly from: IpEnd; readonly channel: DatagramChannel } | undefined;
  #accepting = true;
  #reported = 0;
  #ignored: string | undefined;
  readonly #sweep: NodeJS.Timeout;
  #dropped = 0;

  constructor(socket: Socket, shared: SharedSocket) {
    this.#socket = socket;
    this.#shared = shared;
    this.#bound = socket.address();
    const failed = (error: Error): void => shared.options.onTrouble?.(ioError(shared.place, 'to receive', error));
    socket.on('error', failed);
    readDatagrams(socket, (datagram, from) => this.#arrive(datagram, from), failed);
    this.#sweep = setInterval(() => this.#lookForLosses(), REPORT_EVERY);
    this.#sweep.unref();
  }

  /** Takes no new peers; those that are here go on. */
  stop(): void {
    this.#accepting = false;
    this.#closeWhenDone();
  }

  #arrive(datagram: Uint8Array, from: IpEnd): void {
    const last = this.#last;
    if (last !== undefined && (last.from === from || (last.from.port === from.port && last.from.address === from.address))) {
      last.channel.arrive(datagram);
      return;
    }
    const key = joinHostPort(from.address, from.port);
    const channel = this.#peers.get(key);
    if (channel === undefined) this.#meet(key, datagram, from);
    else {
      this.#last = { from, channel };
      channel.arrive(datagram);
    }
  }

  #meet(key: string, datagram: Uint8Array, from: IpEnd): void {
    const early = this.#coming.get(key);
    if (early !== undefined) {
      if (early.length < EARLY) early.push(datagram);
    } else if (this.#accepting) this.#welcome(key, datagram, from);
    else this.#ignore(key, from);
  }

  /** Those who are here are told how many there were, and whoever runs us of the first of each stranger's. */
  #ignore(key: string, from: IpEnd): void {
    for (const peer of this.#peers.values()) peer.ledger.count('ofOthers');
    if (key === this.#ignored) return;
    this.#ignored = key;
    this.#refuse(from, ONLY_FIRST);
  }

  #welcome(key: string, datagram: Uint8Array, from: IpEnd): void {
    const { limiter, options, place } = this.#shared;
    const refusal = limiter.admit(from.address, options.forgetful ? (address) => this.#forgetFirst(address) : undefined);
    if (refusal === undefined) {
      this.#coming.set(key, [datagram]);
      this.#admit(key, from, now()).catch((cause: unknown) => options.onTrouble?.(ioError(place, 'a peer', cause)));
    } else this.#refuse(from, refusal);
  }

  async #admit(key: string, from: IpEnd, arrived: number): Promise<void> {
    const local = { address: await this.#localFor(from), port: this.#bound.port };
    const { at, place, options, limiter, queue, space } = this.#shared;
    const receiveOnly = isMulticast(at.host) && at.answer !== true;
    const port = receiveOnly ? mutePort(place, () => this.#leave(key)) : datagramPort(this.#socket, () => this.#leave(key), from);
    const idle = at.idle ?? IDLE;
    const rules = { place, idle, wait: at.wait ?? WAIT, onTrouble: options.onTrouble, room: space };
    const channel = new DatagramChannel(udpFacts('acceptor', local, from, arrived, arrived), port, rules);
    channel.ledger.whenOver(() => limiter.release(from.address));
    this.#peers.set(key, channel);
    for (const datagram of this.#coming.get(key) ?? []) channel.arrive(datagram);
    this.#coming.delete(key);
    queue.push(channel);
  }

  /** Which of our addresses the peer sees: where the socket is bound to all of them, the one from which we would answer. */
  async #localFor(from: IpEnd): Promise<string> {
    const { address } = this.#bound;
    if (address !== '0.0.0.0' && address !== '::') return address;
    const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(from.address)?.[1];
    return (await sourceAddressFor(mapped ?? from.address, mapped === undefined ? (familyOf(from.address) ?? 4) : 4)) ?? address;
  }

  #refuse(from: IpEnd, why: Said): void {
    const at = now();
    if (at - this.#reported < REPORT_EVERY) return;
    this.#reported = at;
    this.#shared.options.onRefused?.(joinHostPort(from.address, from.port), why);
  }

  /** The peer that came first (of that address): it counts as gone. */
  #forgetFirst(address?: string): boolean {
    for (const peer of this.#peers.values()) {
      if (address !== undefined && canonicalIp(peer.facts.remoteIp?.address ?? '') !== address) continue;
      peer.expire();
      return true;
    }
    return false;
  }

  #leave(key: string): void {
    this.#peers.delete(key);
    this.#last = undefined;
    this.#closeWhenDone();
  }

  #closeWhenDone(): void {
    if (this.#accepting || this.#peers.size > 0 || this.#coming.size > 0) return;
    clearInterval(this.#sweep);
    this.#lookForLosses();
    closeAfterSending(this.#socket);
  }

  #lookForLosses(): void {
    const dropped = droppedAt(this.#bound);
    const lost = dropped - this.#dropped;
    this.#dropped = dropped;
    if (lost > 0) this.#shared.options.onTrouble?.(lossError(this.#shared.place, lost));
  }
}

const lossError = (place: string, lost: number): IoError =>
  new IoError(place, 'ENOBUFS', `the system dropped ${lost} datagrams: the receive buffer was full`);

/** Those who send to a group are not answered unless the address says so: a forged sender would make us attack it. */
const mutePort = (place: string, release: () => void): DatagramPort => ({
  send: (_bytes, sent) => process.nextTick(sent, new IoError(place, 'EPERM', MUTE)),
  pending: () => 0,
  release,
});

const MUTE = 'who sends to a group is not answered; the option answer does';

const bindAll = async (at: UdpAddress, place: string, signal: AbortSignal): Promise<readonly Socket[]> => {
  const sockets: Socket[] = [];
  try {
    if (isMulticast(at.host)) sockets.push(await groupSocket(at, place));
    else await bindEach(at, place, signal, sockets);
    if (signal.aborted) throw abortReason(signal);
    return sockets;
  } catch (cause) {
    for (const socket of sockets) socket.close();
    throw cause;
  }
};

const groupSocket = async (at: UdpAddress, place: string): Promise<Socket> => {
  const family = familyOf(at.host) ?? 4;
  const socket = await memberSocket(at, { address: at.host, family }, place);
  setMulticast(socket, at, family, place);
  return socket;
};

/** All on one port. A family that this machine lacks is left out where another remains. */
const bindEach = async (at: UdpAddress, place: string, signal: AbortSignal, sockets: Socket[]): Promise<void> => {
  const bindings = await bindingsFor(at, place, signal);
  let lacking: unknown;
  for (const binding of bindings) {
    try {
      sockets.push(await bindSocket(at, { ...binding, port: sockets[0]?.address().port ?? at.port }, place, 'to listen'));
    } catch (cause) {
      if (!LACKING.has(codeOf(cause) ?? '')) throw cause;
      lacking = cause;
    }
    if (at.host === '*' && sockets.length > 0) break; // the first that works takes both families
  }
  if (sockets.length === 0) throw lacking;
};

const LACKING: ReadonlySet<string> = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT']);

const bindingsFor = async (at: UdpAddress, place: string, signal: AbortSignal): Promise<readonly Binding[]> => {
  if (at.host === '*') {
    const both: readonly Binding[] = [{ family: 6, dual: at.family === undefined }, { family: 4 }];
    return both.filter((b) => at.family === undefined || b.family === at.family);
  }
  const found =
    (await interfaceAddresses(at.host)) ?? (await lookUp(at.host === '<broadcast>' ? '255.255.255.255' : at.host, place, signal));
  const fits = found.filter((c) => at.family === undefined || c.family === at.family);
  if (fits.length === 0) throw new IoError(place, 'EADDRNOTAVAIL', sayTrouble('noFamilyHere', { family: String(at.family) }));
  return fits;
};
