/** What an open socket tells of itself. */
import { joinHostPort } from '../../core/address.ts';
import { canonicalIp } from '../accept/access.ts';
import type { ChannelFacts, IpEnd } from '../base/tap.ts';
import type { StreamAddresses } from '../host/stream-handle.ts';

/** How and when a channel came to be. */
export type Beginning = Pick<ChannelFacts, 'role' | 'started' | 'opened'>;

/** Of a TCP socket that is open. */
export const tcpFacts = (socket: StreamAddresses, { role, started, opened }: Beginning): ChannelFacts => {
  const { local, localIp } = localOf(socket.localAddress ?? '', socket.localPort ?? 0);
  const remoteIp = { address: canonicalIp(socket.remoteAddress ?? ''), port: socket.remotePort ?? 0 };
  return { scheme: 'tcp', role, local, remote: joinHostPort(remoteIp.address, remoteIp.port), localIp, remoteIp, started, opened };
};

/** Thousands of connections to one place share what is known of it. */
const localOf = (address: string, port: number): Local => {
  if (last.address !== address || last.localIp.port !== port) {
    const localIp = { address: canonicalIp(address), port };
    last = { address, local: joinHostPort(localIp.address, port), localIp };
  }
  return last;
};

interface Local {
  readonly address: string;
  readonly local: string;
  readonly localIp: IpEnd;
}
let last: Local = { address: '', local: ':0', localIp: { address: '', port: 0 } };
