/** What an open socket tells of itself. */
import { joinHostPort } from '../../core/address.ts';
import { canonicalIp } from '../accept/access.ts';
import type { ChannelFacts } from '../base/tap.ts';
import type { StreamAddresses } from '../host/stream-handle.ts';

/** Facts of a socket that is open, without its times and role. */
export type SocketFacts = Omit<ChannelFacts, 'started' | 'opened' | 'role'>;

/** Of a socket with IP addresses. */
export const ipFacts = (scheme: string, socket: StreamAddresses): SocketFacts => {
  const localIp = { address: canonicalIp(socket.localAddress ?? ''), port: socket.localPort ?? 0 };
  const remoteIp = { address: canonicalIp(socket.remoteAddress ?? ''), port: socket.remotePort ?? 0 };
  return {
    scheme,
    local: joinHostPort(localIp.address, localIp.port),
    remote: joinHostPort(remoteIp.address, remoteIp.port),
    localIp,
    remoteIp,
  };
};
