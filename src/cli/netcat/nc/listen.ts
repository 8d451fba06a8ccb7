/** Listening over TCP as the original does: on the first address of the host that can be had, IPv4 where none is given. */
import { type AddressInfo, isIP, type Server, type Socket } from 'node:net';
import type { Listener } from '../../../io/base/endpoint.ts';
import { strerror } from '../../../io/host/strerror.ts';
import type { Candidate } from '../../../io/net/happy-eyeballs.ts';
import type { SocketChannel } from '../../../io/net/socket-channel.ts';
import { tcpFacts } from '../../../io/net/socket-facts.ts';
import { listenSockets } from '../../../io/net/socket-listen.ts';
import { LookUpError, resolve } from '../name-lookup.ts';
import { NcError } from '../nc-error.ts';
import type { NcOptions } from './options.ts';
import { portOf } from './ports.ts';

export interface TcpListener {
  readonly listener: Listener;
  readonly address: string;
  readonly port: number;
}

/** Connections that may wait until it is their turn; more are closed. */
const WAITING = 128;

/** As the original, whose second listener on a port shares it with the first. Node knows how from 22.12 on; an older one says nothing to it. */
export const SHARES_PORTS = process.platform === 'linux';

/** Makes the descriptor of a socket that is bound already; undefined where Node's own will do. */
export type Prepare = (on: Candidate, port: number) => number | undefined;

/** Throws an NcError in the original's words. */
export const listenTcp = async (o: NcOptions, prepare: Prepare = () => undefined): Promise<TcpListener> => {
  const port = portOf(o.ports[0] ?? '', 'tcp');
  let failed: unknown;
  for (const on of await listenAddresses(o)) {
    try {
      return await listenOn(on, port, prepare(on, port));
    } catch (error) {
      if (error instanceof NcError) throw error;
      failed = error;
    }
  }
  throw new NcError(strerror(failed));
};

/** Where to bind. The original's own choice without a host is IPv4. */
export const listenAddresses = async (o: NcOptions): Promise<readonly Candidate[]> => {
  const family = o.family === 'unix' ? undefined : o.family;
  if (o.host === undefined) return [family === 6 ? { address: '::', family: 6 } : { address: '0.0.0.0', family: 4 }];
  try {
    return await resolve(o.host, family, o.numeric);
  } catch (error) {
    throw error instanceof LookUpError ? new NcError(`getaddrinfo: ${error.message}`) : error;
  }
};

const listenOn = async (on: Candidate, port: number, fd: number | undefined): Promise<TcpListener> => {
  let server: Server | undefined;
  const listener = await listenSockets(
    {
      place: on.address,
      factsOf: tcpFacts,
      addressText: () => on.address,
      bind: async (listenOptions) => {
        const where = fd === undefined ? { host: on.address, port, ipv6Only: false, reusePort: SHARES_PORTS } : { fd };
        server = await listenOptions({ ...where, backlog: WAITING });
      },
    },
    { maxConns: WAITING, maxPerAddress: WAITING },
    new AbortController().signal,
  );
  const bound = server?.address();
  return { listener, address: on.address, port: isAddress(bound) ? bound.port : port };
};

const isAddress = (bound: ReturnType<Server['address']> | undefined): bound is AddressInfo => typeof bound === 'object' && bound !== null;

/** The peer's address as the socket tells it, with the mapping of an IPv4 peer on an IPv6 socket left as it is. */
export const peerOf = (channel: SocketChannel): { readonly address: string; readonly port: number } => {
  const socket: Socket = channel.socket;
  const address = socket.remoteAddress ?? '';
  return { address: isIP(address) === 0 ? '' : address, port: socket.remotePort ?? 0 };
};
