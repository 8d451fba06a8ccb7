/** `udp:` opened: one peer (connected), a broadcast address (whoever answers), or a multicast group (joined or only sent to). */

import type { RemoteInfo, Socket } from 'node:dgram';
import { networkInterfaces } from 'node:os';
import { joinHostPort } from '../../../core/address.ts';
import { IoError } from '../../../core/fault.ts';
import { canonicalIp } from '../../accept/access.ts';
import { now } from '../../base/clock.ts';
import type { OpenOptions } from '../../base/endpoint.ts';
import { abortReason, codeOf, ioError } from '../../base/errors.ts';
import type { ChannelFacts, IpEnd } from '../../base/tap.ts';
import { DatagramChannel, type DatagramPort } from '../../channels/datagram-channel.ts';
import type { Candidate } from '../../net/happy-eyeballs.ts';
import { onlyFamily } from '../../net/host-port.ts';
import { familyOf, LOOPBACK, lookUp } from '../../net/hosts.ts';
import { isBroadcast, isMulticast, printUdp, type UdpAddress } from './address.ts';
import { readDatagrams } from './burst.ts';
import {
  bindSocket,
  closeAfterSending,
  connectSocket,
  datagramPort,
  droppedAt,
  joinGroup,
  setMulticast,
  sourceAddressFor,
  zonedGroup,
} from './socket.ts';

/** Rejects with an IoError, or with the signal's reason. */
export const openUdp = async (at: UdpAddress, options: OpenOptions, signal: AbortSignal): Promise<DatagramChannel> => {
  const place = printUdp(at);
  const started = now();
  const to = await target(at, place, signal);
  const socket = await bindSocket(at, { family: to.family, address: at.bind, port: at.sourcePort }, place, 'to send');
  try {
    if (signal.aborted) throw abortReason(signal);
    const opening = { at, place, to, socket, started, options };
    if (isMulticast(to.address)) return await openGroup(opening);
    if (at.broadcast || isBroadcast(at.host)) return await openBroadcast(opening);
    return await openPeer(opening);
  } catch (cause) {
    socket.close();
    throw signal.aborted ? abortReason(signal) : ioError(place, 'to send', cause, OPEN_FAILED[codeOf(cause) ?? '']);
  }
};

const OPEN_FAILED: Readonly<Record<string, string>> = { EACCES: 'that is a broadcast address; the option broadcast lets it be sent to' };

interface Opening {
  readonly at: UdpAddress;
  readonly place: string;
  readonly to: Candidate;
  readonly socket: Socket;
  readonly started: number;
  readonly options: OpenOptions;
}

const target = async (at: UdpAddress, place: string, signal: AbortSignal): Promise<Candidate> => {
  const wanted = at.family ?? (at.bind === undefined ? undefined : familyOf(at.bind));
  const found = await candidates(at.host, place, signal);
  const fits = found.find((c) => wanted === undefined || c.family === wanted);
  if (fits !== undefined) return fits;
  throw new IoError(place, 'ENOTFOUND', onlyFamily(at.host, wanted));
};

const candidates = async (host: string, place: string, signal: AbortSignal): Promise<readonly Candidate[]> => {
  if (isBroadcast(host)) return [{ address: '255.255.255.255', family: 4 }];
  // Nobody refuses a datagram in a way that could be waited for: of this machine's two addresses IPv4 is the likelier one.
  return host === '*' || host === 'localhost' ? LOOPBACK : lookUp(host, place, signal);
};

const openPeer = async (o: Opening): Promise<DatagramChannel> => {
  await connectSocket(o.socket, o.to.address, o.at.port);
  const local = o.socket.address();
  const channel = channelOver(
    o,
    local,
    datagramPort(o.socket, () => closeAfterSending(o.socket)),
    [local],
  );
  const failed = (error: Error): void => channel.trouble(error);
  o.socket.on('error', failed);
  readDatagrams(o.socket, (datagram) => channel.arrive(datagram), failed);
  return channel;
};

