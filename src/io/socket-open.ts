/** Node's sockets opened and accepted as SocketChannels: what tcp, unix and named pipes have in common. */
import { createServer, type IpcSocketConnectOpts, type ListenOptions, type Server, Socket, type TcpSocketConnectOpts } from 'node:net';
import { AcceptQueue } from './accept-queue.ts';
import { now } from './clock.ts';
import type { AcceptOptions, Listener } from './endpoint.ts';
import { abortReason, ioError } from './errors.ts';
import { Intake } from './intake.ts';
import { SocketChannel } from './socket-channel.ts';
import type { ChannelFacts } from './tap.ts';

/** Facts of a socket that is open, without its times. */
export type SocketFacts = Omit<ChannelFacts, 'started' | 'opened' | 'role'>;

export interface Connecting {
  /** The address as printed, for messages. */
  readonly place: string;
  readonly expected: string;
  readonly to: TcpSocketConnectOpts | IpcSocketConnectOpts;
  /** Milliseconds; 0 waits as long as the system does. */
  readonly timeout: number;
  readonly facts: (socket: Socket) => SocketFacts;
  readonly onAttemptFailed?: ((address: string, error: Error) => void) | undefined;
}

/** Connects and resolves when open. Rejects with an IoError, or the signal's reason; nothing is left behind then. */
export const connectSocket = (c: Connecting, signal: AbortSignal): Promise<SocketChannel> => {
  if (signal.aborted) return Promise.reject(abortReason(signal));
  const intake = new Intake();
  const socket = newSocket({ allowHalfOpen: true, onread: intake.onread });
  const started = now();
  socket.pause(); // nothing is read before somebody asks
  return new Promise((resolve, reject) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      socket.removeListener('error', onError);
    };
    const fail = (error: Error): void => {
      done();
      socket.on('error', () => {});
      socket.destroy();
      reject(error);
    };
    const onAbort = (): void => fail(abortReason(signal));
    const onError = (error: Error): void => fail(ioError(c.place, c.expected, error));
    const late = `no answer came within ${c.timeout / 1000} s`;
    const timer = c.timeout > 0 ? setTimeout(() => fail(ioError(c.place, c.expected, timedOut(), late)), c.timeout) : undefined;
    signal.addEventListener('abort', onAbort, { once: true });
    socket.on('error', onError);
    socket.on('connectionAttemptFailed', (ip: string, _port: number, _family: number, error: Error) => c.onAttemptFailed?.(ip, error));
    socket.once('connect', () => {
      done();
      resolve(new SocketChannel(socket, { ...c.facts(socket), role: 'initiator', started, opened: now() }, intake));
    });
    socket.connect(c.to);
  });
};

const timedOut = (): Error => Object.assign(new Error('timed out'), { code: 'ETIMEDOUT' });

/** Node's types want `onread` only on connect; the constructor takes it too (documented for `new net.Socket` since 21.x, there since 12). */
const newSocket = (options: object): Socket => new Socket(options);

export interface Listening {
  readonly place: string;
  readonly expected: string;
  readonly on: readonly ListenOptions[];
  readonly noDelay?: boolean;
  /** Milliseconds of silence before the first probe; 0 for none. */
  readonly keepAlive?: number;
  readonly facts: (socket: Socket) => SocketFacts;
  readonly addressText: (server: Server) => string;
  readonly options: AcceptOptions;
}

/** Listens on all the given addresses as one Listener. */
export const listenSockets = async (l: Listening, signal: AbortSignal): Promise<Listener> => {
  if (signal.aborted) throw abortReason(signal);
  const servers: Server[] = [];
  const shut = async (): Promise<void> => {
    signal.removeEventListener('abort', onAbort);
    for (const server of servers) server.close();
  };
  const early: SocketChannel[] = [];
  let queue: AcceptQueue | undefined;
  const arrived = (channel: SocketChannel): void => {
    if (queue === undefined) early.push(channel);
    else queue.push(channel);
  };
  const onAbort = (): void => void queue?.close();
  try {
    for (const on of l.on) servers.push(await listenOne(l, on, arrived));
  } catch (error) {
    await shut();
    throw error;
  }
  queue = new AcceptQueue(servers.map(l.addressText), shut);
  for (const channel of early) queue.push(channel);
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) await queue.close();
  return queue;
};

const listenOne = (l: Listening, on: ListenOptions, arrived: (channel: SocketChannel) => void): Promise<Server> =>
  new Promise((resolve, reject) => {
    const options = { allowHalfOpen: true, pauseOnConnect: true, noDelay: l.noDelay ?? false, ...keepAliveOptions(l.keepAlive ?? 0) };
    const server = createServer(options, (socket) => {
      const at = now();
      arrived(new SocketChannel(socket, { ...l.facts(socket), role: 'acceptor', started: at, opened: at }));
    });
    const refused = (error: Error): void => reject(ioError(l.place, l.expected, error));
    server.once('error', refused);
    server.listen(on, () => {
      server.removeListener('error', refused);
      server.on('error', (error) => l.options.onTrouble?.(error));
      resolve(server);
    });
  });

const keepAliveOptions = (ms: number): { keepAlive?: boolean; keepAliveInitialDelay?: number } =>
  ms > 0 ? { keepAlive: true, keepAliveInitialDelay: ms } : {};
