/** `-u`: UDP sockets, bound as the options say. */
import type { Socket } from 'node:dgram';
import { bindSocket } from '../../../io/endpoints/udp/socket.ts';
import { SHARES_PORTS } from './listen.ts';
import { hasWishes, type NcOptions } from './options.ts';
import { preparedSocket } from './socket-options.ts';

/** A socket bound as asked; port 0 takes any. Rejects with an error that has the system's code. */
export const bindUdp = async (o: NcOptions, family: 4 | 6, on: { readonly address?: string; readonly port?: number }): Promise<Socket> => {
  const { ttl, receiveBuffer, sendBuffer, ...others } = o.socket;
  const any = { address: on.address ?? (family === 6 ? '::' : '0.0.0.0'), port: on.port ?? 0 };
  // Node has no 0, and takes a socket that it has not made for one of IPv4.
  const wishes = ttl === 0 || (ttl !== undefined && hasWishes(others)) ? { ...others, ttl } : others;
  const prepared = preparedSocket(wishes, { kind: 'datagram', family, bind: any });
  const binding = { ...any, family, reuse: o.listen, reusePort: o.listen && SHARES_PORTS, prepared, sendBuffer, dual: true };
  const at = { host: any.address, port: any.port, ...(receiveBuffer && { buffer: receiveBuffer }) };
  const socket = await bindSocket(at, binding, 'udp', 'to bind');
  if (o.broadcast) socket.setBroadcast(true);
  if (ttl && prepared === undefined) socket.setTTL(ttl);
  return socket;
};