const openBroadcast = async (o: Opening): Promise<DatagramChannel> => {
  o.socket.setBroadcast(true);
  const bound = o.socket.address();
  const source = o.at.bind === undefined ? await sourceAddressFor(o.to.address, o.to.family, true) : undefined;
  const local = { address: source ?? bound.address, port: bound.port };
  const to = { address: o.to.address, port: o.at.port };
  const channel = channelOver(
    o,
    local,
    datagramPort(o.socket, () => closeAfterSending(o.socket), to),
    [bound],
  );
  o.socket.on('message', (datagram: Buffer) => channel.arrive(datagram));
  o.socket.on('error', (error) => channel.trouble(error));
  return channel;
};

/** Sends from a port of its own, which tells our datagrams from those of other members on this machine; answers come to it too. */
const openGroup = async (o: Opening): Promise<DatagramChannel> => {
  const { at, place, to, socket } = o;
  setMulticast(socket, at, to.family, place);
  const port = socket.address().port;
  const local = { address: (await sourceAddressFor(to.address, to.family)) ?? socket.address().address, port };
  const member = at.join || at.from !== undefined ? await memberSocket(at, to, place) : undefined;
  const release = (): void => {
    closeAfterSending(socket);
    member?.close();
  };
  const bound = member === undefined ? [socket.address()] : [socket.address(), member.address()];
  const channel = channelOver(o, local, datagramPort(socket, release, { address: to.address, port: at.port }), bound);
  const own = ownAddresses();
  member?.on('message', (datagram: Buffer, from: RemoteInfo) => {
    if (from.port !== port || !own.has(canonicalIp(from.address))) channel.arrive(datagram);
  });
  socket.on('message', (datagram: Buffer) => channel.arrive(datagram));
  for (const each of [socket, member]) each?.on('error', (error) => channel.trouble(error));
  return channel;
};

/** Bound to the group itself where the system can do that, so that nothing else comes in. */
export const memberSocket = async (at: UdpAddress, group: Candidate, place: string): Promise<Socket> => {
  const name = zonedGroup(at, group.address, place);
  const address = process.platform === 'win32' ? undefined : name;
  const binding = { family: group.family, address, port: at.port, reuse: true };
  const socket = await bindSocket(at, binding, place, 'to join the group');
  try {
    joinGroup(socket, at, name, group.family, place);
    return socket;
  } catch (cause) {
    socket.close();
    throw cause;
  }
};

const ownAddresses = (): ReadonlySet<string> =>
  new Set(
    Object.values(networkInterfaces())
      .flat()
      .map((a) => canonicalIp(a?.address ?? '')),
  );

const channelOver = (o: Opening, local: IpEnd, port: DatagramPort, bound: readonly IpEnd[]): DatagramChannel => {
  const facts = udpFacts('initiator', local, { address: o.to.address, port: o.at.port }, o.started, now());
  const counting = { ...port, dropped: () => bound.reduce((n, end) => n + droppedAt(end), 0) };
  return new DatagramChannel(facts, counting, {
    place: o.place,
    idle: o.at.idle ?? 0,
    wait: o.at.wait ?? WAIT,
    onTrouble: o.options.onTrouble,
  });
};

/** Seconds in which answers may come after our end. */
export const WAIT = 2;

export const udpFacts = (role: 'initiator' | 'acceptor', local: IpEnd, remote: IpEnd, started: number, opened: number): ChannelFacts => {
  const localIp = { address: canonicalIp(local.address), port: local.port };
  const remoteIp = { address: canonicalIp(remote.address), port: remote.port };
  return {
    scheme: 'udp',
    framing: 'datagram',
    role,
    local: joinHostPort(localIp.address, localIp.port),
    remote: joinHostPort(remoteIp.address, remoteIp.port),
    localIp,
    remoteIp,
    started,
    opened,
  };
};
