/** One attempt to connect a Node socket, as a SocketChannel: what tcp, unix and named pipes have in common. */
import type { AddressInfo, IpcSocketConnectOpts, Socket, TcpSocketConnectOpts } from 'node:net';
import { listenForAbort } from '../base/abort-listener.ts';
import { now } from '../base/clock.ts';
import { abortReason } from '../base/errors.ts';
import { OnRead } from '../base/on-read.ts';
import { makeSocket } from '../host/accepted-handles.ts';
import { SocketChannel } from './socket-channel.ts';
import type { SocketFacts } from './socket-facts.ts';

export interface ConnectLimit {
  /** Milliseconds; 0 waits as long as the system does. */
  readonly ms: number;
  /** What it fails with then. */
  readonly late: () => Error;
}

/**
 * Resolves when open. Rejects with the system's error, which says from which `localAddress` and `localPort`, or with the signal's reason;
 * nothing is left behind then.
 * `prepared` is the descriptor of a socket that is not connected yet, with options set that Node has no call for.
 */
export const connectSocket = (
  to: TcpSocketConnectOpts | IpcSocketConnectOpts,
  factsOf: (socket: Socket) => SocketFacts,
  signal: AbortSignal,
  prepared?: number,
  limit?: ConnectLimit,
): Promise<SocketChannel> => {
  if (signal.aborted) return Promise.reject(abortReason(signal));
  const onRead = new OnRead();
  const made = prepared === undefined ? {} : { fd: prepared, manualStart: true };
  const socket = makeSocket({ allowHalfOpen: true, onread: onRead, ...settingsOf(to), ...made });
  const started = now();
  socket.pause(); // nothing is read before somebody asks
  return new Promise((resolve, reject) => {
    const done = (): void => {
      forget();
      clearTimeout(timer);
    };
    const fail = (error: Error): void => {
      done();
      socket.destroy();
      reject(error);
    };
    const onAbort = (): void => fail(abortReason(signal));
    const forget = listenForAbort(signal, onAbort);
    const timer = limit !== undefined && limit.ms > 0 ? setTimeout(() => fail(limit.late()), limit.ms) : undefined;
    let from: Readonly<Partial<AddressInfo>> = {};
    const failFrom = (error: Error): void => fail(Object.assign(error, { localAddress: from.address, localPort: from.port }));
    socket.on('error', failFrom);
    socket.once('connect', () => {
      done();
      resolve(new SocketChannel(socket, { ...factsOf(socket), role: 'initiator', started, opened: now() }, onRead));
      socket.removeListener('error', failFrom);
    });
    socket.connect(to);
    if (!('port' in to)) return;
    // Node connects in the tick that follows. Once it is refused, nobody can tell any more which port it was.
    process.nextTick(() => {
      from = socket.address();
    });
  });
};

/** What Node takes when a socket is made, not when it connects. */
const settingsOf = (to: TcpSocketConnectOpts | IpcSocketConnectOpts): object => {
  if ('path' in to) return {};
  const { noDelay, keepAlive, keepAliveInitialDelay } = to;
  return { noDelay, keepAlive, keepAliveInitialDelay };
};
