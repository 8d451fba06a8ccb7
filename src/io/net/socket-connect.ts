/** One attempt to connect a Node socket, as a SocketChannel: what tcp, unix and named pipes have in common. */
import type { AddressInfo, IpcSocketConnectOpts, Socket, TcpSocketConnectOpts } from 'node:net';
import { joinHostPort } from '../../core/address.ts';
import { listenForAbort } from '../base/abort-listener.ts';
import { now } from '../base/clock.ts';
import { abortReason, codeOf } from '../base/errors.ts';
import { OnRead } from '../base/on-read.ts';
import type { ChannelFacts, IpEnd } from '../base/tap.ts';
import { makeSocket } from '../host/accepted-handles.ts';
import { SocketChannel } from './socket-channel.ts';
import type { Beginning } from './socket-facts.ts';
import { unansweredSyns } from './system-sockets.ts';

export interface ConnectLimit {
  /** Milliseconds; 0 waits as long as the system does. */
  readonly ms: number;
  /** What it fails with then; `syns` went out unanswered, where the system tells. */
  readonly late: (syns: number | undefined) => Error;
}

export interface ConnectMore {
  /** The descriptor of a socket that is not connected yet, with options set that Node has no call for. */
  readonly prepared?: number | undefined;
  readonly limit?: ConnectLimit;
  /** Nobody had answered when it was given up. Its facts are those of a channel that never opened. */
  readonly onUnanswered?: ((facts: ChannelFacts) => void) | undefined;
}

/**
 * Resolves when open. Rejects with the system's error, which says from which `localAddress` and `localPort`, or with the signal's reason;
 * nothing is left behind then.
 */
export const connectSocket = (
  to: TcpSocketConnectOpts | IpcSocketConnectOpts,
  factsOf: (socket: Socket, begun: Beginning) => ChannelFacts,
  signal: AbortSignal,
  { prepared, limit, onUnanswered }: ConnectMore = {},
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
    const giveUp = (why: Error): void => {
      fail(why);
      if ('port' in to && from.port !== undefined) onUnanswered?.(unanswered(from, { address: to.host ?? '', port: to.port }, started));
    };
    const forget = listenForAbort(signal, () => giveUp(abortReason(signal)));
    const timer =
      limit !== undefined && limit.ms > 0
        ? setTimeout(() => giveUp(limit.late('port' in to ? unansweredSyns(to.port, from.port) : undefined)), limit.ms)
        : undefined;
    let from: Readonly<Partial<AddressInfo>> = {};
    const failFrom = (error: Error): void =>
      (codeOf(error) === 'ETIMEDOUT' ? giveUp : fail)(Object.assign(error, { localAddress: from.address, localPort: from.port }));
    socket.on('error', failFrom);
    socket.once('connect', () => {
      done();
      resolve(new SocketChannel(socket, factsOf(socket, { role: 'initiator', started, opened: now() }), onRead));
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

const unanswered = ({ address = '', port = 0 }: Readonly<Partial<AddressInfo>>, remoteIp: IpEnd, started: number): ChannelFacts => {
  const localIp = { address, port };
  const [local, remote] = [joinHostPort(address, port), joinHostPort(remoteIp.address, remoteIp.port)];
  return { scheme: 'tcp', role: 'initiator', local, remote, localIp, remoteIp, started, opened: now(), answer: 'none' };
};

/** What Node takes when a socket is made, not when it connects. */
const settingsOf = (to: TcpSocketConnectOpts | IpcSocketConnectOpts): object => {
  if ('path' in to) return {};
  const { noDelay, keepAlive, keepAliveInitialDelay } = to;
  return { noDelay, keepAlive, keepAliveInitialDelay };
};
