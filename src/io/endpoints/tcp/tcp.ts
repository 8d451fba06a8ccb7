/** Endpoint `tcp:` : RFC 9293 over IPv4 and IPv6, with Happy Eyeballs (RFC 8305). Listens on loopback where no host is written. */

import type { AddressInfo, ListenOptions, Server, Socket } from 'node:net';
import { joinHostPort } from '../../../core/address.ts';
import { IoError, UsageError } from '../../../core/fault.ts';
import type { SystemRefusal } from '../../../core/refusal.ts';
import { sayTrouble, sayWrong } from '../../../core/said.ts';
import type { OpenChannel } from '../../base/channel.ts';
import { withDeadline } from '../../base/deadline.ts';
import type { AcceptOptions, EndpointType, Listener, OpenOptions } from '../../base/endpoint.ts';
import { abortReason, codeOf, ioError, reasonSaid } from '../../base/errors.ts';
import type { ChannelFacts } from '../../base/tap.ts';
import { type Candidate, firstOpen, interleave } from '../../net/happy-eyeballs.ts';
import { onlyFamily } from '../../net/host-port.ts';
import { familyOf, interfaceAddresses, lookUp } from '../../net/hosts.ts';
import { type ConnectLimit, connectSocket } from '../../net/socket-connect.ts';
import { type Beginning, tcpFacts } from '../../net/socket-facts.ts';
import { listenSockets } from '../../net/socket-listen.ts';
import { unansweredSyns } from '../../net/system-sockets.ts';
import { parseTcp, printTcp, type TcpAddress, tcpOptions } from './address.ts';

export const tcp: EndpointType<TcpAddress> = {
  scheme: 'tcp',
  title: 'TCP over IPv4 and IPv6',
  example: 'tcp:127.0.0.1:7',
  framing: 'stream',
  options: tcpOptions,
  parse: parseTcp,
  print: printTcp,
  open: (at, options, signal) => open(at, options, signal),
  accept: (at, options, signal) => accept(at, options, signal),
};

const CONNECT_TIMEOUT = 10_000;

const open = async (at: TcpAddress, options: OpenOptions, signal: AbortSignal): Promise<OpenChannel> => {
  const limit = limitOf(at, options);
  const only = onlyCandidate(at);
  if (only !== undefined) return openOnly(at, only, limit, options, signal);
  return withDeadline(
    limit.ms,
    () => limit.late(unansweredSyns(at.port)),
    signal,
    async (limited) => {
      const place = printTcp(at);
      const candidates = await candidatesOf(at, place, limited);
      try {
        const race = {
          candidates,
          connect: (to: Candidate, attempt: AbortSignal) => connectSocket(connectOptions(at, to), namedFacts(at), attempt, options),
          discard: (second: OpenChannel) => second.close(),
          onAttemptFailed: options.onAttemptFailed,
        };
        return await firstOpen(race, limited);
      } catch (cause) {
        throw limited.aborted ? abortReason(limited) : refusal(place, candidates, cause);
      }
    },
  );
};

const limitOf = (at: TcpAddress, options: OpenOptions): ConnectLimit => {
  const ms = at.connectTimeout === undefined ? (options.connectTimeout ?? CONNECT_TIMEOUT) : at.connectTimeout * 1000;
  const text = sayTrouble('nothingIn', { seconds: ms / 1000 });
  const about = (syns: number | undefined): SystemRefusal => ({
    by: 'system',
    code: 'ETIMEDOUT',
    call: 'connect',
    address: at.host,
    port: at.port,
    waited: ms,
    ...(syns !== undefined && { syns }),
  });
  return { ms, late: (syns) => new IoError(printTcp(at), 'ETIMEDOUT', text, undefined, about(syns)) };
};

/** Where an address is written, there is nothing to look up and nothing to choose. */
const onlyCandidate = (at: TcpAddress): Candidate | undefined => {
  const family = familyOf(at.host);
  return family === undefined || at.family !== undefined || at.bind !== undefined ? undefined : { address: at.host, family };
};

const openOnly = async (
  at: TcpAddress,
  to: Candidate,
  limit: ConnectLimit,
  options: OpenOptions,
  signal: AbortSignal,
): Promise<OpenChannel> => {
  try {
    return await connectSocket(connectOptions(at, to), namedFacts(at), signal, { limit, onUnanswered: options.onUnanswered });
  } catch (cause) {
    if (signal.aborted || cause instanceof IoError) throw cause;
    const error = ioError(printTcp(at), 'a listener', cause);
    options.onAttemptFailed?.(to.address, cause instanceof Error ? cause : error);
    throw error;
  }
};

