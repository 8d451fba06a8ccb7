/** Node servers as a Listener of SocketChannels: what tcp, unix and named pipes have in common. */
import { createServer, type ListenOptions, type Server, type Socket } from 'node:net';
import { AcceptQueue } from './accept-queue.ts';
import { now } from './clock.ts';
import type { AcceptOptions, Listener } from './endpoint.ts';
import { abortReason, ioError } from './errors.ts';
import { type Gate, gateOf } from './gate.ts';
import { Intake } from './intake.ts';
import { rewrap } from './rewrap.ts';
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
  /** Does the listening, e.g. on several addresses; `listenOn` rejects with the system's error. */
  readonly bind: (listenOn: (options: ListenOptions) => Promise<Server>) => Promise<void>;
}

/** Rejects with an IoError; nothing listens then. */
export const listenSockets = async (l: Listening, options: AcceptOptions, signal: AbortSignal): Promise<Listener> => {
  if (signal.aborted) throw abortReason(signal);
  const gate = gateOf(options);
  const servers: Server[] = [];
  const addresses: string[] = [];
  const queue = new AcceptQueue(addresses, async () => {
    signal.removeEventListener('abort', onAbort);
    for (const server of servers) server.close();
  });
  const onAbort = (): void => void queue.close();
  try {
    await l.bind(async (on) => {
      const server = await listenOn(l, on, (socket) => receive(socket, l, gate, options, queue), options);
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

const listenOn = (l: Listening, on: ListenOptions, arrived: (socket: Socket) => void, options: AcceptOptions): Promise<Server> =>
  new Promise((resolve, reject) => {
    const keepAlive = l.keepAlive === undefined ? {} : { keepAlive: true, keepAliveInitialDelay: l.keepAlive * 1000 };
    const server = createServer({ allowHalfOpen: true, pauseOnConnect: true, noDelay: l.noDelay ?? false, ...keepAlive }, arrived);
    server.once('error', reject);
    server.listen(on, () => {
      server.removeListener('error', reject);
      server.on('error', (error) => options.onTrouble?.(error));
      resolve(server);
    });
  });

const receive = (accepted: Socket, l: Listening, gate: Gate, options: AcceptOptions, queue: AcceptQueue): void => {
  const at = now();
  const facts = l.factsOf(accepted);
  const who = facts.remoteIp?.address ?? facts.remote;
  const refusal = gate.enter(who);
  if (refusal !== undefined) {
    accepted.on('error', () => {});
    accepted.destroy();
    options.onRefused?.(facts.remote, refusal);
    return;
  }
  const intake = new Intake();
  const socket = rewrap(accepted, intake);
  const channel = new SocketChannel(socket ?? accepted, { ...facts, role: 'acceptor', started: at, opened: at }, socket && intake);
  channel.socket.once('close', () => gate.leave(who));
  queue.push(channel);
};
