/** Node servers as a Listener of SocketChannels: what tcp, unix and named pipes have in common. */
import { createServer, type ListenOptions, type Server, type Socket } from 'node:net';
import { AcceptQueue } from '../accept/accept-queue.ts';
import { type ConnectionLimits, connectionLimits } from '../accept/connection-limits.ts';
import { now } from '../base/clock.ts';
import type { AcceptOptions, Listener } from '../base/endpoint.ts';
import { abortReason, ioError } from '../base/errors.ts';
import { OnRead } from '../base/on-read.ts';
import { socketOfHandle, takeHandles } from '../host/accepted-handles.ts';
import { handshakeTime, prepareHandshakeTimes } from '../host/handshake-time.ts';
import { SocketChannel } from './socket-channel.ts';
import type { SocketFacts } from './socket-facts.ts';

export interface Listening {
  /** The address as printed, for messages. */
  readonly place: string;
  readonly noDelay?: boolean;
  /** Seconds of silence before the first probe. */
  readonly keepAlive?: number | undefined;
  readonly factsOf: (socket: Socket) => SocketFacts;
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
    signal.removeEventListener('abort', onAbort);
    for (const server of servers) l.closeServer === undefined ? server.close() : l.closeServer(server);
  });
  const onAbort = (): void => void queue.close();
  try {
    await l.bind(async (on) => {
      const server = await listenOn(l, on, (socket, onRead) => receive(socket, onRead, l, limiter, options, queue), options);
      servers.push(server);
      return server;
    });
  } catch (cause) {
    await queue.close();
    throw ioError(l.place, 'to listen', cause);
  }
  addresses.push(...servers.map(l.addressText));
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) await queue.close();
  return queue;
};

const listenOn = (l: Listening, on: ListenOptions, arrived: Arrived, options: AcceptOptions): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer({ allowHalfOpen: true, pauseOnConnect: true }, (socket) => arrived(prepared(l, socket)));
    server.once('error', reject);
    server.listen(on, () => {
      server.removeListener('error', reject);
      server.on('error', (error) => options.onTrouble?.(error));
      takeHandles(server, (handle) => {
        const onRead = new OnRead();
        arrived(prepared(l, socketOfHandle(handle, onRead)), onRead);
      });
      resolve(server);
    });
  });

type Arrived = (socket: Socket, onRead?: OnRead) => void;

const prepared = (l: Listening, socket: Socket): Socket => {
  if (l.noDelay === true) socket.setNoDelay(true);
  if (l.keepAlive !== undefined) socket.setKeepAlive(true, l.keepAlive * 1000);
  return socket;
};

const receive = (
  socket: Socket,
  onRead: OnRead | undefined,
  l: Listening,
  limiter: ConnectionLimits,
  options: AcceptOptions,
  queue: AcceptQueue,
): void => {
  const at = now();
  const facts = l.factsOf(socket);
  const who = facts.remoteIp?.address ?? facts.remote;
  const refusal = limiter.admit(who);
  if (refusal !== undefined) {
    socket.on('error', () => {});
    socket.destroy();
    options.onRefused?.(facts.remote, refusal);
    return;
  }
  const channel = new SocketChannel(socket, { ...facts, role: 'acceptor', started: at - (handshakeTime(socket) ?? 0), opened: at }, onRead);
  channel.ledger.whenOver(() => limiter.release(who));
  queue.push(channel);
};