const namedFacts = (at: TcpAddress): ((socket: Socket, beginning: Beginning) => ChannelFacts) => {
  const remoteName = at.host === '' || at.host === '*' ? 'localhost' : at.host;
  return (socket, beginning) => ({ ...tcpFacts(socket, beginning), remoteName });
};

const connectOptions = (at: TcpAddress, to: Candidate): Parameters<typeof connectSocket>[0] => ({
  host: to.address,
  port: at.port,
  family: to.family,
  noDelay: at.noDelay ?? true,
  ...(at.keepAlive === undefined ? {} : { keepAlive: true, keepAliveInitialDelay: at.keepAlive * 1000 }),
  ...(at.bind === undefined ? {} : { localAddress: at.bind }),
  ...(at.sourcePort === undefined ? {} : { localPort: at.sourcePort }),
});

/** What to try, in order. An address needs no look-up; no host is this machine. */
const candidatesOf = async (at: TcpAddress, place: string, signal: AbortSignal): Promise<readonly Candidate[]> => {
  const found = await lookUp(at.host === '*' ? '' : at.host, place, signal);
  const sourceFamily = at.bind === undefined ? undefined : familyOf(at.bind);
  const wanted = at.family ?? sourceFamily;
  const fits = found.filter((c) => wanted === undefined || c.family === wanted);
  if (fits.length > 0) return interleave(fits);
  throw new IoError(place, 'ENOTFOUND', onlyFamily(at.host, wanted));
};

/** All attempts failed: the first one's reason, and what else was tried. */
const refusal = (place: string, candidates: readonly Candidate[], cause: unknown): IoError => {
  const [first = cause, ...others] = cause instanceof AggregateError ? cause.errors : [cause];
  if (others.length === 0) return ioError(place, 'a listener', first);
  return ioError(place, 'a listener', first, [
    ...reasonSaid(first),
    sayTrouble('tried', { addresses: candidates.map((c) => c.address).join(', ') }),
  ]);
};

const accept = async (at: TcpAddress, options: AcceptOptions, signal: AbortSignal): Promise<Listener> => {
  const place = printTcp(at);
  if (at.bind !== undefined || at.sourcePort !== undefined)
    throw new UsageError(place, sayWrong('addressFirst'), undefined, sayWrong('forConnecting'));
  const listening = {
    place,
    noDelay: at.noDelay ?? true,
    keepAlive: at.keepAlive,
    bare: true,
    factsOf: tcpFacts,
    addressText: (server: Server) => serverText(server),
    bind: (listenOn: ListenOn) => bindAll(at, place, listenOn, signal),
  };
  return listenSockets(listening, options, signal);
};

type ListenOn = (options: ListenOptions) => Promise<Server>;

/** Binds every address that the host stands for, all on one port. An address family that this machine lacks is left out where another remains. */
const bindAll = async (at: TcpAddress, place: string, listenOn: ListenOn, signal: AbortSignal): Promise<void> => {
  const hosts = await bindAddresses(at, place, signal);
  let port = at.port;
  let failed: unknown;
  let bound = 0;
  for (const on of hosts) {
    try {
      const server = await listenOn({ ...on, port, backlog: at.backlog ?? 1024, ...(at.reusePort ? { reusePort: true } : {}) });
      port = addressOf(server).port;
      bound++;
    } catch (cause) {
      if (!LACKING.has(codeOf(cause) ?? '') || hosts.length === 1) throw cause;
      failed = cause;
    }
  }
  if (bound === 0) throw failed;
};

const LACKING: ReadonlySet<string> = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT']);

const bindAddresses = async (at: TcpAddress, place: string, signal: AbortSignal): Promise<readonly ListenOptions[]> => {
  if (at.host === '*') return everywhere(at.family);
  const found = (await interfaceAddresses(at.host)) ?? (await lookUp(at.host, place, signal));
  const fits = found.filter((c) => at.family === undefined || c.family === at.family);
  if (fits.length === 0) throw new IoError(place, 'EADDRNOTAVAIL', sayTrouble('noFamilyHere', { family: String(at.family) }));
  return fits.map((c) => ({ host: c.address, ipv6Only: at.family === 6 }));
};

/** Dual stack where it can be had: one IPv6 socket also takes IPv4. Node falls back to 0.0.0.0 by itself where no host is given. */
const everywhere = (family: 4 | 6 | undefined): readonly ListenOptions[] =>
  family === 4 ? [{ host: '0.0.0.0' }] : family === 6 ? [{ host: '::', ipv6Only: true }] : [{}];

const addressOf = (server: Server): AddressInfo => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has an address');
  return address;
};

const serverText = (server: Server): string => {
  const { address, port } = addressOf(server);
  return joinHostPort(address, port);
};
