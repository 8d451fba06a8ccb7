/** Endpoint `tcp:` : RFC 9293, over IPv4 and IPv6. */
import type { AddressInfo, Socket } from 'node:net';
import { joinHostPort, parsePort, splitHostPort } from '../../core/address.ts';
import { UsageError } from '../../core/fault.ts';
import type { OpenChannel } from '../channel.ts';
import type { AcceptOptions, EndpointType, Listener, OpenOptions } from '../endpoint.ts';
import { connectSocket, listenSockets, type SocketFacts } from '../socket-open.ts';

export interface TcpAddress {
  /** Empty where only a port was written: this machine. */
  readonly host: string;
  readonly port: number;
}

export const tcp: EndpointType<TcpAddress> = {
  scheme: 'tcp',
  title: 'TCP over IPv4 and IPv6',
  example: 'tcp:127.0.0.1:7',
  framing: 'stream',
  parse: (text) => {
    const { host, port } = splitHostPort(text);
    if (port === '') throw new UsageError(`tcp:${text}`, 'host:port, [v6]:port or :port', text);
    return { host, port: parsePort(port, `tcp:${text}`) };
  },
  print: (at) => `tcp:${joinHostPort(at.host, at.port)}`,
  open: (at: TcpAddress, options: OpenOptions, signal: AbortSignal): Promise<OpenChannel> =>
    connectSocket(
      {
        place: tcp.print(at),
        expected: 'a listener',
        to: { host: at.host || 'localhost', port: at.port, noDelay: true, autoSelectFamily: true },
        timeout: options.connectTimeout ?? 10_000,
        facts,
        onAttemptFailed: options.onAttemptFailed,
      },
      signal,
    ),
  accept: (at: TcpAddress, options: AcceptOptions, signal: AbortSignal): Promise<Listener> =>
    listenSockets(
      {
        place: tcp.print(at),
        expected: 'to listen',
        on: [{ host: at.host || '127.0.0.1', port: at.port, backlog: 1024 }],
        noDelay: true,
        facts,
        addressText: (server) => {
          const a = server.address() as AddressInfo;
          return joinHostPort(a.address, a.port);
        },
        options,
      },
      signal,
    ),
};

const facts = (socket: Socket): SocketFacts => {
  const localIp = { address: socket.localAddress ?? '', port: socket.localPort ?? 0 };
  const remoteIp = { address: socket.remoteAddress ?? '', port: socket.remotePort ?? 0 };
  const text = (end: { address: string; port: number }): string => joinHostPort(end.address, end.port);
  return { scheme: 'tcp', local: text(localIp), remote: text(remoteIp), localIp, remoteIp };
};
