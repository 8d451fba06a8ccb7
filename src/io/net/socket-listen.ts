/** Node servers as a Listener of SocketChannels: what tcp, unix and named pipes have in common. */

import { type AddressInfo, createServer, type ListenOptions, type Server, type Socket } from 'node:net';
import { sayServing } from '../../core/said.ts';
import { AcceptQueue } from '../accept/accept-queue.ts';
import { type ConnectionLimits, connectionLimits } from '../accept/connection-limits.ts';
import { listenForAbort } from '../base/abort-listener.ts';
import type { OpenChannel } from '../base/channel.ts';
import { now } from '../base/clock.ts';
import type { AcceptOptions, Listener } from '../base/endpoint.ts';
import { abortReason, ioError } from '../base/errors.ts';
import { OnRead } from '../base/on-read.ts';
import type { ChannelFacts } from '../base/tap.ts';
import { noDelayForAll, socketOfHandle, takeHandles } from '../host/accepted-handles.ts';
import { streamDescriptor } from '../host/descriptor.ts';
import { handshakeTime, prepareHandshakeTimes } from '../host/handshake-time.ts';
import { type StreamAddresses, type StreamHandle, streamHandle } from '../host/stream-handle.ts';
import { HandleChannel } from './handle-channel.ts';
import { SocketChannel } from './socket-channel.ts';
import type { Beginning } from './socket-facts.ts';

export interface Listening {
  /** The address as printed, for messages. */
  readonly place: string;
  readonly noDelay?: boolean;
  /** Seconds of silence before the first probe. */
  readonly keepAlive?: number | undefined;
  /** Nobody needs the sockets of those who come, only their channels. */
  readonly bare?: boolean;
  readonly factsOf: (ends: StreamAddresses, begun: Beginning) => ChannelFacts;
  readonly addressText: (server: Server) => string;
  /** How a server is closed; default: as Node does it, which removes the file of a unix socket. */
  readonly closeServer?: (server: Server) => void;
  /** Does the listening, e.g. on several addresses; `listenOn` rejects with the system's error. */
  readonly bind: (listenOn: (options: ListenOptions) => Promise<Server>) => Promise<void>;
}

/** Rejects with an IoError; nothing listens then. */
export const listenSockets = async (l: Listening, options: AcceptOptions, signal: AbortSignal): Promise<Listener> => {
  if (signal.aborted) throw abortReason(signal);
  if (options.wire !== undefined) prepareHandshakeTimes();
  const limiter = connectionLimits(options);
  const servers: Server[] = [];
  const addresses: string[] = [];
  const queue = new AcceptQueue(addresses, async () => {
    forget();
    for (const server of servers) l.closeServer === undefined ? server.close() : l.closeServer(server);
  });
  let forget = (): void => {};
  try {
    await l.bind(async (on) => {
      const server = await listenOn(l, on, (arrival) => receive(arrival, l, limiter, options, queue), options);
      servers.push(server);
      return server;
    });
  } catch (cause) {
    await queue.close();
    throw ioError(l.place, 'to listen', cause);
  }
  addresses.push(...servers.map(l.addressText));
  forget = listenForAbort(signal, () => void queue.close());
  if (signal.aborted) await queue.close();
  return queue;
};

const listenOn = (l: Listening, on: ListenOptions, arrived: (arrival: Arrival) => void, options: AcceptOptions): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer({ allowHalfOpen: true, pauseOnConnect: true }, (socket) => arrived(ofSocket(l, socket)));
    server.once('error', reject);
    server.listen(on, () => {
      server.removeListener('error', reject);
      server.on('error', (error) => options.onTrouble?.(error));
      const local = onlyAddress(server);
      const of = l.noDelay === true && noDelayForAll(server) ? { ...l, noDelay: false } : l;
      takeHandles(server, (handle) => arrived(ofHandle(of, handle, local)));
      resolve(server);
    });
  });

/** The address that all who come have come to; undefined where there may be several. */
const onlyAddress = (server: Server): AddressInfo | undefined => {
  const address = server.address();
  return address === null || typeof address === 'string' || /^[0.:]+$/.test(address.address) ? undefined : address;
};

/** Who came, before there is a channel of it. */
interface Arrival {
  readonly ends: StreamAddresses;
  readonly fd: number;
  refuse(): void;
  channel(facts: ChannelFacts): OpenChannel;
}

const ofHandle = (l: Listening, handle: object, local: AddressInfo | undefined): Arrival => {
  const stream = l.bare === true ? streamHandle(handle) : undefined;
  if (stream === undefined) {
    const onRead = new OnRead();
    return ofSocket(l, socketOfHandle(handle, onRead), onRead);
  }
  prepare(l, stream);
  return {
    ends: stream.addresses(local),
    fd: stream.fd,
    refuse: () => stream.close(),
    channel: (facts) => new HandleChannel(stream, facts),
  };
};

const ofSocket = (l: Listening, socket: Socket, onRead?: OnRead): Arrival => {
  prepare(l, socket);
  const refuse = (): void => void socket.on('error', () => {}).destroy();
  return { ends: socket, fd: streamDescriptor(socket), refuse, channel: (facts) => new SocketChannel(socket, facts, onRead) };
};

const prepare = (l: Listening, socket: Pick<Socket, 'setNoDelay' | 'setKeepAlive'> | StreamHandle): void => {
  if (l.noDelay === true) socket.setNoDelay(true);
  if (l.keepAlive !== undefined) socket.setKeepAlive(true, l.keepAlive * 1000);
};

const receive = (arrival: Arrival, l: Listening, limiter: ConnectionLimits, options: AcceptOptions, queue: AcceptQueue): void => {
  const at = now();
  const started = at - (handshakeTime(arrival.fd) ?? 0);
  const facts = l.factsOf(arrival.ends, { role: 'acceptor', started, opened: at });
  const who = facts.remoteIp?.address ?? facts.remote;
  const isGone = l.bare === true && who === '';
  const refusal = isGone ? GONE : limiter.admit(who);
  if (refusal !== undefined) {
    arrival.refuse();
    options.onRefused?.(isGone ? sayServing('aClient') : facts.remote, refusal);
    return;
  }
  const channel = arrival.channel(facts);
  channel.ledger.whenOver(() => limiter.release(who));
  queue.push(channel);
};

/** Of whom the system knows no address any more. */
const GONE = sayServing('resetBefore');
