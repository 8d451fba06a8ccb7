/** Node's UDP sockets as `udp:` needs them: bound, with a large buffer, with their multicast options, and what the system says of losses. */
import { type BindOptions, createSocket, type Socket } from 'node:dgram';
import { readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { parseIp4 } from '../../../core/address.ts';
import { IoError } from '../../../core/fault.ts';
import { canonicalIp } from '../../accept/access.ts';
import { codeOf, ioError } from '../../base/errors.ts';
import type { DatagramPort } from '../../channels/datagram-channel.ts';
import { endText } from '../../net/proc-net.ts';
import type { UdpAddress } from './address.ts';
import { writerOf } from './writer.ts';

export interface Binding {
  readonly family: 4 | 6;
  /** Absent: any address of the family. */
  readonly address?: string | undefined;
  readonly port?: number | undefined;
  readonly reuse?: boolean | undefined;
  /** Others may bind the same port too, and the system deals out what comes. */
  readonly reusePort?: boolean;
  /** The descriptor of a socket that is bound already, with options set that Node has no call for. */
  readonly prepared?: number | undefined;
  /** Bytes of the send buffer. */
  readonly sendBuffer?: number | undefined;
  /** With family 6 and no address: IPv4 peers come too. */
  readonly dual?: boolean;
}

/** Bytes of the receive buffer that are asked for. Node loses datagrams while its loop is busy, so more is better. */
const BUFFER = 4 << 20;

/** A bound socket. Rejects with an IoError; nothing is left behind then. */
export const bindSocket = (at: UdpAddress, to: Binding, place: string, expected: string): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = createSocket({
      type: to.family === 6 ? 'udp6' : 'udp4',
      reuseAddr: to.reuse ?? at.reuse ?? false,
      ...(to.reusePort === true && { reusePort: true }),
      ...(to.sendBuffer !== undefined && { sendBufferSize: to.sendBuffer }),
      ipv6Only: to.family === 6 && to.dual !== true,
      // Only addresses get here; Node's own look-up would cost a turn of the loop per datagram.
      lookup: (host, _options, done) => done(null, host, to.family),
    });
    const failed = (cause: Error): void => {
      socket.close();
      reject(ioError(place, expected, cause));
    };
    socket.once('error', failed);
    socket.bind({ ...whereOf(to), exclusive: true }, () => {
      socket.removeListener('error', failed);
      try {
        enlarge(socket, at.buffer ?? BUFFER);
        if (at.ttl !== undefined) socket.setTTL(at.ttl);
        resolve(socket);
      } catch (cause) {
        failed(cause instanceof Error ? cause : new Error(String(cause)));
      }
    });
  });

const whereOf = ({ prepared, port = 0, address }: Binding): BindOptions =>
  prepared === undefined ? { port, ...(address !== undefined && { address }) } : { fd: prepared };

/** Sets the one peer of a socket; what others send is not delivered any more, and ICMP errors are told. */
export const connectSocket = (socket: Socket, address: string, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.connect(port, address, (error?: Error) => {
      socket.removeListener('error', reject);
      if (error === undefined || error === null) resolve();
      else reject(error);
    });
  });

/** The address from which this machine would send to that one; undefined where no route leads there. */
export const sourceAddressFor = async (address: string, family: 4 | 6, broadcast = false): Promise<string | undefined> => {
  const probe = createSocket({ type: family === 6 ? 'udp6' : 'udp4', lookup: (host, _options, done) => done(null, host, family) });
  try {
    if (broadcast) await bindForBroadcast(probe);
    await connectSocket(probe, address, 9);
    return probe.address().address;
  } catch {
    return undefined;
  } finally {
    probe.close();
  }
};

/** Node lets a socket broadcast only when it is bound. */
const bindForBroadcast = async (probe: Socket): Promise<void> => {
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject);
    probe.bind(0, resolve);
  });
  probe.setBroadcast(true);
};

/** Where multicasts leave and how far they go: one hop unless told otherwise. */
export const setMulticast = (socket: Socket, at: UdpAddress, family: 4 | 6, place: string): void => {
  socket.setMulticastTTL(at.ttl ?? 1);
  socket.setMulticastLoopback(at.loop ?? true);
  const outgoing = multicastInterface(at, family, place);
  if (outgoing !== undefined) socket.setMulticastInterface(outgoing);
};

export const joinGroup = (socket: Socket, at: UdpAddress, group: string, family: 4 | 6, place: string): void => {
  const on = multicastInterface(at, family, place);
  try {
    if (at.from !== undefined) socket.addSourceSpecificMembership(at.from, group, on);
    else socket.addMembership(group, on);
  } catch (cause) {
    throw ioError(place, `to join ${group}`, cause, JOIN_FAILED[codeOf(cause) ?? '']);
  }
};

