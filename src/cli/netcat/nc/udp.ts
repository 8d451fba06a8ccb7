/** `-u`: UDP sockets, bound and connected as the options say. */
import { createSocket, type Socket } from 'node:dgram';
import { SHARES_PORTS } from './listen.ts';
import type { NcOptions } from './options.ts';
import { preparedSocket } from './socket-options.ts';

/** A socket bound as asked; port 0 takes any. Rejects with the system's error. */
export const bindUdp = async (o: NcOptions, family: 4 | 6, on: { readonly address?: string; readonly port?: number }): Promise<Socket> => {
  const { ttl, receiveBuffer, sendBuffer, ...others } = o.socket;
  const bytes = { ...(receiveBuffer && { recvBufferSize: receiveBuffer }), ...(sendBuffer && { sendBufferSize: sendBuffer }) };
  const sharing = { reuseAddr: o.listen, reusePort: o.listen && SHARES_PORTS };
  const socket = createSocket({
    type: family === 6 ? 'udp6' : 'udp4',
    ...sharing,
    lookup: (host, _options, done) => done(null, host, family),
    ...bytes,
  });
  const any = { address: on.address ?? (family === 6 ? '::' : '0.0.0.0'), port: on.port ?? 0 };
  const wishes = ttl === 0 ? { ...others, ttl } : others; // Node has no 0
  const fd = preparedSocket(wishes, { kind: 'datagram', family, bind: any });
  const where = fd === undefined ? any : { fd };
  await once(socket, 'listening', () => socket.bind({ ...where, exclusive: true }));
  if (o.broadcast) socket.setBroadcast(true);
  if (ttl) socket.setTTL(ttl);
  return socket;
};

/** From here on only that peer is heard, and its refusals are told. */
export const connectUdp = (socket: Socket, address: string, port: number): Promise<void> =>
  once(socket, 'connect', () => socket.connect(port, address));

/** Sends one datagram; resolves with the error that the system tells at once, such as the ICMP answer to an earlier one. */
export const sendOne = (socket: Socket, text: string): Promise<Error | null> => new Promise((resolve) => socket.send(text, resolve));

/** Does something and waits for what says that it worked; rejects with the socket's error, and closes it then. */
const once = (socket: Socket, event: 'listening' | 'connect', act: () => void): Promise<void> =>
  new Promise((resolve, reject) => {
    const failed = (error: Error): void => {
      socket.removeAllListeners(event);
      socket.close();
      reject(error);
    };
    socket.once('error', failed);
    socket.once(event, () => {
      socket.removeListener('error', failed);
      resolve();
    });
    act();
  });
