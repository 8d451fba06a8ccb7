/** Connecting over TCP: one address after the other, as getaddrinfo gives them, each failure told under `-v`. */

import { refusalOf } from '../../../io/base/errors.ts';
import { strerror } from '../../../io/host/strerror.ts';
import type { Candidate } from '../../../io/net/happy-eyeballs.ts';
import type { SocketChannel } from '../../../io/net/socket-channel.ts';
import { connectSocket } from '../../../io/net/socket-connect.ts';
import { tcpFacts } from '../../../io/net/socket-facts.ts';
import { LookUpError, resolve } from '../name-lookup.ts';
import { NcError } from '../nc-error.ts';
import type { NetcatWire } from '../wire.ts';
import type { NcOptions } from './options.ts';
import { portOf } from './ports.ts';
import { preparedSocket } from './socket-options.ts';
import { notConnected } from './texts.ts';

export interface Connected {
  readonly channel: SocketChannel;
  /** The address that answered. */
  readonly address: string;
}

type PutLine = (line: string) => void;

/** Undefined where nobody answered. `typed` is the port as words name it. Throws an NcError for what no address could change. */
export const connectTcp = async (
  o: NcOptions,
  host: string,
  port: number,
  say: PutLine,
  wire?: NetcatWire,
  typed = String(port),
): Promise<Connected | undefined> => {
  for (const to of await addressesOf(o, host, typed)) {
    const source = await sourceAddress(o, to.family);
    try {
      return { channel: await attempt(o, to, port, source, wire), address: to.address };
    } catch (error) {
      if (error instanceof NcError) throw error;
      wire?.failed(error);
      if (isBindFailure(error, o)) throw new NcError(`bind failed: ${strerror(error)}`);
      if (o.verbose > 0) say(notConnected(host, o.numeric ? undefined : to.address, typed, 'tcp', howItFailed(error)));
    }
  }
  return undefined;
};

/** Where to go. Throws an NcError that names host and port. */
export const addressesOf = async (o: NcOptions, host: string, port: string): Promise<readonly Candidate[]> => {
  try {
    return await resolve(host, o.family === 'unix' ? undefined : o.family, o.numeric);
  } catch (error) {
    if (!(error instanceof LookUpError)) throw error;
    throw new NcError(`getaddrinfo for host "${host}" port ${port}: ${error.message}`);
  }
};

export interface SourceAddress {
  readonly address?: string;
  readonly port?: number;
}

/** Where to come from, by `-s` and `-p`. */
export const sourceAddress = async (o: NcOptions, family: 4 | 6): Promise<SourceAddress> => {
  const port = o.sourcePort === undefined ? {} : { port: portOf(o.sourcePort, o.udp ? 'udp' : 'tcp') };
  if (o.source === undefined) return port;
  try {
    const [first] = await resolve(o.source, family, false);
    return first === undefined ? port : { address: first.address, ...port };
  } catch (error) {
    throw error instanceof LookUpError ? new NcError(`getaddrinfo: ${error.message}`) : error;
  }
};

const attempt = async (
  o: NcOptions,
  to: Candidate,
  port: number,
  source: SourceAddress,
  wire: NetcatWire | undefined,
): Promise<SocketChannel> => {
  const limit = o.timeout ? AbortSignal.timeout(o.timeout * 1000) : new AbortController().signal;
  const options = {
    host: to.address,
    port,
    family: to.family,
    ...(source.address === undefined ? {} : { localAddress: source.address }),
    ...(source.port === undefined ? {} : { localPort: source.port }),
  };
  const prepared = preparedSocket(o.socket, { kind: 'stream', family: to.family, peer: to.address });
  return connectSocket(options, tcpFacts, limit, { prepared, onUnanswered: wire?.unanswered });
};

/** The system reports a bad source address at once, a port in use only when it connects. */
const isBindFailure = (error: unknown, o: NcOptions): boolean => {
  const at = refusalOf(error);
  if (at?.by !== 'system' || (o.source === undefined && o.sourcePort === undefined)) return false;
  return at.call === 'bind' || at.code === 'EADDRINUSE';
};

/** The original shows what the pending call says, where time ran out. */
const howItFailed = (error: unknown): string =>
  error instanceof Error && error.name === 'TimeoutError' ? 'timed out: Operation now in progress' : `failed: ${strerror(error)}`;