const JOIN_FAILED: Readonly<Record<string, string>> = { ENODEV: 'no interface has a route to that group; interface=NAME chooses one' };

/** As Node wants it: an address for IPv4, `::%name` for IPv6. A zone in the group's own address chooses an interface, too. */
const multicastInterface = (at: UdpAddress, family: 4 | 6, place: string): string | undefined => {
  const word = at.interface ?? zoneOf(at.host);
  if (word === undefined) return undefined;
  if (family === 6) return `::%${interfaceName(word, place)}`;
  if (parseIp4(word) !== undefined) return word;
  const four = networkInterfaces()[interfaceName(word, place)]?.find((a) => a.family === 'IPv4');
  if (four !== undefined) return four.address;
  throw noInterface(word, place, 'that one has no IPv4 address');
};

/** A group with a zone where it needs one: an address of one interface or link (RFC 4291 §2.7) says nothing without. */
export const zonedGroup = (at: UdpAddress, group: string, place: string): string => {
  if (!/^ff[0-9a-f][12]:/i.test(group) || zoneOf(group) !== undefined) return group;
  if (at.interface !== undefined) return `${group}%${interfaceName(at.interface, place)}`;
  throw new IoError(place, 'EINVAL', 'each link has its own group of that address; add interface=NAME');
};

const zoneOf = (address: string): string | undefined => /%(.+)$/.exec(address)?.[1];

/** Of the name itself, of an address that the interface has, or of an address with its zone. */
const interfaceName = (word: string, place: string): string => {
  const all = networkInterfaces();
  if (Object.hasOwn(all, word)) return word;
  const zone = zoneOf(word);
  if (zone !== undefined) return zone;
  const having = Object.keys(all).find((name) => all[name]?.some((a) => a.address === canonicalIp(word)));
  if (having !== undefined) return having;
  throw noInterface(word, place, `this machine has ${Object.keys(all).join(', ')}`);
};

const noInterface = (word: string, place: string, why: string): IoError =>
  new IoError(place, 'ENODEV', `${JSON.stringify(word)} is no network interface that is up; ${why}`);

/** Peers come and go while their socket stays: one listener for all of them. */
const lifeOf = (socket: Socket): { readonly open: boolean } => {
  const known = lives.get(socket);
  if (known !== undefined) return known;
  const life = { open: true };
  socket.once('close', () => {
    life.open = false;
  });
  lives.set(socket, life);
  return life;
};
const lives = new WeakMap<Socket, { readonly open: boolean }>();

/** A port that sends to the connected peer, or to the one given. */
export const datagramPort = (
  socket: Socket,
  release: () => void,
  to?: { readonly address: string; readonly port: number },
): DatagramPort => {
  const now = writerOf(socket, to);
  const life = lifeOf(socket);
  let waiting = 0;
  const later = (bytes: Uint8Array, sent: (error: Error | null) => void): void => {
    waiting++;
    const done = (error: Error | null): void => {
      waiting--;
      sent(error);
    };
    if (to === undefined) socket.send(bytes, done);
    else socket.send(bytes, to.port, to.address, done);
  };
  return {
    send: (bytes, sent) => {
      if (!life.open) process.nextTick(sent, null);
      else if (waiting > 0 || now === undefined || !now(bytes, sent)) later(bytes, sent);
    },
    pending: () => (life.open && waiting > 0 ? socket.getSendQueueSize() : 0),
    release,
  };
};

/** Closes a socket after the datagrams that wait in it; Node would throw them away. */
export const closeAfterSending = (socket: Socket): void => {
  socket.removeAllListeners('message');
  socket.on('error', () => {});
  if (socket.getSendQueueSize() === 0) socket.close();
  else setTimeout(() => closeAfterSending(socket), 5);
};

/** How many datagrams the system dropped because the buffer of a socket bound there was full; 0 where it does not tell. */
export const droppedAt = (local: { readonly address: string; readonly port: number }): number => {
  const key = endText(local);
  let dropped = 0;
  try {
    for (const line of readFileSync(local.address.includes(':') ? '/proc/net/udp6' : '/proc/net/udp', 'latin1').split('\n')) {
      const columns = line.trim().split(/\s+/);
      if (columns[1] === key) dropped += Number(columns.at(-1));
    }
  } catch {
    // not Linux
  }
  return dropped;
};

const enlarge = (socket: Socket, bytes: number): void => {
  try {
    socket.setRecvBufferSize(bytes);
  } catch {
    // the system has a smaller limit and refuses instead of giving what it can
  }
};
